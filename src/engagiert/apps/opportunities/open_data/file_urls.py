"""What only machines read: the same address, the same content, in whatever language somebody visits the pages."""

from django.urls import path

from . import views

app_name = "offers_data"
urlpatterns = [path("<where:where>/engagement/liste/<str:name>", views.file, name="file")]
