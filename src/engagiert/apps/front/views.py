"""The public front pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import OWN_ACCOUNT, may_send
from engagiert.apps.cases.public import fresh_token
from engagiert.apps.directory.public import (
    FACILITY_TYPES_VERSION,
    MAINTAIN_SOMEWHERE,
    town_news,
)
from engagiert.apps.places.public import (
    Town,
    TownFile,
    TownText,
    alliances_of,
    area_at,
    enforcement_for,
    piece_of_file,
    place_at,
    surroundings,
    texts_of,
    town_at,
    town_file,
    town_of_slug,
)
from engagiert.apps.volunteering.public import calling
from engagiert.kernel.authz import guarded, public
from engagiert.kernel.authz.roles import ANALYST, CONTACT
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.hosts import town_of_host
from engagiert.kernel.http.returning import shown_before
from engagiert.kernel.ui.colour import accent_css

from . import selectors, statements
from .barriers import report_barrier
from .films import film
from .forms import BarrierAnywhereForm, BarrierForm

DOORS = ("helfen", "hilfe", "vereine")
STATEMENTS = tuple(TownText.Kind.values)


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The towns that take part; where there is just one, or at a town's own domain, its front page."""
    own = town_of_host(request)
    if own:
        return redirect("front:town", own)
    text = parameters.text(request.GET, "q", longest=100)
    entries = selectors.towns(text)
    if len(entries) == 1 and not text:
        return redirect("front:town", entries[0].town.place.slug)
    context = {
        "entries": entries,
        "text": text,
        "others": selectors.places_named(text),
        "lands": selectors.lands(entries),
    }
    return render(request, "front/start.html", context)


@guarded(OWN_ACCOUNT)
@require_GET
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """Where somebody's work is: at the desk, in rounds, with their record; else their account."""
    actor = actor_of(request)
    if actor.office_ids:
        return redirect("desk:home")
    if actor.has_any_role(CONTACT):
        return redirect("desk:rounds")
    if actor.has_any_role(ANALYST):
        return redirect("desk:area_figures")
    return redirect("own:home" if MAINTAIN_SOMEWHERE.allows(actor, None) else "own_account")


@public
@require_GET
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of a town; a municipality that does not take part yet has a page as well."""
    found = town_of_slug(slug)
    if found is None:
        return _place(request, slug)
    today = timezone.localdate()
    news = town_news(found.place, today)
    context = {
        "town": found,
        "office": selectors.office_of(found.place),
        "figures": news.figures,
        "newest": news.newest,
        "alliances": alliances_of(found.place),
        "around": surroundings(found.place),
        "calls": calling.calls_in(found.place),
        "today": today,
    }
    return render(request, "front/town.html", context)


def _place(request: HttpRequest, slug: str) -> HttpResponse:
    place = place_at(slug)
    context = {
        "place": place,
        "alliances": alliances_of(place),
        "around": surroundings(place),
    }
    return render(request, "front/place.html", context)


@public
@require_GET
def area(request: HttpRequest, area: str) -> HttpResponse:
    """What the towns of a Kreis, Regierungsbezirk, Land or alliance have together; an invitation, no ranking."""
    found = area_at(area)
    itself = selectors.town_itself(found)
    if itself is not None:
        return redirect("front:town", itself.slug)
    today = timezone.localdate()
    context = {
        "area": found,
        "office": selectors.office_of(found.place) if found.place else None,
        "page": selectors.area_page(found, today),
        "types_version": FACILITY_TYPES_VERSION,
        "today": today,
    }
    return render(request, "front/area.html", context)


@public
@require_GET
def door(request: HttpRequest, slug: str, door: str) -> HttpResponse:
    """One of the three doors: what can be done here today, in plain words."""
    if door not in DOORS:
        raise Http404
    found = town_at(slug)
    office = selectors.office_of(found.place)
    context: dict[str, Any] = {"town": found, "office": office, "door": door, "nav": door}
    if door == "helfen":
        context["calls"] = calling.calls_in(found.place)
    return render(request, "front/door.html", context)


@public
@require_GET
def colours(request: HttpRequest, slug: str) -> HttpResponse:
    """The town's accent as a stylesheet: the strict policy allows no style in the page."""
    response = HttpResponse(accent_css(town_at(slug).accent), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public
@require_GET
def arms(request: HttpRequest, slug: str) -> HttpResponse:
    """The coat of arms, drawn by us as PNG; the digest in the address renews the cache."""
    file = town_file(slug, TownFile.Kind.ARMS)
    response = HttpResponse(piece_of_file(file, 0, file.size), content_type=file.media_type)
    response["Cache-Control"] = "public, max-age=3600"
    return response


@public
@require_GET
def signs_video(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The town's video in German Sign Language, from our own server and no other."""
    return film(request, town_file(slug, TownFile.Kind.SIGNS))


@public
@require_GET
def statement(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """Imprint, privacy, accessibility, plain language and sign language: the town's own text where it wrote one."""
    if page not in STATEMENTS:
        raise Http404
    found = town_at(slug)
    texts = texts_of(found)
    context: dict[str, Any] = {"town": found, "office": selectors.office_of(found.place), "page": page}
    context["text"] = texts.get(page)
    if page == TownText.Kind.ACCESS:
        context |= {
            "measured": statements.MEASURED,
            "gaps": statements.gaps(found, texts),
            "enforcement": enforcement_for(found),
        }
    return render(request, f"front/statement_{page.replace('-', '_')}.html", context)


@public
@require_http_methods(["GET", "POST"])
def barrier(request: HttpRequest, slug: str) -> HttpResponse:
    """“Barriere melden”: a sentence to the office, without account."""
    found = town_at(slug)
    form = BarrierForm(request.POST or None, initial=_hindering(request))
    return _barrier(request, form, found)


@public
@require_http_methods(["GET", "POST"])
def barrier_anywhere(request: HttpRequest) -> HttpResponse:
    """The same from pages that belong to no town: the form asks which one."""
    own = town_of_host(request)
    if own:
        return redirect("front:barrier", own)
    towns = [(entry.town.place.slug, entry.town.place.name) for entry in selectors.towns()]
    form = BarrierAnywhereForm(request.POST or None, initial=_hindering(request), towns=towns)
    found = town_of_slug(form.cleaned_data["town"]) if request.method == "POST" and form.is_valid() else None
    return _barrier(request, form, found)


def _hindering(request: HttpRequest) -> dict[str, str]:
    """The page somebody comes from, so that nobody has to type it."""
    page = parameters.text(request.GET, "seite", longest=300) or shown_before(request)[:300]
    return {"page": page, "token": fresh_token()}


def _barrier(request: HttpRequest, form: BarrierForm, found: Town | None) -> HttpResponse:
    office = selectors.office_of(found.place) if found else None
    context: dict[str, Any] = {"town": found, "office": office, "form": form}
    if request.method == "POST" and found is not None and office is not None and form.is_valid():
        if not may_send(request):
            return render(request, "front/barrier_form.html", context | {"too_many": True}, status=429)
        said = {name: form.cleaned_data[name] for name in ("text", "page", "reply_to")}
        try:
            code = report_barrier(
                actor=actor_of(request), office=office, token=form.taken_as(), language=get_language() or "de", **said
            )
        except ValidationError as error:
            form.add_error("reply_to", error)
        else:
            return redirect(f"{reverse('cases:status', args=[code])}?neu=1")
    return render(request, "front/barrier_form.html", context)
