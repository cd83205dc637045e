"""One address for every code on paper; see ``kernel/links``."""

from django.urls import path

from . import code_views

app_name = "code"
urlpatterns = [
    path("", code_views.enter_code, name="enter"),
    path("<str:code>/", code_views.follow, name="follow"),
]
