"""The checker of cards, and what it fetches."""

from django.urls import path

from . import views

app_name = "recognition"
urlpatterns = [path("karte/pruefen/", views.checker, name="checker")]
