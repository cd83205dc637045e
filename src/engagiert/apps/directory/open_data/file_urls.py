"""What only machines read: the same address, the same content, in whatever language somebody visits the pages."""

from django.urls import path

from . import views

app_name = "data"
urlpatterns = [
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("sitemap-<slug:town>-<int:number>.xml", views.sitemap_part, name="sitemap_part"),
    path("offene-daten/aenderungen.atom", views.changes, name="all_feed"),
    path("offene-daten/katalog.<slug:suffix>", views.catalogue_file, name="all_catalogue"),
    path("offene-daten/<str:name>", views.file, name="all_file"),
    path("<slug:town>/offene-daten/aenderungen.atom", views.changes, name="feed"),
    path("<slug:town>/offene-daten/katalog.<slug:suffix>", views.catalogue_file, name="catalogue"),
    path("<slug:town>/offene-daten/<str:name>", views.file, name="file"),
]
