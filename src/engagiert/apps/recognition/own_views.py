"""The page of whoever has a card: the card itself, on paper too, a lost phone, going on. The code is the key."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from engagiert.apps.accounts.public import may_guess
from engagiert.apps.places.public import town_of
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.notices import notify

from . import selectors, services
from .keyring import KeyMissing
from .wording import app_consent_words, proof_words


@public
@require_GET
def own(request: HttpRequest, code: str) -> HttpResponse:
    """The card with its QR code, to carry on the phone."""
    return _shown(request, code)


def _shown(request: HttpRequest, code: str, trouble: str = "") -> HttpResponse:
    try:
        found = selectors.own_page(code)
    except LinkGone as gone:
        return _gone(request, gone)
    except KeyMissing:
        trouble, found = _("Die Karte lässt sich gerade nicht zeigen. Rufen Sie uns an."), None
    context: dict[str, Any] = {
        "page": found,
        "code": code,
        "trouble": trouble,
        "address": request.build_absolute_uri(address_of(code)),
    }
    if found is not None:
        context |= {
            "app_words": app_consent_words(),
            "card": found.card,
            "office": found.card.office,
            "town": town_of(found.card.place),
        }
    response = render(request, "recognition/own_card.html", context, status=422 if trouble else 200)
    response["Cache-Control"] = "private, no-cache"
    return response


def _gone(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    many = gone.reason == "unknown" and not may_guess(request)
    context = {"gone": "many" if many else "expired" if gone.reason == "withdrawn" else gone.reason}
    return render(request, "recognition/confirmed.html", context, status=429 if many else 404)


@public
@require_GET
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The card to cut out."""
    try:
        _link, card = selectors.owned_card(code)
        content = selectors.own_paper(code)
    except LinkGone as gone:
        return _gone(request, gone)
    except KeyMissing as missing:
        raise Http404 from missing
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="ehrenamtskarte-{card.index}.pdf"'
    response["Cache-Control"] = "no-store"
    return response


@public
@require_POST
def act(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """The phone is lost, hours go on, or the card is to be in the state's app, or not any more."""
    try:
        if doing in ("app-ja", "app-nein"):
            services.share_by_code(actor=actor_of(request), code=code, yes=doing == "app-ja")
            said = {
                "app-ja": _("Danke. Wir geben Ihre Karte an die App des Landes weiter."),
                "app-nein": _("Wir sagen der App des Landes, dass sie Ihre Karte löschen soll."),
            }
            notify(request, said[doing])
            return redirect("recognition:own", code)
        if doing == "verloren":
            new = services.lose_by_code(actor=actor_of(request), code=code)
            notify(request, _("Das ist Ihre neue Karte. Die alte gilt nicht mehr. Heben Sie den neuen Code auf."))
            return redirect("recognition:own", new)
        if doing != "verlaengern":
            raise Http404
        services.renew_by_code(actor=actor_of(request), code=code)
    except LinkGone as gone:
        return _gone(request, gone)
    except ValidationError as error:
        return _shown(request, code, " ".join(error.messages))
    notify(request, _("Danke. Wir prüfen die Verlängerung und melden uns. Sie müssen nichts einreichen."))
    return redirect("recognition:own", code)


@public
@require_GET
def manifest(request: HttpRequest, code: str) -> HttpResponse:
    """So that a phone can put the card on its first page. It says what its address says, and no more."""
    start = reverse("recognition:own", args=[code])
    content = {
        "name": _("Ehrenamtskarte"),
        "short_name": _("Karte"),
        "lang": "de",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#ffffff",
        "icons": [{"src": static("ui/sign.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }
    return JsonResponse(content, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


@public
@require_GET
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """What the paper with this code says, for whoever was given it."""
    try:
        found = selectors.proof_by_code(code)
    except LinkGone as gone:
        return _gone(request, gone)
    born = found.content.get("born_on")
    context = {
        "proof": found,
        "rows": proof_words.sections(found.content),
        "born_on": datetime.date.fromisoformat(born) if born else None,
        "office": found.office,
        "town": town_of(found.office.place),
    }
    return render(request, "recognition/proof.html", context)
