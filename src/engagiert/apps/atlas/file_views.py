"""The atlas as files: the map, tables, JSON. The same answer as the pages show."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from engagiert.apps.directory.public import tables
from engagiert.apps.places.public import Where, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.documents import Paper, paper_as_pdf

from . import papers, selectors, wording
from .drawings import map_of
from .forms import Choice, chosen
from .views import findings_of, view_of


@public
@require_GET
def picture(request: HttpRequest, where: str) -> HttpResponse:
    """The map as SVG; what it shows stands in the table in words."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    drawn = map_of(here, view_of(here, choice).answer, choice.measure)
    response = HttpResponse(drawn, content_type="image/svg+xml")
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


def sheet_of(here: Where, choice: Choice) -> papers.Sheet:
    today = timezone.localdate()
    rows = selectors.behind(here, group="alle", type=choice.type, radius=choice.radius, day=choice.day, today=today)
    return papers.Sheet(
        where=here,
        view=view_of(here, choice),
        findings=findings_of(here, choice),
        tiles=selectors.tiles(here, today),
        comments=rows,
        today=today,
    )


@public
@require_GET
def fact_sheet(request: HttpRequest, where: str) -> HttpResponse:
    """Four pages for the council."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    return _pdf(papers.fact_sheet(sheet_of(here, choice)), f"atlas_{choice.type}_{choice.day}.pdf")


@public
@require_GET
def yearly_report(request: HttpRequest, where: str) -> HttpResponse:
    """All eight types one after the other, made of the same parts."""
    here, choice = where_at(where), chosen(request.GET, timezone.localdate())
    sheets = [sheet_of(here, replace(choice, type=type)) for type in selectors.ATLAS_TYPES]
    return _pdf(papers.yearly_report(sheets), f"atlas_jahresbericht_{choice.day}.pdf")


def _pdf(paper: Paper, name: str) -> HttpResponse:
    response = HttpResponse(paper_as_pdf(paper, on=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _table(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    response = HttpResponse("\ufeff" + tables.lines([head, *rows]), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
