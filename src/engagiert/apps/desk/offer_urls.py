"""Addresses of the offers, below the desk's own."""

from django.urls import path

from .views import offer_lists, offers

urlpatterns = [
    path("", offers.offers, name="offers"),
    path("neu/", offers.create, name="offer_new"),
    path("listen/", offer_lists.lists, name="offer_lists"),
    path("listen/<int:offers_run_id>/", offer_lists.one_list, name="offer_list"),
    path("listen/<int:offers_run_id>/spalten/", offer_lists.columns, name="offer_columns"),
    path("listen/<int:offers_run_id>/tun/<slug:deed>/", offer_lists.list_act, name="offer_list_act"),
    path("<int:opportunity_id>/", offers.offer, name="offer"),
    path("<int:opportunity_id>/bearbeiten/", offers.edit, name="offer_edit"),
    path("<int:opportunity_id>/beenden/", offers.close, name="offer_close"),
    path("<int:opportunity_id>/tun/<slug:verb>/", offers.act, name="offer_act"),
    path("<int:opportunity_id>/verlauf/<int:revision_id>/zuruecknehmen/", offers.undo, name="offer_undo"),
]
