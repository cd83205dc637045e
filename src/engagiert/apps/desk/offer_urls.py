"""Addresses of the offers, below the desk's own."""

from django.urls import path

from .views import offers

urlpatterns = [
    path("", offers.offers, name="offers"),
    path("neu/", offers.create, name="offer_new"),
    path("<int:opportunity_id>/", offers.offer, name="offer"),
    path("<int:opportunity_id>/bearbeiten/", offers.edit, name="offer_edit"),
    path("<int:opportunity_id>/beenden/", offers.close, name="offer_close"),
    path("<int:opportunity_id>/tun/<slug:verb>/", offers.act, name="offer_act"),
    path("<int:opportunity_id>/verlauf/<int:revision_id>/zuruecknehmen/", offers.undo, name="offer_undo"),
]
