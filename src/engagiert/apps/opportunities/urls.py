"""Addresses of offers. ``where`` is a town or an area."""

from django.urls import path

from . import views
from .open_data import views as open_views

app_name = "offers"
urlpatterns = [
    path("<where:where>/engagement/", views.offer_list, name="list"),
    path("<where:where>/engagement/suche/vorschlaege/", views.suggestions, name="suggestions"),
    path("<slug:town>/engagement/liste/einbauen/", open_views.embedding, name="embedding"),
    path("<slug:town>/engagement/liste/rahmen/", open_views.frame, name="frame"),
    path("<slug:town>/engagement/<slug:slug>/", views.offer_detail, name="offer"),
    path("<slug:town>/engagement/<slug:slug>/daten.jsonld", views.offer_data, name="data"),
]
