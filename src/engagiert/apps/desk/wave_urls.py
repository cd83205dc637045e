"""Addresses of waves at the desk."""

from django.urls import path

from .views import wave_acts, waves

_wave = "wellen/<uuid:wave_id>/"
urlpatterns = [
    path("wellen/", waves.waves, name="waves"),
    path("wellen/angebote-oeffnen/<uuid:opening_id>/", waves.opening, name="wave_opening"),
    path(_wave, waves.wave, name="wave"),
    path(f"{_wave}aufnehmen/", waves.take_down, name="wave_new"),
    path(f"{_wave}menschen/", waves.people_of_pool, name="wave_people"),
    path(f"{_wave}termine/", waves.dates, name="wave_dates"),
    path(f"{_wave}vorschlaege/", waves.proposals, name="wave_proposals"),
    path(f"{_wave}partner/", waves.partners, name="wave_partners"),
    path(f"{_wave}termine/<uuid:gathering_id>/einladen/", wave_acts.invite, name="wave_invite"),
    path(f"{_wave}nachbarn/", wave_acts.ask_neighbour, name="wave_neighbour"),
    path(f"{_wave}menschen/<uuid:signup_id>/<slug:deed>/", wave_acts.keep, name="wave_keep"),
    path(f"{_wave}tun/<slug:deed>/", wave_acts.act, name="wave_act"),
]
