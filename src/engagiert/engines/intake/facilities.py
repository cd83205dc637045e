"""Reads a list of facilities for the atlas as somebody sends it: columns by their names, cells by what they mean."""

import datetime
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field

from engagiert.engines.intake.cleaning import is_placeholder, one_line, says_no
from engagiert.engines.intake.figures import parse_date, parse_decimal, parse_point, parse_serial
from engagiert.engines.intake.tables import Table, UnreadableTable, read_table
from engagiert.engines.text.folding import fold

# Field -> folded words by which a column announces it; the first column that fits is taken.
COLUMNS: Mapping[str, str] = {
    "name": "name|bezeichnung|einrichtung|kontaktstelle|name der einrichtung|titel|organisation|stelle",
    "ags": "ags|gemeindeschluessel|amtlicher gemeindeschluessel|gemeindekennziffer|gkz|ars|regionalschluessel"
    "|schluessel|kreisschluessel|gemeinde ags|ags gemeinde",
    "lat": "lat|latitude|breite|breitengrad|geo lat|geobreite|y",
    "lon": "lon|lng|long|longitude|laenge|laengengrad|geo lon|geo lng|geolaenge|x",
    "point": "koordinaten|koordinate|position|punkt|lat lon|latlon|geopoint",
    "town": "ort|stadt|gemeinde|kommune|town|city|ortsname|stadt gemeinde|ort gemeinde|municipality|sitz|standort",
    "postcode": "plz|postleitzahl|postcode|zip",
    "start": "start|beginn|von|seit|foerderbeginn|starts on|gefoerdert seit|foerderung von|laufzeit von"
    "|beginn der foerderung",
    "end": "end|ende|bis|foerderende|ends on|gefoerdert bis|foerderung bis|laufzeit bis|ende der foerderung"
    "|befristet bis",
    "budget": "budget|jahresbudget|etat|haushalt|budget euro|budget in euro|budget eur|jahresetat|mittel",
    "funding": "funding|foerderung|geldgeber|foerderer|mittelgeber|finanzierung|funder|foerdergeber"
    "|traeger der foerderung|zuwendungsgeber",
    "share": "share|anteil|anteil in prozent|anteil prozent|foerderanteil|prozent|share percent",
    "type": "type|art|typ|einrichtungsart|art der einrichtung|kategorie|facility type",
    "status": "status|zustand|state|vorhanden",
    "founded": "founded|gruendungsjahr|gegruendet|gruendung",
    "staff": "staff|vollzeitstellen|stellen|fte|vzae|staff fte|personal",
}
_FIELD_OF = {word: name for name, words in COLUMNS.items() for word in words.split("|")}
_NO_END = frozenset({"unbefristet", "offen", "laufend", "dauerhaft", "open", "kein ende", "fortlaufend", "heute"})
_NONE_THERE = frozenset({"keine", "keiner", "keins", "absent", "nicht vorhanden", "bestaetigt keine", "fehlt", "none"})
_CURRENCY = re.compile(r"(?i)\s*(?:€|eur(?:o)?|t€|p\.?\s?a\.?)\s*")


