"""What checkers fetch: signed lists, the part that works without a network, and how it is installed."""

from django.urls import path

from . import views

app_name = "cards"
urlpatterns = [
    path("karte/schluessel.cose", views.trust_list, name="trust_list"),
    path("karte/sperrliste/<str:ags>.cose", views.status_list, name="status_list"),
    path("karte/dienst.js", views.offline_worker, name="offline_worker"),
    path("karte/pruefer.webmanifest", views.manifest, name="manifest"),
]
