"""Reads Destatis' GV100AD file, the official register of all municipalities of Germany.

Fixed-width lines, one unit each; the first two characters (Satzart) say what: 10 Land, 20 Regierungsbezirk,
30 Region, 40 Kreis, 50 Gemeindeverband, 60 Gemeinde. Fields are read by the package ``gv100ad``; this module
checks them first, so that every broken line is named, and turns them into the rows of ``register.py``.
GV100AD has no points. Satzart 30 and 50 are units that the project does not know; they are skipped.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from gv100ad import (
    District,
    DistrictType,
    FederalState,
    GovernmentRegion,
    GV100ADReader,
    Municipality,
    MunicipalityType,
)

from .problems import BrokenFile, Problem
from .register import KINDS, PlaceFacts

type Record = FederalState | GovernmentRegion | District | Municipality

HECTARES_PER_KM2 = 100
KNOWN = {"10", "20", "30", "40", "50", "60"}
SKIPPED = {"30", "50"}
KEY_LENGTH = {"10": 2, "20": 3, "40": 5, "60": 8}
# name of the field as Destatis has it: first and last column, counted from 0, end excluded
NUMBERS = {"Fläche": (128, 139), "Bevölkerung": (139, 150), "Bevölkerung männlich": (150, 161)}
TYPE = (122, 124)
POSTCODE = (165, 170)
MARKER = (170, 175)
MUNICIPALITY_WIDTH = 161  # up to the last number; a postcode may be missing
# Forests and lakes that belong to no municipality: nobody lives there, nobody helps there.
UNINHABITED = str(MunicipalityType.GEMEINDEFREIES_GEBIET_UNBEWOHNT.value)

DESIGNATIONS: dict[DistrictType | MunicipalityType, str] = {
    DistrictType.KREISFREIE_STADT: "kreisfreie Stadt",
    DistrictType.STADTKREIS: "Stadtkreis",
    DistrictType.KREIS: "Kreis",
    DistrictType.LANDKREIS: "Landkreis",
    DistrictType.REGIONALVERBAND: "Regionalverband",
    MunicipalityType.MARKT: "Markt",
    MunicipalityType.KREISFREIE_STADT: "kreisfreie Stadt",
    MunicipalityType.STADTKREIS: "Stadtkreis",
    MunicipalityType.STADT: "Stadt",
    MunicipalityType.KREISANGEHOERIGE_GEMEINDE: "Gemeinde",
    MunicipalityType.GEMEINDEFREIES_GEBIET_BEWOHNT: "gemeindefreies Gebiet",
    MunicipalityType.GROSSE_KREISSTADT: "Große Kreisstadt",
}
# Titles that Destatis writes before or after the name and that the designation already says.
_BEFORE = re.compile(r"^(Reg\.-Bez\.|Regierungsbezirk|Stat\. Region|Statistische Region)\s+")


@dataclass(slots=True)
class _Draft:
    """What was read so far; parents can be settled only when all lines are in."""

    rows: dict[str, tuple[int, PlaceFacts]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_gv100ad(path: Path) -> list[PlaceFacts]:
    """All units of the file from the top down, sums of districts, regions and states included.

    Raises ``BrokenFile`` with every broken line when anything in the file cannot be trusted: a register taken
    over by halves is worse than an old one. The date of the figures is the file's date of territory
    (Gebietsstand); Destatis does not write the day of the population count into the lines.
    """
    draft = _Draft()
    for number, line in enumerate(_lines(path), start=1):
        if line.strip():
            _take(draft, number, line)
    rows = _with_parents(draft)
    if not draft.problems and not any(row.kind == "municipality" for row in rows):
        draft.problems.append(Problem("no_places"))
    if draft.problems:
        raise BrokenFile(draft.problems)
    return _with_sums(sorted(rows, key=lambda row: (KINDS.index(row.kind), row.ags)))


def _lines(path: Path) -> Iterator[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BrokenFile([Problem("not_found", value=str(path))]) from error
    if not content.strip():
        raise BrokenFile([Problem("empty")])
    if content.startswith(b"PK"):
        raise BrokenFile([Problem("packed")])
    if b"\0" in content:
        raise BrokenFile([Problem("binary")])
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Files before 2021 are Latin-1, in which any byte is a letter.
        text = content.decode("latin-1")
    # Not splitlines(): it would also break at a form feed or NEL, which old files carry inside fields.
    return iter(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _take(draft: _Draft, number: int, line: str) -> None:
    kind = line[:2]
    if kind not in KNOWN:
        draft.problems.append(Problem("unknown_kind", number, "Satzart", kind))
        return
    if kind in SKIPPED or (kind == "60" and line[slice(*TYPE)] == UNINHABITED):
        return
    found = list(_check(number, kind, line))
    draft.problems += found
    if found:
        return
    try:
        (record,) = GV100ADReader(io.StringIO(line)).read()
    except ValueError:
        draft.problems.append(Problem("unreadable", number))
        return
    row = _row(record)
    if row is None:
        return
    if row.ags in draft.rows:
        draft.problems.append(Problem("twice", number, "Regionalschlüssel", row.ags))
        return
    draft.rows[row.ags] = (number, row)


def _check(number: int, kind: str, line: str) -> Iterator[Problem]:
    key = line[10 : 10 + KEY_LENGTH[kind]]
    if not (len(key) == KEY_LENGTH[kind] and key.isascii() and key.isdigit()):
        yield Problem("no_key", number, "Regionalschlüssel", key.strip())
    try:
        datetime.strptime(line[2:10], "%Y%m%d")  # noqa: DTZ007  a date, no point in time
    except ValueError:
        yield Problem("no_date", number, "Gebietsstand", line[2:10])
    if not line[22:72].strip():
        yield Problem("no_name", number, "Bezeichnung")
    if kind in {"40", "60"}:
        yield from _check_type(number, kind, line[slice(*TYPE)].strip())
    if kind == "60":
        yield from _check_municipality(number, line)


def _check_type(number: int, kind: str, code: str) -> Iterator[Problem]:
    allowed: Sequence[DistrictType | MunicipalityType]
    allowed = list(DistrictType) if kind == "40" else list(MunicipalityType)
    if code and code not in {str(known.value) for known in allowed}:
        yield Problem("unknown_type", number, "Kennzeichen", code)


def _check_municipality(number: int, line: str) -> Iterator[Problem]:
    if len(line.rstrip()) < MUNICIPALITY_WIDTH:
        yield Problem("too_short", number)
        return
    for column, (start, end) in NUMBERS.items():
        value = line[start:end].strip()
        if not (value.isascii() and value.isdigit()):
            yield Problem("no_number", number, column, value)
    postcode = line[slice(*POSTCODE)].strip()
    if postcode and not re.fullmatch(r"[0-9]{5}", postcode):
        yield Problem("no_postcode", number, "Postleitzahl", postcode)
    marker = line[slice(*MARKER)].strip()
    if marker not in {"", "*****"}:
        yield Problem("unknown_marker", number, "Postleitzahl (mehrere)", marker)


def _row(record: object) -> PlaceFacts | None:
    match record:
        case FederalState():
            return _unit(record, "state", "Land")
        case GovernmentRegion():
            title = "Statistische Region" if record.name.startswith("Stat") else "Regierungsbezirk"
            return _unit(record, "region", title)
        case District():
            return _unit(record, "district", DESIGNATIONS.get(record.type, ""))
        case Municipality():
            return _municipality(record)
    return None


def _unit(record: Record, kind: str, designation: str) -> PlaceFacts:
    key = record.regional_code
    return PlaceFacts(
        ags=key,
        ars=key,
        name=_plain(record.name),
        designation=designation,
        kind=kind,
        parent="",
        population=None,
        population_on=record.timestamp,
        area_km2=None,
    )


def _municipality(record: Municipality) -> PlaceFacts:
    key = record.regional_code
    unit = _unit(record, "municipality", DESIGNATIONS.get(record.type, ""))
    return replace(
        unit,
        ars=key[:5] + (record.association.strip() or "0000").rjust(4, "0") + key[5:],
        population=record.inhabitants,
        area_km2=Decimal(record.area) / HECTARES_PER_KM2,
        postcodes=(record.postal_code,) if record.postal_code else (),
    )


def _plain(name: str) -> str:
    """ "Lünen, Stadt" becomes "Lünen", "Reg.-Bez. Köln" becomes "Köln"."""
    return _BEFORE.sub("", " ".join(name.split()).partition(", ")[0])


def _with_parents(draft: _Draft) -> list[PlaceFacts]:
    rows = []
    for number, row in draft.rows.values():
        parent = _parent(row, draft)
        if row.kind != "state" and parent not in draft.rows:
            draft.problems.append(Problem("no_parent", number, "Regionalschlüssel", row.ags))
        rows.append(replace(row, parent=parent))
    return rows


def _parent(row: PlaceFacts, draft: _Draft) -> str:
    if row.kind == "state":
        return ""
    if row.kind == "municipality":
        return row.ags[:5]
    # Not every Land has Regierungsbezirke: there a Kreis stands directly below the Land.
    has_region = row.kind == "district" and row.ags[:3] in draft.rows
    return row.ags[:3] if has_region else row.ags[:2]


def _with_sums(rows: Sequence[PlaceFacts]) -> list[PlaceFacts]:
    """GV100AD gives figures only for municipalities; a unit's members are those whose keys begin with its."""
    people: dict[str, int] = {}
    area: dict[str, Decimal] = {}
    for row in rows:
        if row.kind == "municipality":
            for length in (2, 3, 5):
                key = row.ags[:length]
                people[key] = people.get(key, 0) + (row.population or 0)
                area[key] = area.get(key, Decimal()) + (row.area_km2 or Decimal())
    return [
        row if row.kind == "municipality" else replace(row, population=people.get(row.ags), area_km2=area.get(row.ags))
        for row in rows
    ]
