"""The pages of the atlas: one answer as sentences, map and table. An invitation to talk, no ranking."""

import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from engagiert.apps.directory.public import WRITINGS
from engagiert.apps.places.public import Where, area_of, where_at
from engagiert.kernel.authz import public
from engagiert.kernel.http import parameters

from . import charts, selectors, wording
from .drawings import frame_of
from .forms import Choice, chosen, form_for
from .open_data import TABLES, dated_address

_MOST_FACILITIES = 60
_MOST_BEHIND = 300
_PAIRS_A_PAGE = 20
# Pages, in the order of their tabs: what an address calls them → their view and their word.
_TABS = (
    ("karte", "atlas:page", gettext_lazy("Karte")),
    ("ende", "atlas:cliff", gettext_lazy("Was endet")),
    ("befunde", "atlas:findings", gettext_lazy("Was auffällt")),
    ("vergleich", "atlas:compare", gettext_lazy("Vergleich")),
    ("einrichtungen", "atlas:behind", gettext_lazy("Einrichtungen")),
    ("daten", "atlas:files", gettext_lazy("Berichte und Daten")),
)


@public
@require_GET
def start(_request: HttpRequest) -> HttpResponse:
    """To the atlas of the Land; 404 where the register holds none."""
    return redirect("atlas:page", area_of(selectors.first_land()).address)


def _asked(request: HttpRequest, where: str, page: str) -> tuple[Where, Choice, datetime.date, dict[str, Any]]:
    """What the address asks for, and what every page of the atlas shows of it."""
    today = timezone.localdate()
    here, choice = where_at(where), chosen(request.GET, today)
    question = question_of(choice)
    return here, choice, today, {
        "where": here,
        "town": here.town,
        "area": here.area,
        "choice": choice,
        "today": today,
        "form": form_for(choice, today, page, with_times=False),
        "kind": wording.type_in_words(choice.type),
        "question": question,
        "tabs": [
            {"label": word, "url": f"{reverse(name, args=[here.address])}?{question}", "active": code == page}
            for code, name, word in _TABS
        ],
        "definitions": selectors.DEFINITIONS_VERSION,
    }  # fmt: skip


@public
@require_GET
def page(request: HttpRequest, where: str) -> HttpResponse:
    """Type, distance, day and measure are in the address, so that a figure can be passed on."""
    here, choice, today, context = _asked(request, where, "karte")
    found = view_of(here, choice)
    context |= {
        "form": form_for(choice, today, "karte", with_times=found.answer.travelled is not None),
        "view": found,
        "answer": found.answer,
        "sources": found.answer.sources,
        "is_synthetic": found.answer.is_synthetic,
        "sentences": wording.in_sentences(found.answer, with_mark=False),
        "falls": wording.fall_in_words(found, choice.day) if choice.day > today else "",
        "lines": [(line, wording.knowledge_in_words(line)) for line in found.answer.lines],
        "facilities": [(one, wording.funding_in_words(one)) for one in found.facilities[:_MOST_FACILITIES]],
        "more_facilities": max(0, len(found.facilities) - _MOST_FACILITIES),
        "legend": wording.legend(choice.measure, choice.radius, choice.minutes),
        "far_words": _("länger als %(minutes)s Minuten") % {"minutes": choice.minutes},
        "whose_times": wording.whose_times(found.answer),
        "frame": frame_of(here),
    }
    return render(request, "atlas/atlas_page.html", context)


def view_of(here: Where, choice: Choice) -> selectors.View:
    today = timezone.localdate()
    return selectors.view(
        here, type=choice.type, radius=choice.radius, day=choice.day, today=today, minutes=choice.minutes
    )


def findings_of(here: Where, choice: Choice) -> selectors.Findings:
    return selectors.findings(
        here,
        type=choice.type,
        radius=choice.radius,
        day=choice.day,
        today=timezone.localdate(),
        money=choice.money,
    )


def _shared(found: selectors.Findings) -> dict[str, Any]:
    return {"found": found, "sources": found.sources, "is_synthetic": found.is_synthetic}


@public
@require_GET
def cliff(request: HttpRequest, where: str) -> HttpResponse:
    """What ends until a day, who then has none in reach, and which renewals protect most people."""
    here, choice, today, context = _asked(request, where, "ende")
    found = findings_of(here, choice)
    context |= _shared(found) | {
        "curve": charts.curve(found.steps, choice.day),
        "steps": [(one, question_of(choice, tag=one.day.isoformat())) for one in found.steps],
        "falls": wording.cliff_in_words(found, choice.day, today),
        "falling": [(one, wording.falling_in_words(one)) for one in found.falling],
        "plan": wording.plan_in_words(found),
        "define_cliff": wording.definition("cliff"),
        "define_losing": wording.definition("losing"),
        "define_renewals": wording.definition("renewals"),
        "behind_falls": question_of(choice, hinter="faellt"),
    }
    return render(request, "atlas/cliff_page.html", context)


