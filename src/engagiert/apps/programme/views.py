"""The programme without account: what there is, signing up with a card, and the page of the sign-up."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from engagiert.apps.accounts.public import may_guess, may_send
from engagiert.apps.places.public import Place, Town, town_at, town_of
from engagiert.apps.recognition.public import selectors as cards
from engagiert.kernel.authz import public
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import site_of
from engagiert.kernel.links.public import LinkGone, address_of
from engagiert.kernel.ui.forms import put_errors
from engagiert.kernel.ui.notices import notify

from . import selectors, services, wording
from .forms import OwnSignupForm, SignupForm

_TURNED_BACK = 422


@public
@require_GET
def programme(request: HttpRequest, town: str) -> HttpResponse:
    """News and outings of the town and its allies."""
    found = town_at(town)
    context = _programme(found.place) | {"town": found, "office": cards.card_office(found.place)}
    return render(request, "programme/programme.html", context)


def _programme(place: Place) -> dict[str, Any]:
    rows = [{"free": one, "when": wording.when(one.outing)} for one in selectors.outings_for(place, timezone.now())]
    return {"news": selectors.news_for(place), "rows": rows}


@public
@require_GET
def own(request: HttpRequest, code: str) -> HttpResponse:
    """The same from the page of one's own card: no code to type."""
    try:
        card = selectors.owner_of(code)
    except LinkGone as gone:
        return _gone(request, gone)
    context = _programme(card.place) | {"town": town_of(card.place), "office": card.office, "code": code}
    return _kept_private(render(request, "programme/programme.html", context))


@public
@require_http_methods(["GET", "POST"])
def outing(request: HttpRequest, town: str, outing_id: uuid.UUID) -> HttpResponse:
    """One outing; with the code on the card and the name somebody has a seat, or a place in the waitlist."""
    return _outing(request, town_at(town), outing_id, "")


@public
@require_http_methods(["GET", "POST"])
def own_outing(request: HttpRequest, code: str, outing_id: uuid.UUID) -> HttpResponse:
    """The same from the page of one's own card."""
    try:
        card = selectors.owner_of(code)
    except LinkGone as gone:
        return _gone(request, gone)
    return _kept_private(_outing(request, town_of(card.place), outing_id, code))


def _outing(request: HttpRequest, town: Town | None, outing_id: uuid.UUID, code: str) -> HttpResponse:
    if town is None:
        raise Http404
    free = selectors.outing_of_town(town.place, outing_id, timezone.now())
    form = (OwnSignupForm if code else SignupForm)(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {
        "town": town, "office": free.outing.office, "free": free, "outing": free.outing, "form": form, "code": code,
        "when": wording.when(free.outing), "shared": selectors.towns_of(free.outing),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["website"]:
            return redirect("programme:programme", town.place.slug)
        if not may_send(request):
            return render(request, "programme/outing.html", context | {"too_many": True}, status=429)
        more: dict[str, Any] = {"language": (get_language() or "de")[:2], "site": site_of(request)}
        asking = form.asking(**more, **({"code": code} if code else {}))
        try:
            own_code = services.sign_up(actor=actor_of(request), outing=free.outing, asking=asking)
        except ValidationError as error:
            # A code that opens no card counts as a guess.
            if not may_guess(request):
                return render(request, "programme/outing.html", context | {"too_many": True}, status=429)
            put_errors(form, error)
        else:
            return redirect("programme:signup", own_code)
    return render(request, "programme/outing.html", context, status=_TURNED_BACK if form.errors else 200)


@public
@require_GET
def signup(request: HttpRequest, code: str) -> HttpResponse:
    """Where somebody stands: a seat, the waitlist, a seat offered until an hour."""
    try:
        found, place = selectors.signup_page(code)
    except LinkGone as gone:
        return _gone(request, gone)
    outing = found.outing
    context = {
        "town": town_of(outing.office.place),
        "office": outing.office,
        "signup": found,
        "outing": outing,
        "line": wording.standing(found, place),
        "when": wording.when(outing),
        "until": wording.moment(found.offered_until) if found.offered_until else "",
        "is_ahead": outing.is_ahead(timezone.now()),
        "code": code,
        "address": request.build_absolute_uri(address_of(code)),
    }
    return _kept_private(render(request, "programme/signup.html", context))


@public
@require_POST
def act(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """Take what is offered; cannot come."""
    doings = {"ja": services.accept_by_code, "absagen": services.give_up_by_code}
    if doing not in doings:
        raise Http404
    try:
        doings[doing](actor=actor_of(request), code=code)
    except LinkGone as gone:
        return _gone(request, gone)
    except ValidationError as error:
        notify(request, " ".join(error.messages))
    else:
        notify(request, _("Danke. Ihr Platz ist sicher.") if doing == "ja" else _("Danke, dass Sie es sagen."))
    return redirect("programme:signup", code)


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-cache"
    return response


def _gone(request: HttpRequest, gone: LinkGone) -> HttpResponse:
    many = gone.reason == "unknown" and not may_guess(request)
    context = {"gone": "many" if many else "expired" if gone.reason == "withdrawn" else gone.reason}
    return render(request, "programme/gone.html", context, status=429 if many else 404)
