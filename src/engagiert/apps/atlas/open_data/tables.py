"""The tables of the atlas: each an indicator with its codebook, the same as CSV, JSON and a sheet of the workbook."""

import datetime
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from engagiert.apps.atlas import selectors, wording
from engagiert.apps.atlas.forms import Choice
from engagiert.apps.directory.public import tables
from engagiert.apps.places.public import Where

type Row = Mapping[str, Any]


@dataclass
class Asked:
    """One town or area and what is chosen; each figure is worked out when a table first needs it."""

    where: Where
    choice: Choice

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate()

    @property
    def _said(self) -> dict[str, Any]:
        one = self.choice
        return {"type": one.type, "radius": one.radius, "day": one.day, "today": self.today}

    @cached_property
    def view(self) -> selectors.View:
        return selectors.view(self.where, **self._said, minutes=self.choice.minutes)

    @cached_property
    def findings(self) -> selectors.Findings:
        return selectors.findings(self.where, **self._said, money=self.choice.money)

    @cached_property
    def behind(self) -> list[selectors.Behind]:
        return selectors.behind(self.where, group="alle", **self._said)

    @cached_property
    def sources(self) -> tuple[selectors.Source, ...]:
        return selectors.sources(self.choice.type)

    @cached_property
    def times(self) -> selectors.Times | None:
        return selectors.stock(self.choice.type).times

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)

    @property
    def facts(self) -> dict[str, Any]:
        """What every row and file says of itself."""
        as_of, times = max((source.as_of for source in self.sources), default=None), self.times
        return {
            "type": self.choice.type,
            "radius_km": self.choice.radius,
            "date": self.choice.day.isoformat(),
            "data_as_of": as_of.isoformat() if as_of else None,
            "travel_times": f"{times.source}, {times.as_of}" if times else None,
            "definitions": selectors.DEFINITIONS_VERSION,
            "synthetic": self.is_synthetic,
        }


@dataclass(frozen=True, slots=True)
class Table:
    """``name`` stands in addresses; ``columns``: name → meaning; ``definition``: code of what the figures are."""

    name: str
    label: str | Promise
    columns: Mapping[str, str | Promise]
    rows: Callable[[Asked], Iterable[Row]]
    definition: str = "cliff"


# What every row says of itself, after its own columns.
FACTS: Mapping[str, str | Promise] = {
    "type": _("Art der Einrichtung, als Code."),
    "radius_km": _("Umkreis in Kilometern."),
    "date": _("Stichtag."),
    "data_as_of": _("Jüngster Tag, für den eine der Quellen spricht."),
    "travel_times": _("Von wem die Fahrzeiten sind und für welchen Tag; leer, wenn es keine gibt."),
    "definitions": _("Fassung der Begriffe."),
    "synthetic": _("true, wenn die Einrichtungen für die Vorführung erfunden sind."),
}


def _facilities(asked: Asked) -> Iterator[Row]:
    counts = {(one.name, one.ags): one.counts for one in asked.view.facilities}
    for one in asked.behind:
        for funder, share, first, last in one.grants or ((None, None, None, None),):
            yield {
                "name": one.name,
                "ags": one.ags,
                "town": one.town,
                "founded": one.founded,
                "budget": one.budget,
                "staff_fte": one.staff,
                "counts": counts.get((one.name, one.ags)),
                "funder": funder,
                "share_percent": share,
                "start": first,
                "end": last,
                "comment": one.comment,
            }


def _talks(asked: Asked) -> Iterator[Row]:
    for one in asked.findings.talks:
        left, right = one.parties
        yield {
            "first": left.name,
            "first_town": left.town,
            "second": right.name,
            "second_town": right.town,
            "km": one.km,
            "shared_people": one.shared,
            "shared_percent": one.percent,
            "reasons": "; ".join(wording.reasons_in_words(one)),
            "comments": " / ".join(f"{party.name}: {party.comment}" for party in one.parties if party.comment),
        }


