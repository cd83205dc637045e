"""What checkers fetch: signed lists, the part that works without a network, and how it is installed."""

from django.urls import path

from . import own_views, views

app_name = "cards"
urlpatterns = [
    path("karte/schluessel.cose", views.trust_list, name="trust_list"),
    path("karte/sperrliste/<str:ags>.cose", views.status_list, name="status_list"),
    path("karte/codes/<str:ags>.cose", views.typed_list, name="typed_list"),
    path("karte/meine/<str:code>.webmanifest", own_views.manifest, name="own_manifest"),
    path("karte/dienst.js", views.offline_worker, name="offline_worker"),
    path("karte/pruefer.webmanifest", views.manifest, name="manifest"),
]
