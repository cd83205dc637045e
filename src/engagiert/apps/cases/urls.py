from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("<slug:town>/fragen/", views.ask, name="ask"),
    path("stand/<str:code>/", views.status, name="status"),
]