TABLES: Mapping[str, Table] = {
    one.name: one
    for one in (
        Table(
            "orte",
            _("Orte: Einrichtungen, Entfernung, Wissen"),
            wording.CODEBOOK,
            lambda asked: map(wording.line_as_data, asked.view.answer.lines),
        ),
        Table(
            "einrichtungen",
            _("Einrichtungen und ihre Förderungen, eine Zeile je Förderung"),
            {
                "name": _("Name der Einrichtung."),
                "ags": _("Amtlicher Gemeindeschlüssel."),
                "town": _("Stadt oder Gemeinde."),
                "founded": _("Gründungsjahr; leer, wenn unbekannt."),
                "budget": _("Euro im Jahr; leer, wenn unbekannt."),
                "staff_fte": _("Vollzeitstellen; leer, wenn unbekannt."),
                "counts": _("true, wenn sie am Stichtag zählt."),
                "funder": _("Geldgeber; leer, wenn keine Förderung bekannt ist."),
                "share_percent": _("Anteil am Budget in Prozent; leer, wenn unbekannt."),
                "start": _("Erster Tag der Förderung; leer, wenn unbekannt."),
                "end": _("Letzter Tag der Förderung; leer, wenn sie kein Ende hat."),
                "comment": _("Was die Einrichtung selbst dazu sagt."),
            },
            _facilities,
        ),
        Table(
            "enden",
            _("Tage, an denen Förderungen enden, und was dann noch zählt"),
            {
                "day": _("Erster Tag ohne die Förderung; der erste ist heute."),
                "standing": _("Einrichtungen, die von da an zählen."),
                "ended": _("Einrichtungen, bei denen am Tag davor eine Förderung endet."),
                "people_losing": _("Menschen, die heute eine im Umkreis haben und dann keine mehr."),
            },
            lambda asked: map(asdict, asked.findings.steps),
            definition="losing",
        ),
        Table(
            "geld",
            _("Wie das Geld am Stichtag steht"),
            {
                "facilities": _("Bekannte Einrichtungen."),
                "funding_known": _("davon mit bekannter Förderung."),
                "one_payer": _("hängen an einem einzigen Geldgeber."),
                "concentration": _("Mittlerer Herfindahl-Hirschman-Index der Geldgeber, bis 1."),
                "limited": _("Mittlerer Anteil des laufenden Geldes mit einem Ende, in Prozent."),
                "ending": _("haben ein Ende in den nächsten zwölf Monaten."),
                "staff_known": _("mit bekannten Stellen."),
                "few_staff": _("haben weniger als zwei Vollzeitstellen."),
                "budget_known": _("mit bekanntem Budget."),
                "small": _("haben unter 50.000 Euro im Jahr."),
            },
            lambda asked: [asdict(asked.findings.money)],
            definition="money",
        ),
        Table(
            "gespraeche",
            _("Paare, die miteinander reden könnten"),
            {
                "first": _("Eine der beiden, nach dem Alphabet."),
                "first_town": _("Ihr Ort."),
                "second": _("Die andere."),
                "second_town": _("Ihr Ort."),
                "km": _("Kilometer Luftlinie dazwischen."),
                "shared_people": _("Menschen, die beide im Umkreis haben."),
                "shared_percent": _("Ihr Anteil an den Menschen, die eine von beiden im Umkreis haben, in Prozent."),
                "reasons": _("Warum ein Gespräch lohnen kann."),
                "comments": _("Was die Einrichtungen selbst dazu sagen."),
            },
            _talks,
            definition="overlap",
        ),
        Table(
            "haeufungen",
            _("Orte, die mit ihrer Nachbarschaft auffallen"),
            {
                "town": _("Name der Stadt oder Gemeinde."),
                "high": _("true: mehr, als zu erwarten; false: weniger."),
                "stable": _("true: in beiden Nachbarschaften; false: unsicher."),
            },
            lambda asked: map(asdict, asked.findings.concentrations),
            definition="concentrations",
        ),
    )
}


def as_csv(table: Table, asked: Asked) -> str:
    """With the facts in every row, so that a row that is copied elsewhere still says what it is. No cell runs."""
    facts = asked.facts
    same = [said(one) for one in facts.values()]
    rows = ([said(row.get(name)) for name in table.columns] + same for row in table.rows(asked))
    return "\ufeff" + tables.lines([[*table.columns, *facts], *rows])


def as_json(table: Table, asked: Asked) -> str:
    document = asked.facts | {
        "where": asked.where.name,
        "sources": [{**asdict(one), "as_of": one.as_of.isoformat()} for one in asked.sources],
        "definition": wording.definition(table.definition),
        "codebook": {name: str(meaning) for name, meaning in table.columns.items()},
        "rows": [{name: row.get(name) for name in table.columns} for row in table.rows(asked)],
    }
    return json.dumps(document, ensure_ascii=False, default=str, indent=1)


def said(value: Any) -> str:
    """A value as a table for programs writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def dated_address(where: Where, type: str, day: datetime.date, km: int, table: str, suffix: str) -> str:
    """Where a table stands for ever: all that it depends on is in its address."""
    return reverse("atlas:dated", args=[where.address, type, day.isoformat(), km, table, suffix])
