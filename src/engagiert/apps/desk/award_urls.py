"""Addresses of awards, below the desk's own."""

from django.urls import path

from .views import awards, nominations, thanks

urlpatterns = [
    path("", awards.awards, name="awards"),
    path("neu/", awards.new_award, name="award_new"),
    path("dank/", thanks.thanks_list, name="thanks_list"),
    path("dank/neu/", thanks.new_thanks, name="thanks_new"),
    path("dank/<uuid:thanks_id>/", thanks.thanks, name="thanks"),
    path("dank/<uuid:thanks_id>/briefe.pdf", thanks.letters, name="thanks_letters"),
    path("dank/<uuid:thanks_id>/tun/<slug:doing>/", thanks.act, name="thanks_act"),
    path("vorschlag/<uuid:nomination_id>/", nominations.nomination, name="nomination"),
    path("vorschlag/<uuid:nomination_id>/tun/<slug:doing>/", nominations.act, name="nomination_act"),
    path("vorschlag/<uuid:nomination_id>/stimme/<uuid:ballot_id>/", nominations.clear, name="ballot_clear"),
    path("jury/<uuid:juror_id>/tun/<slug:doing>/", awards.juror_act, name="juror_act"),
    path("<uuid:award_id>/", awards.award, name="award"),
    path("<uuid:award_id>/bearbeiten/", awards.edit_award, name="award_edit"),
    path("<uuid:award_id>/vorschlag/", nominations.new_nomination, name="nomination_new"),
    path("<uuid:award_id>/feier.pdf", awards.ceremony, name="award_ceremony"),
    path("<uuid:award_id>/tun/<slug:doing>/", awards.act, name="award_act"),
]
