"""Maps of towns and areas, and the directory of an area: the same questions as the list of a town."""

import gzip
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import etag, require_GET

from engagiert.apps.accounts.public import office_of
from engagiert.apps.places.public import Place, Where, spot, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters
from engagiert.kernel.ui.addresses import address
from engagiert.kernel.ui.colour import shades
from engagiert.kernel.ui.mapping import Bunch
from engagiert.kernel.ui.templatetags.ui import german_number

from . import areas, facets, maps, register, selectors, wording
from .search import PAGE_SIZE, Answer, Question, search

CUT_OUT = "ausschnitt"
_MOST_NAMES = 60
_PLAIN_ACCENT = "#0b5a64"
_LONGEST_BOUNDS = 100
_LONGEST_START = 80


def question_of(where: Where, query: QueryDict) -> Question:
    """What the address asks, as for the list of a town."""
    return facets.question(
        query,
        ags=where.keys[0] if len(where.keys) == 1 else "",
        places=where.keys if len(where.keys) > 1 else (),
        centre=_centre(where, query),
    )


def _centre(where: Where, query: QueryDict) -> Place | None:
    """Where distances are counted from; an alliance has no middle."""
    own = where.town.place if where.town else where.area.place if where.area else None
    return own and (spot(parameters.text(query, facets.FROM, longest=_LONGEST_START), own) or own)


@public
@require_GET
def area_list(request: HttpRequest, area: str) -> HttpResponse:
    """The directory over all towns of an area."""
    here = where_at(area)
    return render(request, "directory/area_list.html", _results(request, here, question_of(here, request.GET)))


@public
@require_GET
def map_page(request: HttpRequest, where: str) -> HttpResponse:
    """Map and list of the same results. Without JavaScript the map is a picture with links."""
    here = where_at(where)
    question = question_of(here, request.GET)
    context = _results(request, here, question)
    asked_for = parameters.text(request.GET, CUT_OUT, longest=_LONGEST_BOUNDS)
    bounds = maps.cut_out(asked_for) if asked_for else None
    ground = maps.ground(here, cut_out=bounds)
    answer: Answer = context["answer"]
    frame = ground.frame.scaled(maps.MARKED)
    sketch = maps.sketch(question, frame, total=answer.total)
    signposts = areas.signposts(sketch.ids) if bounds else []
    known = {hit.id: hit for hit in context["hits"]}
    context |= {
        "frame": frame,
        "ground": ground.shapes if bounds else (),
        "picture_url": "" if bounds else address("map:picture", where) + "?nur=grund",
        "sources": ground.sources,
        "is_patchwork": ground.is_patchwork,
        "marks": [_mark(bunch, request.GET, known) for bunch in sketch.bunches],
        "sketch": sketch,
        "map_words": ngettext("%(n)s Eintrag auf der Karte", "%(n)s Einträge auf der Karte", sketch.located)
        % {"n": german_number(sketch.located)},
        "unlocated": answer.total - sketch.located,
        "is_cut_out": bounds is not None,
        "is_bad_cut_out": bool(asked_for) and bounds is None,
        "in_cut_out": signposts,
        "more_in_cut_out": sum(bunch.count for bunch in sketch.bunches) - len(signposts),
        "whole_url": _changed(request.GET),
        "bounds": maps.as_text(frame.bounds),
        "points_url": _with_query(address("map:points", where), request.GET),
        "names_url": address("map:names", where),
        "outlines_url": address("places:outlines", ",".join(maps.ground(here).keys)),
        "own_keys": ",".join(here.keys),
    }
    return render(request, "directory/map.html", context)


@public
@require_GET
def picture(request: HttpRequest, where: str) -> HttpResponse:
    """The map as SVG: outlines, shaded where there is an inventory; of a town with its points.

    ``?nur=grund`` leaves points and shading out, for pages that lay their own above it.
    """
    here = where_at(where)
    ground = maps.ground(here)
    found = maps.Sketch(0, 0, 0, (), ())
    with_inventory: set[str] | None = None
    if request.GET.get("nur") != "grund":
        if here.town:
            question = Question(ags=here.keys[0])
            found = maps.sketch(question, ground.frame, total=search(question).total, cell=36)
        else:
            with_inventory = set(areas.area_figures(here.keys, timezone.localdate()).by_town)
    context = {
        "frame": ground.frame,
        "shapes": [(data, _look(key, here, with_inventory)) for key, data in ground.shapes],
        "bunches": found.bunches,
        "shades": shades(here.town.accent if here.town else _PLAIN_ACCENT),
    }
    response = HttpResponse(render_to_string("directory/map_picture.svg", context), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=300"
    return response


def _look(key: str, here: Where, with_inventory: set[str] | None) -> str:
    if here.town or with_inventory is None:
        return "own" if key.startswith(tuple(one[:8] for one in here.keys)) else "beside"
    return "full" if key in with_inventory else "empty"


def _points_mark(request: HttpRequest, where: str) -> str:
    asked = hashlib.sha256(f"{where}?{request.GET.urlencode()}".encode()).hexdigest()[:16]
    # Weak: the same points, compressed or not.
    return f'W/"{register.state()}-{asked}"'


@public
@require_GET
@etag(_points_mark)
def points_data(request: HttpRequest, where: str) -> HttpResponse:
    """Points of all results as compact JSON, see ``maps.payload``; a browser asks again only after a change."""
    here = where_at(where)
    packed = maps.payload(question_of(here, request.GET))
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if takes_gzip else gzip.decompress(packed), content_type="application/json")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Cache-Control"] = "public, no-cache"
    return response


