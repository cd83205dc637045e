from django.urls import path

from . import views

app_name = "open"
urlpatterns = [
    path("offene-daten/", views.page, name="all_page"),
    path("<slug:town>/offene-daten/", views.page, name="page"),
]
