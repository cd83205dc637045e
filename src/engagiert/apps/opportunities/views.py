"""Public pages of offers: the list of a town or an area, and one offer."""

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.directory import public as directory
from engagiert.apps.directory.public import Answer, Question
from engagiert.apps.places.public import Where, spot, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.languages import in_language
from engagiert.kernel.ui.addresses import address
from engagiert.kernel.ui.prose import prose

from . import linked_data, selectors, wording
from .models import Listing
from .search import FACETS, loosened, search
from .search import suggestions as suggested

_FACETS = directory.facets


@public
@require_GET
def offer_list(request: HttpRequest, where: str) -> HttpResponse:
    """Search with filters over a town or an area. The address holds all of it."""
    here = where_at(where)
    query = request.GET
    place = here.town.place if here.town else here.area.place if here.area else None
    start = parameters.text(query, _FACETS.FROM, longest=80)
    centre = (spot(start, place) if place else None) or place
    scope: dict[str, Any] = {"ags": here.keys[0]} if len(here.keys) == 1 else {"places": here.keys}
    question = FACETS.question(query, centre=centre, **scope)
    answer = search(question)
    _note_need(request, here, question, answer)
    wider = None if answer.total or answer.hopeless else loosened(question)
    shown = wider.answer.listings if wider else answer.listings
    page = Paginator(range(answer.total), directory.PAGE_SIZE).get_page(answer.page)
    parts = directory.selectors.parts_of(place, answer.parts) if place else []
    links = FACETS.as_links(answer, query, parts=parts, centre=centre.name if centre else "")
    context = _frame(here) | {
        "answer": answer,
        "wider": wider,
        "text": question.text,
        "sort": question.sort,
        "hits": wording.hits(shown, _urls(shown)),
        "facets": links,
        "active": _FACETS.active_options(links),
        "reset_url": _FACETS.without_filters(query),
        "first_number": page.start_index() - 1 if answer.total else 0,
        "page": page,
        "understood": directory.wording.understood(answer.read_as),
        "unmet_words": directory.wording.as_typed(answer.unmet, question.text),
        "start": start,
        "carried": FACETS.carried(query, _FACETS.FROM),
    }
    template = "opportunities/offer_list.html"
    return render(request, f"{template}#results" if "HX-Request" in request.headers else template, context)


def _note_need(request: HttpRequest, here: Where, question: Question, answer: Answer[Listing]) -> None:
    """What people would like to do and find nothing for is a need, as what they look for in the directory."""
    office = office_of(here.town.place) if here.town and question.text and answer.is_lacking else None
    if here.town and office and question == _FACETS.bare(question):
        directory.services.note_unmet(actor=actor_of(request), office=office, place=here.town.place, text=question.text)


@public
@require_GET
def suggestions(request: HttpRequest, where: str) -> HttpResponse:
    """What somebody may mean who typed so far; asked for by htmx under the search field."""
    here = where_at(where)
    typed = parameters.text(request.GET, _FACETS.TEXT, longest=directory.LONGEST_QUERY)
    found = suggested(typed, ags=here.keys[0] if len(here.keys) == 1 else "")
    themes = [(one.label, f"{address('offers:list', where)}?{urlencode({_FACETS.TEXT: one.key})}") for one in found]
    names = [(one.label, address("offers:offer", where, one.key)) for one in found] if here.town else []
    groups = [
        (_("Was Sie suchen"), [link for one, link in zip(found, themes, strict=True) if one.kind != "name"]),
        (_("Angebote"), [link for one, link in zip(found, names, strict=False) if one.kind == "name"]),
    ]
    context = {"groups": [(heading, links) for heading, links in groups if links]}
    return render(request, "opportunities/suggestion_list.html", context)


@public
@require_GET
def offer_detail(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    """One offer: what, for whom, when, where, what one needs and gets, and how to begin."""
    here, listing = _found(town, slug)
    url = request.build_absolute_uri(reverse("offers:offer", args=[town, listing.slug]))
    data = linked_data.job_posting(listing, _identity(request, town, listing), _organisation_url(request, listing))
    context = _frame(here, listing.office) | {
        "listing": listing,
        "document": listing.document,
        "tasks": prose(listing.document["tasks"]),
        "organisation_url": wording.organisation_url(listing),
        "tags": wording.tags(listing),
        "overview": wording.overview(listing),
        "week": wording.week_table(listing.week_parts),
        "needs": wording.needs(listing),
        "gains": wording.gains(listing),
        "contact": wording.contact(listing.document),
        "confirmation": wording.confirmation(listing),
        "others": selectors.others_of(listing),
        "pin": None if listing.where == "from_home" else directory.map_pin(here, listing.lat, listing.lon),
        "picture_url": address("map:picture", town) + "?nur=grund",
        "access": wording.access(listing),
        "address": url,
        "json_ld": directory.as_script(data),
    }
    return render(request, "opportunities/offer_detail.html", context)


@public
@require_GET
def offer_data(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    """The offer as schema.org JobPosting."""
    _here, listing = _found(town, slug)
    data = linked_data.job_posting(listing, _identity(request, town, listing), _organisation_url(request, listing))
    return JsonResponse(data, content_type="application/ld+json")


def _found(town: str, slug: str) -> tuple[Where, Listing]:
    here = where_at(town)
    if here.town is None:
        raise Http404
    return here, selectors.listing_for(here.town.place, slug)


def _frame(here: Where, office: Office | None = None) -> dict[str, Any]:
    home = address("front:town", here.address) if here.town else address("front:area", here.address)
    return {
        "where": here,
        "town": here.town,
        "area": here.area,
        "nav": "engagement",
        "office": office or (office_of(here.town.place) if here.town else None),
        "home_url": home,
        "list_url": address("offers:list", here.address),
    }


def _urls(listings: list[Listing]) -> dict[int, str]:
    towns = selectors.towns_showing(listings)
    return {one.pk: address("offers:offer", towns[one.pk], one.slug) for one in listings if one.pk in towns}


def _identity(request: HttpRequest, town: str, listing: Listing) -> str:
    """The address that names the offer to programs: one for all languages."""
    return request.build_absolute_uri(in_language(reverse("offers:offer", args=[town, listing.slug]), "de"))


def _organisation_url(request: HttpRequest, listing: Listing) -> str:
    url = wording.organisation_url(listing)
    return request.build_absolute_uri(url) if url else ""
