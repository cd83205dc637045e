from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("", views.style_guide, name="style_guide"),
    path("<slug:component>/", views.style_guide_component, name="style_guide_component"),
]