@public
@require_GET
def names_data(request: HttpRequest, where: str) -> HttpResponse:
    """Names and addresses of up to 60 records, ``?id=1,2,3``; what is not public is left out."""
    where_at(where)
    parts = parameters.text(request.GET, "id", longest=20 * _MOST_NAMES).split(",")
    ids = [int(part) for part in parts if part.isdecimal() and len(part) <= 18]
    if len(ids) != len(parts) or len(ids) > _MOST_NAMES:
        message = _("Erwartet werden bis zu %(most)d Nummern, durch Kommas getrennt: ?id=1,2,3") % {"most": _MOST_NAMES}
        return JsonResponse({"error": message}, status=400)
    found = [[one.id, one.name, one.url, one.where] for one in areas.signposts(ids)]
    return JsonResponse({"names": found}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@dataclass(frozen=True, slots=True)
class AreaHit:
    """A result with the address of its page, wherever that is."""

    id: int
    name: str
    url: str
    hit: wording.Hit


@dataclass(frozen=True, slots=True)
class Mark:
    """A bunch on the picture, as a link; ``label`` is what is read out."""

    bunch: Bunch
    label: str
    url: str


def _mark(bunch: Bunch, query: QueryDict, known: dict[int, AreaHit]) -> Mark:
    rough = _("Lage ungefähr") if bunch.approximate else ""
    if bunch.id in known:
        label, url = known[bunch.id].name, known[bunch.id].url
    else:
        label = ngettext("%(n)s Eintrag", "%(n)s Einträge", bunch.count) % {"n": german_number(bunch.count)}
        url = _changed(query, **{CUT_OUT: maps.as_text(bunch.bounds)}) + "#ausschnitt"
    return Mark(bunch, f"{label} ({rough})" if rough else label, url)


def _changed(query: QueryDict, **changes: str) -> str:
    """The same question with these parameters, from the first page."""
    kept = query.copy()
    for name in (CUT_OUT, facets.PAGE):
        kept.pop(name, None)
    for name, value in changes.items():
        kept[name] = value
    return f"?{kept.urlencode(safe=',')}"


def _with_query(url: str, query: QueryDict) -> str:
    changed = _changed(query)
    return url if changed == "?" else url + changed


def _results(request: HttpRequest, here: Where, question: Question) -> dict[str, Any]:
    answer = search(question)
    page = Paginator(range(answer.total), PAGE_SIZE).get_page(answer.page)
    own = here.town.place if here.town else here.area.place if here.area else None
    parts = selectors.parts_of(own, answer.parts) if own else []
    links = facets.as_links(answer, request.GET, parts=parts, centre=own.name if own else "")
    return {
        "where": here,
        "town": here.town,
        "area": here.area,
        "nav": "verzeichnis",
        "office": office_of(here.town.place) if here.town else None,
        "answer": answer,
        "text": question.text,
        "understood": wording.understood(answer.read_as),
        "unmet_words": wording.as_typed(answer.unmet, question.text),
        "hits": _hits(here, answer),
        "facets": links,
        "active": facets.active_options(links),
        "reset_url": facets.without_filters(request.GET),
        "first_number": page.start_index() - 1 if answer.total else 0,
        "page": page,
        "home_url": address("front:town", here.address) if here.town else address("front:area", here.address),
        "list_url": address("directory:list", here.address) if here.town else address("map:list", here.address),
        "map_url": address("map:page", here.address),
    }


def _hits(here: Where, answer: Answer) -> Sequence[AreaHit]:
    """In a town's directory every record has its page there; in an area's, in its own town."""
    if here.town:
        hits = [wording.Hit.of(listing, here.town) for listing in answer.listings]
        return [AreaHit(hit.listing.pk, hit.listing.name, hit.url, hit) for hit in hits]
    found = {one.id: one for one in areas.signposts(listing.pk for listing in answer.listings)}
    return [
        AreaHit(listing.pk, listing.name, found[listing.pk].url, wording.Hit.at(listing, found[listing.pk].url))
        for listing in answer.listings
        if listing.pk in found
    ]
