"""News and outings for people with the card, and the page of a sign-up behind its code."""

from django.urls import path

from . import views

app_name = "programme"
urlpatterns = [
    path("<slug:town>/ehrenamtskarte/programm/", views.programme, name="programme"),
    path("<slug:town>/ehrenamtskarte/programm/<uuid:outing_id>/", views.outing, name="outing"),
    path("meine-karte/<str:code>/programm/", views.own, name="own"),
    path("meine-karte/<str:code>/programm/<uuid:outing_id>/", views.own_outing, name="own_outing"),
    path("ausflug/<str:code>/", views.signup, name="signup"),
    path("ausflug/<str:code>/tun/<slug:doing>/", views.act, name="act"),
]
