"""The public front pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import OWN_ACCOUNT, may_send
from engagiert.apps.directory.public import (
    FACILITY_TYPES_VERSION,
    MAINTAIN_SOMEWHERE,
    newest_listings,
    submit_suggestion,
    town_figures,
)
from engagiert.apps.places.public import (
    alliances_of,
    area_at,
    place_at,
    surroundings,
    town_at,
    town_of_slug,
)
from engagiert.kernel.authz import guarded, public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.ui.colour import accent_css

from . import selectors
from .forms import BarrierForm

DOORS = ("helfen", "hilfe", "vereine")
STATEMENTS = ("impressum", "datenschutz", "barrierefreiheit", "leichte-sprache", "gebaerdensprache")


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """The towns that take part; where there is just one, its own front page."""
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
    """Where somebody's work is: at the desk of an office, with the record of their organisation, or nowhere yet."""
    actor = actor_of(request)
    if actor.office_ids:
        return redirect("desk:home")
    return redirect("own:home" if MAINTAIN_SOMEWHERE.allows(actor, None) else "front:start")


@public
@require_GET
def town(request: HttpRequest, slug: str) -> HttpResponse:
    """The first page of a town; a municipality that does not take part yet has a page as well."""
    found = town_of_slug(slug)
    if found is None:
        return _place(request, slug)
    today = timezone.localdate()
    context = {
        "town": found,
        "office": selectors.office_of(found.place),
        "figures": town_figures(found.place, today),
        "newest": newest_listings(found.place, limit=4),
        "alliances": alliances_of(found.place),
        "around": surroundings(found.place),
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
    context = {"town": found, "office": selectors.office_of(found.place), "door": door, "nav": door}
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
def statement(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """Imprint, privacy, accessibility, and the slots for plain language and sign language."""
    if page not in STATEMENTS:
        raise Http404
    found = town_at(slug)
    context = {"town": found, "office": selectors.office_of(found.place), "page": page}
    return render(request, f"front/statement_{page.replace('-', '_')}.html", context)


@public
@require_http_methods(["GET", "POST"])
def barrier(request: HttpRequest, slug: str) -> HttpResponse:
    """“Barriere melden”: a sentence to the office, without account; it waits in the review queue."""
    found = town_at(slug)
    office = selectors.office_of(found.place)
    form = BarrierForm(request.POST or None, initial={"page": parameters.text(request.GET, "seite", longest=300)})
    context = {"town": found, "office": office, "form": form}
    if request.method == "POST" and office is not None and form.is_valid():
        if not may_send(request):
            return render(request, "front/barrier_form.html", context | {"too_many": True}, status=429)
        submit_suggestion(
            actor=actor_of(request),
            kind="remark",
            office=office,
            place=found.place,
            text=form.as_text(),
            reply_to=form.cleaned_data["reply_to"],
        )
        return redirect("front:barrier_done", found.place.slug)
    return render(request, "front/barrier_form.html", context)


@public
@require_GET
def barrier_done(request: HttpRequest, slug: str) -> HttpResponse:
    found = town_at(slug)
    return render(request, "front/barrier_done.html", {"town": found, "office": selectors.office_of(found.place)})
