"""Addresses of the rounds, below the desk's own."""

from django.urls import path

from .views import meetings, rounds

urlpatterns = [
    path("", rounds.rounds, name="rounds"),
    path("neu/", rounds.new_round, name="round_new"),
    path("<int:round_id>/", rounds.round_page, name="round"),
    path("<int:round_id>/tun/<slug:doing>/", rounds.change_round, name="round_change"),
    path("termin/<int:meeting_id>/", meetings.meeting, name="meeting"),
    path("termin/<int:meeting_id>/blatt.pdf", meetings.sheet, name="meeting_sheet"),
    path("termin/<int:meeting_id>/tun/<slug:step>/", meetings.act, name="meeting_act"),
    path("punkt/<uuid:item_id>/streichen/", meetings.withdraw, name="item_withdraw"),
    path("beschluss/<uuid:decision_id>/", meetings.decision, name="decision"),
    path("beschluss/<uuid:decision_id>/<slug:turn>/", meetings.decision_act, name="decision_act"),
]
