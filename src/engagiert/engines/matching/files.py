"""The two tables of `engagiert allocate`: CSV texts in, records and findings out. The format is told in
``docs/engines/matching.md``. Nothing is dropped in silence: each finding names file, line and column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from . import cells, taxonomy
from .cells import BadCellError, shown
from .reading import words_of
from .records import KINDS, NO_LIMIT, Opportunity, Volunteer

YOUNGEST, OLDEST = 10, 110
FURTHEST_KM = 500.0
MOST_HOURS = 60.0
MOST_PLACES = 100_000
_OWN_WORDS = 200


@dataclass(frozen=True, slots=True)
class Finding:
    """``line`` counts from 1, the header; ``column``: its name, empty for the whole row. ``refused``: the row is left
    out of the plan; else it takes part as the message says."""

    table: str
    line: int
    column: str
    message: str
    refused: bool


@dataclass(frozen=True, slots=True)
class Table[Record]:
    """``records`` in the order of the file, with the ``lines`` they stand in and the ``places`` they name (for the
    report)."""

    records: tuple[Record, ...]
    lines: tuple[int, ...]
    places: tuple[str, ...]
    findings: tuple[Finding, ...]


class UnreadableTableError(ValueError):
    """The table as a whole cannot be read; the message is a German sentence."""


type _Note = Callable[[str, str], None]
type _Read = Callable[[str], Any]

_SHARED = {"key", "lat", "lon", "times", "fields", "skills", "certificates", "hours", "place"}
_PERSON = _SHARED | {
    "radius_km", "languages", "age", "refused_offers", "refused_organisations", "refused_kinds", "refused_terms",
    "wish",
}  # fmt: skip
_OFFER = _SHARED | {
    "organisation", "from_home", "languages_required", "languages_wanted", "minimum_age", "kind", "capacity",
    "urgency", "connections", "text",
}  # fmt: skip


def volunteers(text: str, table: str) -> Table[Volunteer]:
    """Raises UnreadableTableError."""
    return _table(text, table, _PERSON, ("key", "lat", "lon", "radius_km"), _volunteer)


def opportunities(text: str, table: str) -> Table[Opportunity]:
    """Raises UnreadableTableError."""
    return _table(text, table, _OFFER, ("key", "organisation", "lat", "lon"), _opportunity)


def _table[Record](
    text: str, table: str, known: set[str], needed: Sequence[str], make: Callable[[_Row], Record]
) -> Table[Record]:
    findings: list[Finding] = []
    records: list[Record] = []
    lines: list[int] = []
    places: list[str] = []
    seen: dict[str, int] = {}
    for line, cells_of in _rows(text, table, known, needed):
        row = _Row(table, line, cells_of)
        record = None
        if row.fits(seen):
            record = make(row)
        if record is not None and not row.is_refused:
            records.append(record)
            lines.append(line)
            places.append(row.text("place")[:80])
        findings += row.findings
    return Table(tuple(records), tuple(lines), tuple(places), tuple(findings))


def _rows(text: str, table: str, known: set[str], needed: Sequence[str]) -> Iterator[tuple[int, dict[str | None, Any]]]:
    text = text.removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    if not first.strip():
        raise UnreadableTableError(f"„{table}“ ist leer. In der ersten Zeile stehen die Namen der Spalten.")
    csv.field_size_limit(10_000_000)
    divider = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    columns = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = columns
    doubled = sorted({name for name in columns if columns.count(name) > 1})
    missing = [name for name in needed if name not in columns]
    unknown = [name for name in columns if name not in known]
    for names, sentence in (
        (doubled, "kommt doppelt vor"),
        (missing, "fehlt"),
        (unknown, "kennen wir nicht; bitte löschen oder umbenennen"),
    ):
        if names:
            listed = ", ".join(shown(name) for name in names[:5])
            raise UnreadableTableError(
                f"„{table}“, Zeile 1: Die Spalte {listed} {sentence}. Möglich sind {', '.join(sorted(known))}."
            )
    try:
        for cells_of in reader:
            if any(value for value in cells_of.values()):
                yield reader.line_num, dict(cells_of)
    except csv.Error as error:
        raise UnreadableTableError(
            f"„{table}“, Zeile {reader.line_num}: Hier endet die Tabelle unverständlich ({error}). "
            "Oft fehlt ein schließendes Anführungszeichen."
        ) from error


class _Row:
    """One row and what is found in it."""

    def __init__(self, table: str, line: int, values: Mapping[str | None, Any]) -> None:
        self.table, self.line = table, line
        self.surplus = values.get(None)
        self.short = any(value is None for name, value in values.items() if name is not None)
        self.values = {name: (value or "").strip() for name, value in values.items() if name is not None}
        self.findings: list[Finding] = []

    @property
    def is_refused(self) -> bool:
        return any(finding.refused for finding in self.findings)

    def refuse(self, column: str, message: str) -> None:
        self.findings.append(Finding(self.table, self.line, column, message, refused=True))

    def note(self, column: str, message: str) -> None:
        self.findings.append(Finding(self.table, self.line, column, message, refused=False))

    def text(self, column: str) -> str:
        return str(self.values.get(column, ""))

    def fits(self, seen: dict[str, int]) -> bool:
        """Whether the row has as many cells as the header and a key of its own."""
        if self.surplus or self.short:
            what = "mehr" if self.surplus else "weniger"
            self.refuse("", f"Die Zeile hat {what} Zellen als die erste Zeile Spalten. Listen teilt ein Semikolon.")
            return False
        key = self.text("key")
        if not key or len(key) > _OWN_WORDS:
            self.refuse("key", f"Gebraucht wird ein Schlüssel mit 1 bis {_OWN_WORDS} Zeichen.")
            return False
        if key in seen:
            self.refuse("key", f"{shown(key)} steht schon in Zeile {seen[key]}. Jeder Schlüssel kommt einmal vor.")
            return False
        seen[key] = self.line
        return True

    def one[Value](self, column: str, read: Callable[[str], Value], empty: Value) -> Value:
        """The value of a cell; the row is refused where it cannot be read."""
        text = self.text(column)
        if not text:
            return empty
        try:
            return read(text)
        except BadCellError as error:
            self.refuse(column, str(error))
            return empty

    def needed(self, column: str, read: Callable[[str], float]) -> float:
        if not self.text(column):
            self.refuse(column, "Hier fehlt eine Zahl.")
            return 0.0
        return self.one(column, read, 0.0)

    def many(self, column: str, read: Callable[[str], str], *, soft: bool = False) -> tuple[str, ...]:
        """The codes of a list, each once. ``soft``: what is unknown is named and left out; else the row is refused."""
        found: dict[str, None] = {}
        for entry in cells.parts(self.text(column)):
            try:
                found[read(entry)] = None
            except BadCellError as error:
                if soft:
                    self.note(column, f"{error} Der Eintrag zählt nicht mit.")
                else:
                    self.refuse(column, str(error))
        return tuple(found)

    def words(self, column: str) -> tuple[str, ...]:
        text = self.text(column)
        if len(text) > cells.MOST_CHARACTERS:
            self.note(column, f"{len(text)} Zeichen: Gelesen sind die ersten {cells.MOST_CHARACTERS}.")
        return _words(text[: cells.MOST_CHARACTERS]) if text else ()

    def point(self) -> tuple[float, float]:
        lat = self.needed("lat", lambda text: cells.number(text, -90, 90, "keine geografische Breite"))
        lon = self.needed("lon", lambda text: cells.number(text, -180, 180, "keine geografische Länge"))
        if 5 < lat < 16 and 46 < lon < 56:
            self.note("lat", "Breite und Länge sind wohl vertauscht: Dieser Punkt liegt nicht in Deutschland.")
        return lat, lon

    def hours(self) -> float:
        return self.one("hours", lambda text: cells.number(text, 0, MOST_HOURS, "keine Zahl von Stunden je Woche"), 0.0)

    def week(self) -> int:
        return self.one("times", cells.times, cells.times(""))


_words = cache(words_of)


def _volunteer(row: _Row) -> Volunteer:
    lat, lon = row.point()
    radius = row.needed("radius_km", lambda text: cells.number(text, 0, FURTHEST_KM, "kein Umkreis in Kilometern"))
    if radius == 0 and not row.is_refused:
        row.note("radius_km", "Umkreis 0: Diese Person bekommt nur Angebote, die von zu Hause gehen.")
    person = Volunteer(
        key=row.text("key"), lat=lat, lon=lon, radius_km=radius, week=row.week(),
        fields=row.many("fields", cells.term(taxonomy.FIELD), soft=True),
        skills=row.many("skills", cells.term(taxonomy.SKILL), soft=True),
        languages=row.many("languages", cells.language, soft=True) or ("de",),
        age=row.one("age", lambda text: cells.whole(text, YOUNGEST, OLDEST, "kein Alter in Jahren"), None),
        certificates=row.many("certificates", cells.certificate, soft=True), hours=row.hours() or NO_LIMIT,
        refused_offers=tuple(cells.parts(row.text("refused_offers"))),
        refused_organisations=tuple(cells.parts(row.text("refused_organisations"))),
        refused_kinds=row.many("refused_kinds", cells.kind), refused_terms=row.many("refused_terms", cells.any_term),
        words=row.words("wish"),
    )  # fmt: skip
    for column, wished in (("fields", person.fields), ("skills", person.skills)):
        for code in sorted(set(wished) & set(person.refused_terms)):
            row.note(column, f"{shown(code)} steht auch unter refused_terms. Das Nein gilt.")
    if set(KINDS) <= set(person.refused_kinds):
        row.note("refused_kinds", "Alle Arten sind abgelehnt: Diese Person bekommt kein Angebot.")
    return person


def _opportunity(row: _Row) -> Opportunity:
    home = row.one("from_home", cells.yes_or_no, False)
    without = home and not row.text("lat") and not row.text("lon")
    lat, lon = (0.0, 0.0) if without else row.point()
    if not row.text("organisation"):
        row.refuse("organisation", "Hier fehlt der Schlüssel der Organisation.")
    capacity = row.one("capacity", lambda text: cells.whole(text, 0, MOST_PLACES, "keine Zahl von Plätzen"), 1)
    if capacity == 0:
        row.note("capacity", "0 Plätze: Dieses Angebot bekommt niemanden.")
    return Opportunity(
        key=row.text("key"), organisation=row.text("organisation"), lat=lat, lon=lon, from_home=home, week=row.week(),
        fields=row.many("fields", cells.term(taxonomy.FIELD), soft=True),
        skills=row.many("skills", cells.term(taxonomy.SKILL), soft=True),
        languages_required=row.many("languages_required", cells.language),
        languages_wanted=row.many("languages_wanted", cells.language, soft=True),
        minimum_age=row.one("minimum_age", lambda text: cells.whole(text, 0, OLDEST, "kein Mindestalter"), 0),
        certificates=row.many("certificates", cells.certificate), kind=row.one("kind", cells.kind, "regular"),
        hours=row.hours(), capacity=capacity,
        urgency=row.one("urgency", lambda text: cells.number(text, 0, 1, "keine Dringlichkeit"), 0.0),
        connections=row.one("connections", lambda text: cells.whole(text, 0, MOST_PLACES, "keine Zahl"), 0),
        words=row.words("text"),
    )  # fmt: skip
