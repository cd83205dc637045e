"""Addresses of the programme of the card, below those of the cards."""

from django.urls import path

from .views import programme

urlpatterns = [
    path("", programme.programme, name="programme"),
    path("ausflug/neu/", programme.new_outing, name="outing_new"),
    path("ausflug/<uuid:outing_id>/", programme.outing, name="outing"),
    path("ausflug/<uuid:outing_id>/bearbeiten/", programme.edit_outing, name="outing_edit"),
    path("ausflug/<uuid:outing_id>/bus.pdf", programme.bus, name="outing_bus"),
    path("ausflug/<uuid:outing_id>/tun/<slug:doing>/", programme.outing_act, name="outing_act"),
    path("anmeldung/<uuid:guest_id>/tun/<slug:doing>/", programme.signup_act, name="guest_act"),
    path("neues/neu/", programme.new_news, name="news_new"),
    path("neues/<uuid:news_id>/", programme.news, name="news"),
    path("neues/<uuid:news_id>/tun/<slug:doing>/", programme.news_act, name="news_act"),
]
