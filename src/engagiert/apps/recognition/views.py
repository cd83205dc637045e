"""The public page that checks cards. It checks in the browser: no request ever says which card."""

import json
from importlib.resources import files
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from engagiert.apps.places.public import place_by_ags
from engagiert.kernel.authz import public

from . import selectors
from .forms import CodeForm
from .wording import verdicts

COSE = "application/cose"
# A checker that has not seen a new list for so long says so instead of “valid”.
LIST_DAYS = 7


@public
@require_GET
def checker(request: HttpRequest) -> HttpResponse:
    """The page that works without a network after one visit."""
    issuers = selectors.issuers()
    setup: dict[str, Any] = {
        "schema": selectors.schema(),
        "root": selectors.root_point(),
        "listDays": LIST_DAYS,
        "trust": reverse("cards:trust_list"),
        "typed": {place.ags: reverse("cards:typed_list", args=[place.ags]) for place in issuers},
        "lists": {place.ags: reverse("cards:status_list", args=[place.ags]) for place in issuers},
        "worker": reverse("cards:offline_worker"),
        "page": request.path,
        "verdicts": verdicts(),
        "words": {
            "hint": _("{hint}… (Anfang von Vor- und Nachname)"),
            "unknown_day": _("unbekannt"),
            "no_camera": _("Diese Kamera lässt sich nicht öffnen."),
        },
    }
    context = {"form": CodeForm(), "setup": json.dumps(setup), "issuers": issuers, "days": LIST_DAYS}
    return render(request, "recognition/checker.html", context)


@public
@require_GET
def trust_list(request: HttpRequest) -> HttpResponse:
    """The keys of all issuers, signed by the root key."""
    return _fresh(selectors.trust_list())


@public
@require_GET
def status_list(request: HttpRequest, ags: str) -> HttpResponse:
    """The revoked cards of one town, signed by its key."""
    place = place_by_ags(ags)
    if place is None:
        raise Http404
    return _fresh(selectors.status_list(place))


@public
@require_GET
def typed_list(request: HttpRequest, ags: str) -> HttpResponse:
    """What follows from the codes that people type, of one town's cards, signed by its key."""
    place = place_by_ags(ags)
    if place is None:
        raise Http404
    return _fresh(selectors.typed_list(place))


def _fresh(content: bytes) -> HttpResponse:
    # Asked anew each time; anybody may fetch it from anywhere, whoever builds another checker too.
    response = HttpResponse(content, content_type=COSE)
    response["Cache-Control"] = "no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public
@require_GET
def offline_worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the checker in the browser. It stands at an address that never changes its name."""
    script = files("engagiert.apps.recognition").joinpath("static/recognition/offline.js").read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Service-Worker-Allowed"] = "/"
    response["Cache-Control"] = "no-cache"
    return response


@public
@require_GET
def manifest(request: HttpRequest) -> HttpResponse:
    """So that a phone can put the checker on its first page."""
    start = reverse("recognition:checker")
    content = {
        "name": _("Ehrenamtskarte prüfen"),
        "short_name": _("Karte prüfen"),
        "lang": "de",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": static("ui/sign.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }
    return JsonResponse(content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})
