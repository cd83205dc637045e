"""The public API of the installation: which routers it has, its OpenAPI document, and its page for people."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from engagiert.apps.directory.api import router
from engagiert.kernel.authz import public
from engagiert.kernel.http import typed
from engagiert.kernel.http.open_access import etag, open_answer

VERSION = "1.0.0"
PREFIX = "/api/v1"

api = typed.api_of(
    router,
    title="Engagiert: offenes Verzeichnis",
    version=VERSION,
    description="Wer Engagement möglich macht, nach HSDS 3 (Open Referral). Nur lesen, ohne Anmeldung.",
)


def document() -> dict[str, Any]:
    """The API as OpenAPI 3.1."""
    return typed.openapi_of(api, PREFIX)


@public
@require_safe
def openapi(request: HttpRequest) -> HttpResponseBase:
    text = json.dumps(document(), ensure_ascii=False, indent=1)
    return open_answer(request, media="application/json", tag=etag(text), body=lambda: text)


@public
@require_safe
def interface(request: HttpRequest) -> HttpResponse:
    """The API in words, made from its OpenAPI document: no script, nothing from elsewhere."""
    base = f"{request.scheme}://{request.get_host()}"
    context = {"operations": typed.operations(document()), "base": base}
    return render(request, "directory/open_interface.html", context)


@public
def unknown(request: HttpRequest, rest: str) -> HttpResponse:
    """A program that asks for what there is not gets an answer that it can read."""
    return typed.problem(404, _("Diese Adresse gibt es nicht. Alle stehen unter /api/v1/openapi.json."))


app_name = "api"
urlpatterns = [
    path("openapi.json", openapi, name="openapi"),
    *typed.patterns(api, router),
    path("<path:rest>", unknown, name="unknown"),
]
