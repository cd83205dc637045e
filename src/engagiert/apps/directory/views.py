"""Pages of the public directory: list, record, facility, “Angaben verbessern”."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from engagiert.apps.accounts.public import may_send, office_of
from engagiert.apps.places.public import Town, spot, town_at
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.http.actors import actor_of
from engagiert.kernel.http.languages import in_language
from engagiert.kernel.links.public import LinkGone, find_link

from . import facets, linked_data, selectors, wording
from .beside import beside
from .forms import NewRecordForm, SuggestionForm
from .models import Listing
from .open_data.licences import terms_at
from .search import LONGEST_QUERY, PAGE_SIZE, Answer, Question, search
from .search import suggestions as suggested
from .services import selfservice, submit_suggestion
from .services.needs import note_unmet
from .vocabulary import FACILITY_TYPES, FACILITY_TYPES_VERSION


@public
@require_GET
def organisation_list(request: HttpRequest, town: str) -> HttpResponse:
    """Search with facets. The address holds all of it, so a friend who gets the link sees the same list."""
    found = town_at(town)
    query = request.GET
    start = parameters.text(query, facets.FROM, longest=80)
    centre = spot(start, found.place) or found.place
    question = facets.question(query, ags=found.place.ags, centre=centre)
    answer = search(question)
    office = office_of(found.place)
    if office and question.text and answer.is_lacking and question == facets.bare(question):
        note_unmet(actor=actor_of(request), office=office, place=found.place, text=question.text)
    page = Paginator(range(answer.total), PAGE_SIZE).get_page(answer.page)
    parts = selectors.parts_of(found.place, answer.parts)
    links = facets.as_links(answer, query, parts=parts, centre=centre.name)
    context = {
        "town": found,
        "nav": "verzeichnis",
        "office": office,
        "answer": answer,
        "text": question.text,
        "sort": question.sort,
        "hits": [wording.Hit.of(listing, found) for listing in answer.listings],
        "facets": links,
        "active": facets.active_options(links),
        "reset_url": facets.without_filters(query),
        "first_number": page.start_index() - 1 if answer.total else 0,
        "page": page,
        "understood": wording.understood(answer.read_as),
        "unmet_words": wording.as_typed(answer.unmet, question.text),
        "wider": _wider(found, question, answer),
        "start": start,
        "start_unknown": bool(start) and centre == found.place and start.casefold() != found.place.name.casefold(),
        "carried": facets.carried(query, facets.FROM),
    }
    template = "directory/organisation_list.html"
    return render(request, f"{template}#results" if "HX-Request" in request.headers else template, context)


def _wider(found: Town, question: Question, answer: Answer) -> dict[str, Any] | None:
    """The same words in the next unit above that takes part, where the town itself has nothing."""
    if answer.total or answer.hopeless or not question.text:
        return None
    above = selectors.town_above(found.place)
    if above is None:
        return None
    total = search(Question(ags=above.place.ags, text=question.text)).total
    query = urlencode({facets.TEXT: question.text})
    url = f"{reverse('directory:list', args=[above.place.slug])}?{query}"
    return {"town": above, "total": total, "url": url} if total else None


@public
@require_GET
def suggestions(request: HttpRequest, town: str) -> HttpResponse:
    """What somebody may mean who typed so far: links, grouped; asked for by htmx under the search field."""
    found = town_at(town)
    typed = parameters.text(request.GET, facets.TEXT, longest=LONGEST_QUERY)
    groups = wording.suggestion_groups(suggested(typed, ags=found.place.ags), found)
    return render(request, "directory/suggestion_list.html", {"groups": groups})


@public
@require_GET
def types_explained(request: HttpRequest, town: str) -> HttpResponse:
    """What each type means and how many of it the town has: a count says nothing without its definition."""
    found = town_at(town)
    counts = search(Question(ags=found.place.ags)).facets["type"]
    context = {
        "town": found,
        "nav": "verzeichnis",
        "office": office_of(found.place),
        "version": FACILITY_TYPES_VERSION,
        "today": timezone.localdate(),
        "types": [(term, counts.get(term.code, 0)) for term in FACILITY_TYPES.values()],
    }
    return render(request, "directory/types_explained.html", context)


@public
@require_GET
def organisation_detail(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    found, listing = _record(town, slug)
    context = _record_context(request, found, listing) | {"beside": beside(listing)}
    return render(request, "directory/organisation_detail.html", context)


@public
@require_GET
def organisation_data(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    """The record as schema.org JSON-LD."""
    found, listing = _record(town, slug)
    data = linked_data.organisation(listing, _identity(request, found, listing), terms_at(listing.ags))
    return JsonResponse(data, content_type="application/ld+json")


@public
@require_GET
def facility_detail(request: HttpRequest, town: str, slug: str, facility: str) -> HttpResponse:
    found, listing = _record(town, slug)
    chosen = next((f for f in listing.document["facilities"] if f["slug"] == facility), None)
    if chosen is None:
        raise Http404
    context = _record_context(request, found, listing)
    context |= {
        "facility": chosen,
        "facts": wording.facts(chosen),
        "address": request.build_absolute_uri(
            reverse("directory:facility", args=[found.place.slug, listing.slug, facility])
        ),
    }
    return render(request, "directory/facility_detail.html", context)


def _record(town: str, slug: str) -> tuple[Town, Listing]:
    found = town_at(town)
    return found, selectors.listing_for(found.place, slug)


def _address(town: Town, listing: Listing) -> str:
    return reverse("directory:organisation", args=[town.place.slug, listing.slug])


def _identity(request: HttpRequest, town: Town, listing: Listing) -> str:
    """The address that names the record to programs: one for all languages."""
    return request.build_absolute_uri(in_language(_address(town, listing), settings.LANGUAGE_CODE))


def _record_context(request: HttpRequest, town: Town, listing: Listing) -> dict[str, Any]:
    address = request.build_absolute_uri(_address(town, listing))
    terms = terms_at(listing.ags)
    return {
        "town": town,
        "nav": "verzeichnis",
        "office": listing.office,
        "listing": listing,
        "document": listing.document,
        "facts": wording.facts(listing.document),
        "contacts": wording.contacts(listing.document),
        "tags": wording.tags(listing),
        "confirmation": wording.confirmation(listing, timezone.localdate()),
        "sources": wording.sources(listing.document["sources"]),
        "address": address,
        "terms": terms,
        "json_ld": linked_data.as_script(linked_data.organisation(listing, _identity(request, town, listing), terms)),
    }


@public
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    """“Angaben verbessern” without account: it waits for the office, the page stays as it is until then."""
    found, listing = _record(town, slug)
    form = SuggestionForm(request.POST or None, document=listing.document | {"name": listing.name})
    context = {"town": found, "nav": "verzeichnis", "office": listing.office, "listing": listing, "form": form}
    if request.method == "POST" and form.is_valid():
        said: dict[str, Any] = {"kind": form.kind(), "changes": form.changes()}
        said |= {name: form.cleaned_data[name] for name in ("text", "reply_to")}
        if _answers_link(request, listing, said):
            return redirect("directory:thanks", found.place.slug, listing.slug)
        if not may_send(request):
            return render(request, "directory/suggestion_form.html", context | {"too_many": True}, status=429)
        submit_suggestion(actor=actor_of(request), listing=listing, **said)
        return redirect("directory:thanks", found.place.slug, listing.slug)
    return render(request, "directory/suggestion_form.html", context)


def _answers_link(request: HttpRequest, listing: Listing, said: dict[str, Any]) -> bool:
    """Hand in what somebody says who came by a confirmation link; False where there is no link that still asks."""
    code = parameters.text(request.GET, "code", longest=40)
    try:
        if not code or selfservice.record_of(find_link(code, selfservice.CONFIRM).about) != listing.pk:
            return False
        selfservice.suggest_by_link(actor=actor_of(request), code=code, **said)
    except LinkGone:
        return False
    return True


@public
@require_GET
def thanks(request: HttpRequest, town: str, slug: str) -> HttpResponse:
    found, listing = _record(town, slug)
    context = {"town": found, "nav": "verzeichnis", "office": listing.office, "listing": listing}
    return render(request, "directory/suggestion_done.html", context)


@public
@require_http_methods(["GET", "POST"])
def suggest_new(request: HttpRequest, town: str) -> HttpResponse:
    """“Wir fehlen noch”: an organisation or initiative asks to be listed, without account."""
    found = town_at(town)
    office = office_of(found.place)
    if office is None:
        raise Http404
    form = NewRecordForm(request.POST or None)
    context = {"town": found, "nav": "vereine", "office": office, "form": form}
    if request.method == "POST" and form.is_valid():
        if not may_send(request):
            return render(request, "directory/new_record_form.html", context | {"too_many": True}, status=429)
        submit_suggestion(
            actor=actor_of(request),
            kind="new",
            office=office,
            place=found.place,
            changes=form.changes(),
            text=form.cleaned_data["text"],
            reply_to=form.cleaned_data["reply_to"],
        )
        return redirect("directory:thanks_new", found.place.slug)
    return render(request, "directory/new_record_form.html", context)


@public
@require_GET
def thanks_new(request: HttpRequest, town: str) -> HttpResponse:
    found = town_at(town)
    context = {"town": found, "nav": "vereine", "office": office_of(found.place), "listing": None}
    return render(request, "directory/suggestion_done.html", context)
