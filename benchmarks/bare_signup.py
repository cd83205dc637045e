"""A bare Django page that takes a form and inserts a row, for gunicorn: what `startproject` gives, and one model form.

It writes into a table of its own in the same database as the same role, without walls, log, mail or code.
"""

import os

from django import forms
from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from benchmarks import ground

TABLE = "bench_bare_signup"
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
_PAGE = """<!doctype html><html lang="de"><head><title>Helfen</title></head><body><h1>Helfen</h1>
<form method="post">{% csrf_token %}{{ form }}<button>Senden</button></form></body></html>"""
settings.TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {"form.html": _PAGE})],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]

from engagiert.config.wsgi import application  # noqa: E402  after the settings are changed

ground.point_to(os.environ["BENCH_DATABASE"])


class Signup(models.Model):
    name = models.CharField(max_length=200)
    reach = models.CharField(max_length=400)
    token = models.CharField(max_length=60)

    class Meta:
        app_label = "bench"
        managed = False
        db_table = TABLE

    def __str__(self) -> str:
        return self.name


class SignupForm(forms.ModelForm):
    class Meta:
        model = Signup
        fields = ("name", "reach", "token")


def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignupForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("/danke/")
    return render(request, "form.html", {"form": form})


urlpatterns = [path("koeln/welle/", sign_up)]
__all__ = ["application"]
