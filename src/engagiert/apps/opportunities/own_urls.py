"""What organisations do with their own offers."""

from django.urls import path

from . import own_views

app_name = "own_offers"
_offers = "mein-eintrag/<int:organisation_id>/angebote/"
urlpatterns = [
    path(_offers, own_views.offers, name="list"),
    path(f"{_offers}neu/", own_views.create, name="new"),
    path(f"{_offers}<int:opportunity_id>/", own_views.offer, name="offer"),
    path(f"{_offers}<int:opportunity_id>/beenden/", own_views.close, name="close"),
    path(f"{_offers}<int:opportunity_id>/tun/<slug:verb>/", own_views.act, name="act"),
]
