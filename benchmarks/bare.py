"""A bare Django page to compare with, for gunicorn: what `startproject` gives, one query of 20 rows, a list of them.

It reads the same table of the same database as the same role and keeps its connection, like ours.
"""

import os

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks import ground

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
_PAGE = """<!doctype html><html lang="de"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1>
<ul>{% for row in rows %}<li><a href="{{ row.slug }}">{{ row.name }}</a><p>{{ row.summary }}</p></li>{% endfor %}</ul>
</body></html>"""
settings.TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", {"list.html": _PAGE})],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

from engagiert.apps.directory.models import Listing  # noqa: E402  after the apps are loaded
from engagiert.config.wsgi import application  # noqa: E402

ground.point_to(os.environ["BENCH_DATABASE"])


def listing(request: HttpRequest) -> HttpResponse:
    rows = Listing.objects.filter(ags="05315000").order_by("sort_key").only("id", "slug", "name", "summary")[:20]
    return render(request, "list.html", {"title": "Liste", "rows": rows})


urlpatterns = [path("", listing)]
__all__ = ["application"]
