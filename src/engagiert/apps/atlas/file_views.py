"""The atlas as files: the map, tables, JSON. The same answer as the pages show."""

import csv
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET

from engagiert.apps.places.public import shapes_within, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.ui.mapping import path

from . import selectors, wording
from .forms import chosen
from .views import frame_of, view_of


@public
@require_GET
def picture(request: HttpRequest, where: str) -> HttpResponse:
    """The map as SVG; what it shows stands in the table in words."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    lines = {line.ags: line for line in view_of(here, choice).answer.lines}
    shapes, frame = shapes_within(here.keys, here.map_state).shapes, frame_of(here)
    drawn = [
        (path(shape.polygons, frame), wording.look(lines[shape.key], choice.measure, choice.radius))
        for shape in shapes
        if frame and shape.key in lines
    ]
    picture = render_to_string("atlas/map.svg", {"frame": frame, "shapes": drawn})
    response = HttpResponse(picture, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=300"
    return response


@public
@require_GET
def towns_table(request: HttpRequest, where: str) -> HttpResponse:
    """The table as CSV; every line says day, definitions and whether facilities are made up."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    answer = view_of(here, choice).answer
    more = {
        "type": choice.type,
        "radius_km": choice.radius,
        "date": choice.day.isoformat(),
        "data_as_of": answer.as_of.isoformat() if answer.as_of else "",
        "definitions": selectors.DEFINITIONS_VERSION,
        "synthetic": _said(answer.is_synthetic),
    }
    rows = [[_said(value) for value in (wording.line_as_data(line) | more).values()] for line in answer.lines]
    return _table(f"atlas_{choice.type}_{choice.day}.csv", [*wording.CODEBOOK, *more], rows)


@public
@require_GET
def facilities_table(request: HttpRequest, where: str) -> HttpResponse:
    """The facilities behind the numbers, one line for each grant."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    found = view_of(here, choice)
    head = [
        "name",
        "ags",
        "town",
        "founded",
        "budget",
        "counts",
        "funder",
        "share_percent",
        "start",
        "end",
        "synthetic",
    ]
    made_up = _said(found.answer.is_synthetic)
    rows = [
        [*map(_said, (one.name, one.ags, one.town, one.founded, one.budget, one.counts, *grant)), made_up]
        for one in found.facilities
        for grant in one.grants or ((None,) * 4,)
    ]
    return _table(f"einrichtungen_{choice.type}_{choice.day}.csv", head, rows)


@public
@require_GET
def towns_data(request: HttpRequest, where: str) -> HttpResponse:
    """The same as JSON, with the meaning of every column beside it."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    document = wording.as_data(view_of(here, choice).answer) | {
        "codebook": {name: str(meaning) for name, meaning in wording.CODEBOOK.items()}
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response.write("\ufeff")
    table = csv.writer(response, delimiter=";")
    table.writerow(head)
    table.writerows(rows)
    return response