class UnusableList(ValueError):  # noqa: N818  reads as the state it names
    """A file that cannot be taken over; nothing of it was written. ``code`` and ``params`` tell why."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code, self.params = code, params


@dataclass(frozen=True, slots=True)
class Remark:
    """About one row; ``line`` as a spreadsheet program shows it. A ``refused`` row stays outside."""

    line: int
    name: str
    code: str
    value: str = ""
    refused: bool = False


@dataclass(slots=True)
class Row:
    """One line of the list: what it says, in our types. ``absent``: it says that the place has none."""

    line: int
    name: str
    key: str = ""
    town: str = ""
    postcode: str = ""
    type: str = ""
    point: tuple[float, float] | None = None
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    funder: str = ""
    share: int | None = None
    budget: int | None = None
    founded: int | None = None
    staff: float | None = None
    absent: bool = False

    @property
    def has_grant(self) -> bool:
        return bool(self.funder or self.starts_on or self.ends_on or self.share is not None)


@dataclass(slots=True)
class List:
    """What a file says: rows, and remarks on those that are not as they should be."""

    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_list(content: bytes, filename: str = "") -> List:
    """Raises ``UnusableList`` where there is no table, or neither a name nor a place in its columns."""
    try:
        table = read_table(content, filename)
    except UnreadableTable as error:
        raise UnusableList(error.code, **error.params) from error
    columns = _columns(table)
    if not ({"ags", "town", "postcode"} & columns.keys() or {"lat", "lon"} <= columns.keys() or "point" in columns):
        raise UnusableList("no_place_column", headers="; ".join(table.headers)[:200])
    if "name" not in columns and "status" not in columns:
        raise UnusableList("no_name_column", headers="; ".join(table.headers)[:200])
    found = List()
    for line in table.rows:
        cells = {name: one_line(line.cells[at]) for name, at in columns.items()}
        _read_row(found, line.line, cells)
    return found


def _columns(table: Table) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, header in enumerate(table.headers):
        name = _FIELD_OF.get(fold(header))
        if name is not None:
            columns.setdefault(name, at)
    return columns


def _read_row(found: List, line: int, cells: dict[str, str]) -> None:
    name = cells.get("name", "")
    row = Row(
        line, name[:300], key=cells.get("ags", ""), town=cells.get("town", ""), postcode=cells.get("postcode", "")
    )
    row.type = cells.get("type", "")
    status = fold(cells.get("status", ""))
    row.absent = status in _NONE_THERE or says_no(status) or fold(name) in _NONE_THERE
    if not row.absent and ((is_placeholder(name) and len(name) != 1) or not any(sign.isalnum() for sign in name)):
        found.remarks.append(Remark(line, name, "name_missing", refused=True))
        return
    remarks = _Remarks(found, row)
    row.point = _point(cells, remarks)
    row.starts_on = _date(cells.get("start", ""), remarks, last=False)
    row.ends_on = _date(cells.get("end", ""), remarks, last=True)
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        remarks.add("end_before_start", f"{cells['start']} – {cells['end']}")
        row.starts_on = row.ends_on = None
    funder = cells.get("funding", "")
    row.funder = "" if is_placeholder(funder) else funder[:200]
    row.budget = _whole(cells.get("budget", ""), "budget", remarks)
    share = _whole(cells.get("share", "").rstrip("% "), "share", remarks)
    if share is not None and share > 100:
        remarks.add("share_unreadable", cells["share"])
        share = None
    row.share = share
    founded = _whole(cells.get("founded", ""), "founded", remarks)
    if founded is not None and not 700 <= founded <= 2200:
        remarks.add("founded_unreadable", str(founded))
        founded = None
    row.founded = founded
    staff = parse_decimal(cells.get("staff", ""))
    row.staff = staff if staff is not None and 0 <= staff < 10_000 else None
    found.rows.append(row)


class _Remarks:
    def __init__(self, found: List, row: Row) -> None:
        self._found, self._row = found, row

    def add(self, code: str, value: str) -> None:
        self._found.remarks.append(Remark(self._row.line, self._row.name, code, value))


def _point(cells: dict[str, str], remarks: _Remarks) -> tuple[float, float] | None:
    latitude, longitude = cells.get("lat", ""), cells.get("lon", "")
    if not (latitude or longitude) and cells.get("point"):
        parts = [part for part in re.split(r"[;\s]+|,(?=\s)|(?<=\.\d{3}),", cells["point"]) if part]
        if len(parts) == 1 and cells["point"].count(",") == 1:
            parts = cells["point"].split(",")
        latitude, longitude = (parts[0], parts[1]) if len(parts) == 2 else (cells["point"], "")
    read = parse_point(latitude, longitude)
    if read.code:
        remarks.add(read.code, f"{latitude} / {longitude}")
    return read.value


def _date(text: str, remarks: _Remarks, *, last: bool) -> datetime.date | None:
    """A year or month alone means its first day for a beginning and its last for an end."""
    if not text or is_placeholder(text) or fold(text) in _NO_END:
        return None
    whole = re.fullmatch(r"(?:(\d{1,2})[./])?(\d{4})", text)
    if last and whole:
        year, month = int(whole[2]), int(whole[1] or 12)
        if 1 <= month <= 12 and 1 <= year <= 9999:
            return datetime.date(year, month, monthrange(year, month)[1])
    found = parse_date(text) or parse_serial(text)
    if found is None:
        remarks.add("date_unreadable", text)
    return found


def _whole(text: str, name: str, remarks: _Remarks) -> int | None:
    if not text or is_placeholder(text):
        return None
    number = parse_decimal(_CURRENCY.sub("", text))
    if number is None or number < 0 or number >= 1e12:
        remarks.add(f"{name}_negative" if number is not None and number < 0 else f"{name}_unreadable", text)
        return None
    return round(number)
