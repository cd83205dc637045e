"""Reads a list of travel times as a routing program writes it: from where, to where, minutes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from engagiert.engines.intake.cleaning import one_line
from engagiert.engines.intake.facilities import Remark, UnusableList
from engagiert.engines.intake.figures import parse_decimal
from engagiert.engines.intake.tables import Limits, UnreadableTable, read_table
from engagiert.engines.text.folding import fold

# Field -> folded words by which a column announces it.
COLUMNS: Mapping[str, str] = {
    "origin": "origin|von|from|from id|start|start ags|ags von|origin id|quelle|startort|wohnort",
    "target": "facility|nach|to|to id|ziel|ziel ags|ags nach|destination|destination id|zielort|standort",
    "minutes": "minutes|minuten|min|fahrzeit|fahrzeit in minuten|reisezeit|reisezeit in minuten|travel time"
    "|travel time p50|duration|dauer",
    "people": "people|menschen|population|einwohner|bevoelkerung",
}
_FIELD_OF = {word: name for name, words in COLUMNS.items() for word in words.split("|")}
# A Land of 400 towns has 160,000 pairs, one by cells of a grid some more.
LIMITS = Limits(max_bytes=200_000_000, max_rows=2_000_000, max_cells=10_000_000)
# Nobody travels longer than a day for advice; what is above is no number of minutes.
MOST_MINUTES = 1_440.0
# Routing programs write 12.345 and mean twelve minutes and a bit, where a German list would mean thousands.
_WITH_DOT = re.compile(r"\d+\.\d+")


@dataclass(frozen=True, slots=True)
class Way:
    """One line: ``origin`` and ``target`` as written, ``minutes`` from 0, ``people`` who live at the origin (weight of
    a grid cell; 1 where the list does not say)."""

    line: int
    origin: str
    target: str
    minutes: float
    people: float = 1.0


@dataclass(slots=True)
class Ways:
    """What a file says: ways in the order of their lines, ``rows`` of the file, and remarks on refused ones."""

    rows: int = 0
    ways: list[Way] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_ways(content: bytes, filename: str = "") -> Ways:
    """Raises ``UnusableList`` where there is no table, or one of its three columns is missing."""
    try:
        table = read_table(content, filename, LIMITS)
    except UnreadableTable as error:
        raise UnusableList(error.code, **error.params) from error
    columns: dict[str, int] = {}
    for at, header in enumerate(table.headers):
        name = _FIELD_OF.get(fold(header))
        if name is not None:
            columns.setdefault(name, at)
    if not {"origin", "target", "minutes"} <= columns.keys():
        raise UnusableList("no_way_columns", headers="; ".join(table.headers)[:200])
    found = Ways(rows=len(table.rows))
    for row in table.rows:
        _read(found, row.line, {name: one_line(row.cells[at]) for name, at in columns.items()})
    return found


def _read(found: Ways, line: int, cells: Mapping[str, str]) -> None:
    origin, target = cells["origin"], cells["target"]
    shown = f"{origin} – {target}"
    if not origin or not target:
        found.remarks.append(Remark(line, shown, "way_incomplete", refused=True))
        return
    minutes = _minutes(cells["minutes"])
    if minutes is None or not 0 <= minutes <= MOST_MINUTES:
        found.remarks.append(Remark(line, shown, "minutes_unreadable", cells["minutes"], refused=True))
        return
    people = parse_decimal(cells.get("people", ""))
    if people is not None and people <= 0:
        # A cell in which nobody lives says nothing about how far people have to go.
        found.remarks.append(Remark(line, shown, "nobody_there", cells["people"], refused=True))
        return
    found.ways.append(Way(line, origin, target, minutes, people or 1.0))


def _minutes(text: str) -> float | None:
    return float(text) if _WITH_DOT.fullmatch(text) else parse_decimal(text)
