"""The checker of cards, and what it fetches."""

from django.urls import path

from . import apply_views, views

app_name = "recognition"
urlpatterns = [
    path("karte/pruefen/", views.checker, name="checker"),
    path("karte/bestaetigen/<str:code>/", apply_views.confirm, name="confirm"),
    path("<slug:town>/ehrenamtskarte/", apply_views.apply, name="apply"),
]
