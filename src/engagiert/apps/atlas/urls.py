"""Addresses of the atlas: of a town that takes part, or an area above the towns."""

from django.urls import path

from . import views

app_name = "atlas"
urlpatterns = [
    path("atlas/", views.start, name="start"),
    path("<where:where>/atlas/", views.page, name="page"),
    path("<where:where>/atlas/karte.svg", views.picture, name="picture"),
    path("<where:where>/atlas/orte.csv", views.towns_table, name="towns"),
    path("<where:where>/atlas/einrichtungen.csv", views.facilities_table, name="facilities"),
    path("<where:where>/atlas/orte.json", views.towns_data, name="data"),
]
