from django.urls import path

from . import claim_views, views

app_name = "directory"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("suche/vorschlaege/", views.suggestions, name="suggestions"),
    path("neu/eintragen/", views.suggest_new, name="suggest_new"),
    path("neu/danke/", views.thanks_new, name="thanks_new"),
    path("arten/erklaert/", views.types_explained, name="types"),
    path("<slug:slug>/", views.organisation_detail, name="organisation"),
    path("<slug:slug>/daten.jsonld", views.organisation_data, name="data"),
    path("<slug:slug>/verbessern/", views.suggest, name="suggest"),
    path("<slug:slug>/verbessern/danke/", views.thanks, name="thanks"),
    path("<slug:slug>/selbst-pflegen/", claim_views.claim, name="claim"),
    path("<slug:slug>/selbst-pflegen/<slug:way>/", claim_views.claimed, name="claimed"),
    path("<slug:slug>/haus/<slug:facility>/", views.facility_detail, name="facility"),
]