@public
@require_GET
def findings(request: HttpRequest, where: str) -> HttpResponse:
    """Who could talk to each other, where there is more or less than around, and how the money stands."""
    here, choice, _today, context = _asked(request, where, "befunde")
    found = findings_of(here, choice)
    wanted = selectors.needs(here, choice.type, found.names)
    page = Paginator(found.talks, _PAIRS_A_PAGE).get_page(parameters.number(request.GET, "seite", otherwise=1))
    context |= _shared(found) | {
        "page": page,
        "talks": [(one, wording.reasons_in_words(one)) for one in page],
        "talking": wording.talks_in_words(found),
        "concentrated": wording.concentrations_in_words(found),
        "concentrations": [
            (one.town, wording.concentration_in_words(one), wording.sureness_in_words(one))
            for one in found.concentrations
        ],
        "money": [
            (label, figure, known, question_of(choice, hinter=group))
            for label, figure, known, group in wording.money_rows(found.money)
        ],
        "needs": wording.need_rows(wanted),
        "goals": [wording.goal_in_words(one) for one in wanted.goals],
        "define_overlap": wording.definition("overlap"),
        "define_concentrations": wording.definition("concentrations"),
        "define_money": wording.definition("money"),
    }
    return render(request, "atlas/findings_page.html", context)


@public
@require_GET
def compare(request: HttpRequest, where: str) -> HttpResponse:
    """The study's figures with ours beside, and a town beside towns of its size."""
    here, choice, today, context = _asked(request, where, "vergleich")
    found, counted = findings_of(here, choice), selectors.tiles(here, today)
    context |= _shared(found) | {
        "is_synthetic": found.is_synthetic or counted.is_synthetic,
        "tiles": [
            (label, theirs, ours, known, question_of(choice, hinter=group, art="alle"))
            for label, theirs, ours, known, group in wording.tile_rows(counted)
        ],
        "study": wording.STUDY,
        "likes": [(one, wording.knowledge_in_words(one)) for one in found.likes],
        "define_tiles": wording.definition("tiles"),
        "define_likes": wording.definition("likes"),
    }
    return render(request, "atlas/compare_page.html", context)


@public
@require_GET
def behind(request: HttpRequest, where: str) -> HttpResponse:
    """The facilities behind a number; ``art=alle`` lists all eight types."""
    here, choice, today, context = _asked(request, where, "einrichtungen")
    type_ = "" if request.GET.get("art") == "alle" else choice.type
    rows = selectors.behind(
        here, group=choice.group, type=type_, radius=choice.radius, day=choice.day, today=today
    )  # fmt: skip
    sources = selectors.sources(type_)
    context |= {
        "kind": wording.type_in_words(choice.type) if type_ else _("Alle acht Arten"),
        "group": wording.group_in_words(choice.group),
        "rows": [(one, wording.type_in_words(one.type), wording.grants_in_words(one)) for one in rows[:_MOST_BEHIND]],
        "number": len(rows),
        "more": max(0, len(rows) - _MOST_BEHIND),
        "sources": sources,
        "is_synthetic": any(source.is_synthetic for source in sources),
    }
    return render(request, "atlas/behind_page.html", context)


@public
@require_GET
def files(request: HttpRequest, where: str) -> HttpResponse:
    """Papers and open data for what is chosen, with the meaning of every column."""
    here, choice, _today, context = _asked(request, where, "daten")
    sources = selectors.sources(choice.type)
    context |= {
        "tables": [
            (
                table,
                [
                    (one, dated_address(here, choice.type, choice.day, choice.radius, name, one))
                    for one in ("csv", "json")
                ],
                wording.definition(table.definition),
            )
            for name, table in TABLES.items()
        ],
        "catalogues": tuple(WRITINGS),
        "sources": sources,
        "is_synthetic": any(source.is_synthetic for source in sources),
    }
    return render(request, "atlas/files_page.html", context)


def question_of(choice: Choice, **other: str) -> str:
    """The choice as an address says it; ``other`` takes the place of what is chosen."""
    said = {
        "art": choice.type,
        "umkreis": str(choice.radius),
        "zeigen": choice.measure,
        "tag": choice.day.isoformat(),
        "geld": str(choice.money),
        "minuten": str(choice.minutes) if choice.minutes != selectors.FIRST_MINUTES else "",
        **other,
    }
    return urlencode({name: value for name, value in said.items() if value})
