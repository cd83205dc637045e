"""Addresses of the atlas: of a town that takes part, or an area above the towns."""

from django.urls import path

from . import file_views, views

app_name = "atlas"
urlpatterns = [
    path("atlas/", views.start, name="start"),
    path("<where:where>/atlas/", views.page, name="page"),
    path("<where:where>/atlas/ende/", views.cliff, name="cliff"),
    path("<where:where>/atlas/befunde/", views.findings, name="findings"),
    path("<where:where>/atlas/vergleich/", views.compare, name="compare"),
    path("<where:where>/atlas/einrichtungen/", views.behind, name="behind"),
    path("<where:where>/atlas/daten/", views.files, name="files"),
    path("<where:where>/atlas/blatt.pdf", file_views.fact_sheet, name="sheet"),
    path("<where:where>/atlas/bericht.pdf", file_views.yearly_report, name="report"),
    path("<where:where>/atlas/blatt.xlsx", file_views.workbook, name="workbook"),
    path("<where:where>/atlas/katalog.<slug:writing>", file_views.catalogue, name="catalogue"),
    path(
        "<where:where>/atlas/daten/<slug:type>/<slug:day>/<int:km>/<slug:table>.<slug:suffix>",
        file_views.dated,
        name="dated",
    ),
    path("<where:where>/atlas/karte.svg", file_views.picture, name="picture"),
    path("<where:where>/atlas/orte.csv", file_views.towns_table, name="towns"),
    path("<where:where>/atlas/einrichtungen.csv", file_views.facilities_table, name="facilities"),
    path("<where:where>/atlas/orte.json", file_views.towns_data, name="data"),
]
