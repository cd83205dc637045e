"""Honours of a town, proposing somebody, and the page of the jury behind its code."""

from django.urls import path

from . import views

app_name = "awards"
urlpatterns = [
    path("jury/<str:code>/", views.jury, name="jury"),
    path("jury/<str:code>/<uuid:nomination_id>/<slug:doing>/", views.vote, name="vote"),
    path("<slug:town>/ehrungen/", views.honours, name="honours"),
    path("<slug:town>/ehrungen/<uuid:award_id>/vorschlagen/", views.nominate, name="nominate"),
    path("<slug:town>/ehrungen/danke/", views.thanks, name="thanks"),
]
