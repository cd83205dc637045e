"""The atlas as files: the map, papers, tables, workbook, catalogue. The same answer as the pages show."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

from engagiert.apps.directory.public import FACILITY_TYPES, WRITINGS
from engagiert.apps.places.public import Where, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.documents import Paper, paper_as_pdf
from engagiert.kernel.http.open_access import etag, in_language_of_data, open_answer

from . import open_data, papers, parts, selectors, wording
from .drawings import map_of
from .forms import FIRST_RADIUS, LARGEST_RADIUS, chosen, said_day

_WRITE = {"csv": ("text/csv", open_data.as_csv), "json": ("application/json", open_data.as_json)}


def _asked(request: HttpRequest, where: str) -> open_data.Asked:
    return open_data.Asked(where_at(where), chosen(request.GET, timezone.localdate()))


@public
@require_GET
def picture(request: HttpRequest, where: str) -> HttpResponse:
    """The map as SVG; what it shows stands in the table in words."""
    asked = _asked(request, where)
    drawn = map_of(asked.where, asked.view.answer, asked.choice.measure)
    response = HttpResponse(drawn, content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=300"
    return response


@public
@require_GET
def towns_table(request: HttpRequest, where: str) -> HttpResponse:
    """The table as CSV; every line says day, definitions and whether facilities are made up."""
    asked = _asked(request, where)
    return _table(asked, "orte", f"atlas_{asked.choice.type}_{asked.choice.day}.csv")


@public
@require_GET
def facilities_table(request: HttpRequest, where: str) -> HttpResponse:
    """The facilities behind the numbers, one line for each grant."""
    asked = _asked(request, where)
    return _table(asked, "einrichtungen", f"einrichtungen_{asked.choice.type}_{asked.choice.day}.csv")


@public
@require_GET
def towns_data(request: HttpRequest, where: str) -> HttpResponse:
    """The same as JSON, with the meaning of every column beside it."""
    document = wording.as_data(_asked(request, where).view.answer) | {
        "codebook": {name: str(meaning) for name, meaning in wording.CODEBOOK.items()}
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False})


def _table(asked: open_data.Asked, name: str, filename: str) -> HttpResponse:
    written = open_data.as_csv(open_data.TABLES[name], asked)
    return _download(written, "text/csv; charset=utf-8", filename)


def _download(content: str | bytes, media: str, filename: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


@public
@require_safe
def dated(request: HttpRequest, where: str, type: str, day: str, km: int, table: str, suffix: str) -> HttpResponseBase:
    """A table at an address that stays the same for ever: type, day and distance stand in it."""
    known, written = open_data.TABLES.get(table), _WRITE.get(suffix)
    on = said_day(day)
    if known is None or written is None or on is None or type not in FACILITY_TYPES or not 0 < km <= LARGEST_RADIUS:
        raise Http404
    choice = replace(chosen({}, timezone.localdate()), type=type, day=on, radius=km)
    asked = open_data.Asked(where_at(where), choice)
    media, write = written
    text = in_language_of_data(lambda: write(known, asked))
    return open_answer(
        request, media=media, tag=etag(text), body=lambda: text, filename=f"atlas_{table}_{type}_{day}.{suffix}"
    )


@public
@require_safe
def catalogue(request: HttpRequest, where: str, writing: str) -> HttpResponseBase:
    """What there is, for portals of open data; the tables are those of today."""
    if writing not in WRITINGS:
        raise Http404
    media, write = WRITINGS[writing]
    here = where_at(where)
    home = request.build_absolute_uri(reverse("atlas:page", args=[here.address]))
    text = in_language_of_data(lambda: write(open_data.catalogue(here, home, _addresses(request, here))))
    return open_answer(request, media=media, tag=etag(text), body=lambda: text)


def _addresses(request: HttpRequest, here: Where) -> Callable[[str, str, str], str]:
    today = timezone.localdate()

    def address(type: str, table: str, suffix: str) -> str:
        return request.build_absolute_uri(open_data.dated_address(here, type, today, FIRST_RADIUS, table, suffix))

    return address


@public
@require_GET
def workbook(request: HttpRequest, where: str) -> HttpResponse:
    """All tables beside the fact sheet, for a spreadsheet program."""
    asked = _asked(request, where)
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _download(open_data.workbook(asked), media, f"atlas_{asked.choice.type}_{asked.choice.day}.xlsx")


@public
@require_GET
def fact_sheet(request: HttpRequest, where: str) -> HttpResponse:
    """Four pages for the council."""
    asked = _asked(request, where)
    # How it is on the day, and ahead of it what ends.
    paper = papers.fact_sheet(_sheet(asked, _ahead(asked)))
    return _pdf(paper, f"atlas_{asked.choice.type}_{asked.choice.day}.pdf")


@public
@require_GET
def yearly_report(request: HttpRequest, where: str) -> HttpResponse:
    """All eight types one after the other, made of the same parts."""
    asked = _ahead(_asked(request, where))
    of_types = [replace(asked.choice, type=type) for type in selectors.ATLAS_TYPES]
    each = [open_data.Asked(asked.where, choice) for choice in of_types]
    sheets = [_sheet(one, one) for one in each]
    return _pdf(papers.yearly_report(sheets), f"atlas_jahresbericht_{asked.choice.day}.pdf")


def _ahead(asked: open_data.Asked) -> open_data.Asked:
    """A paper about what ends looks ahead: where no later day is chosen, to the first new year in twelve months."""
    if asked.choice.day > asked.today:
        return asked
    day = datetime.date(asked.today.year + 2, 1, 1)
    return open_data.Asked(asked.where, replace(asked.choice, day=day))


def _around(asked: open_data.Asked) -> tuple[Where, selectors.Answer] | None:
    """Of a town its Kreis, of a kreisfreie Stadt its Regierungsbezirk."""
    if asked.where.town is None:
        return None
    key = asked.where.keys[0]
    around = replace(asked.where, keys=(key[:3] if key.endswith("000") else key[:5],))
    return around, open_data.Asked(around, asked.choice).view.answer


def _sheet(asked: open_data.Asked, ahead: open_data.Asked) -> parts.Sheet:
    return parts.Sheet(
        where=asked.where,
        view=asked.view,
        findings=ahead.findings,
        tiles=selectors.tiles(asked.where, asked.today),
        comments=asked.behind,
        needs=selectors.needs(asked.where, asked.choice.type, asked.findings.names),
        today=asked.today,
        until=ahead.choice.day,
        around=_around(asked),
    )


def _pdf(paper: Paper, name: str) -> HttpResponse:
    response = HttpResponse(paper_as_pdf(paper, on=timezone.now()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response
