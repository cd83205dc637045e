"""Addresses of maps, and of the directory of an area above the towns. ``where`` is a town or an area."""

from django.urls import path

from . import map_views

app_name = "map"
urlpatterns = [
    path("<area:area>/verzeichnis/", map_views.area_list, name="list"),
    path("<where:where>/karte/", map_views.map_page, name="page"),
    path("<where:where>/karte/bild.svg", map_views.picture, name="picture"),
    path("<where:where>/karte/punkte.json", map_views.points_data, name="points"),
    path("<where:where>/karte/namen.json", map_views.names_data, name="names"),
]
