"""Reads the house coordinates that the Länder publish as text files, line by line.

Nordrhein-Westfalen calls its file ``gebref.txt`` (Gebäudereferenzen): semicolons, key of the municipality in
parts, UTM coordinates in ETRS89. Other files name their columns in the first line; any order will do. A line
that is broken is reported and left out: of millions of houses a few always are.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engagiert.engines.text.folding import fold

from .problems import BrokenFile, Problem
from .utm import to_degrees

SAMPLE_BYTES = 1_000_000
SOUTH, NORTH, WEST, EAST = 47.2, 55.1, 5.8, 15.1  # degrees round Germany

# What the columns are called, folded and without spaces; the first that a file has is taken.
NAMES: dict[str, tuple[str, ...]] = {
    "street": ("strasse", "str", "stn", "strname", "strassenname", "street"),
    "number": ("hausnummer", "hnr", "hausnr", "nr", "nummer", "housenumber", "number"),
    "suffix": ("adz", "adresszusatz", "hnrzusatz", "hausnummernzusatz", "hausnummerzusatz", "zusatz"),
    "postcode": ("plz", "postleitzahl", "postplz", "postcode", "zip"),
    "town": ("gmd", "gemeinde", "ort", "ortsname", "onm", "stadt", "town", "city", "gemeindename"),
    "ags": ("ags", "gemeindeschluessel", "agsgemeinde"),
    "land": ("landschl", "lan"),
    "region": ("regbezschl", "rbz"),
    "district": ("kreisschl", "krs"),
    "municipality": ("gmdschl",),
    "zone": ("zone", "zon", "utmzone"),
    "east": ("ostwert", "ost", "rechtswert", "easting", "utmost", "utme", "e", "x"),
    "north": ("nordwert", "nord", "nor", "hochwert", "northing", "utmnord", "utmn", "n", "y"),
    "lat": ("lat", "latitude", "breite", "breitengrad", "geographischebreite"),
    "lon": ("lon", "lng", "long", "longitude", "laenge", "laengengrad", "geographischelaenge"),
}
# The columns of gebref.txt, for editions that leave out the first line.
GEBREF_LINE = (
    "nba;oid;qua;landschl;land;regbezschl;regbez;kreisschl;kreis;gmdschl;gmd;ottschl;ott;strschl;"
    "str;hnr;adz;zone;ostwert;nordwert;datum"
)
GEBREF = tuple(GEBREF_LINE.split(";"))


@dataclass(frozen=True, slots=True)
class House:
    """One address with its point in degrees. ``ags`` is empty where the file names only the town."""

    line: int
    ags: str
    town: str
    postcode: str
    street: str
    number: str
    lat: float
    lon: float


def read_addresses(path: Path) -> Iterator[House | Problem]:
    """Every house of the file, or what is wrong with its line. Memory stays the same for any size.

    Raises ``BrokenFile`` before the first house when the file as a whole cannot be read.
    """
    with _opened(path) as stream:
        first = stream.readline()
        delimiter = max(";,\t|", key=first.count)
        cells = next(csv.reader([first], delimiter=delimiter), [])
        columns = _columns(cells)
        start = 1
        if not columns and _is_gebref(cells):
            columns = _columns(GEBREF)
            stream.seek(0)
            start = 0
        if not columns:
            raise BrokenFile([Problem("no_header", 1, value=first.strip())])
        yield from _houses(csv.reader(stream, delimiter=delimiter), columns, start)


def _houses(rows: Iterator[list[str]], columns: Mapping[str, int], start: int) -> Iterator[House | Problem]:
    while True:
        line = start + rows.line_num + 1  # type: ignore[attr-defined]  # a csv reader counts its lines
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Problem("unreadable", line)
            continue
        if any(cells):
            yield _house(line, {name: cells[at].strip() for name, at in columns.items() if at < len(cells)})


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    try:
        binary = path.open("rb")
    except OSError as error:
        raise BrokenFile([Problem("not_found", value=str(path))]) from error
    with binary:
        sample = binary.read(SAMPLE_BYTES)
        for code, found in (
            ("empty", not sample.strip()),
            ("packed", sample.startswith(b"PK")),
            ("binary", b"\0" in sample),
        ):
            if found:
                raise BrokenFile([Problem(code)])
        binary.seek(0)
        yield io.TextIOWrapper(binary, encoding=_encoding(sample), errors="replace", newline="")


def _encoding(sample: bytes) -> str:
    try:
        # The sample may end inside a letter, so its last three bytes do not count.
        sample[:-3].decode("utf-8") if len(sample) == SAMPLE_BYTES else sample.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """Position of each known column; empty when the file cannot be used."""
    names = [fold(cell).replace(" ", "") for cell in cells]
    found = {
        field: names.index(next(name for name in known if name in names))
        for field, known in NAMES.items()
        if any(name in names for name in known)
    }
    has_point = {"lat", "lon"} <= found.keys() or {"east", "north"} <= found.keys()
    has_town = bool({"town", "ags", "municipality", "postcode"} & found.keys())
    return found if has_point and has_town and {"street", "number"} <= found.keys() else {}


def _is_gebref(cells: Sequence[str]) -> bool:
    at = {name: position for position, name in enumerate(GEBREF)}
    return (
        len(cells) >= len(GEBREF) - 1
        and _number(cells[at["ostwert"]]) is not None
        and _number(cells[at["nordwert"]]) is not None
    )


def _house(line: int, row: Mapping[str, str]) -> House | Problem:
    point = _point(line, row)
    if isinstance(point, Problem):
        return point
    number = " ".join(part for part in (row.get("number", ""), row.get("suffix", "")) if part)
    postcode = row.get("postcode", "")
    for code, column, value, is_wrong in (
        ("no_street", "Straße", "", not row.get("street")),
        ("unreadable", "Straße", row.get("street", ""), "\ufffd" in row.get("street", "")),
        ("no_house_number", "Hausnummer", number, not any(c.isdigit() for c in number)),
        ("no_postcode", "Postleitzahl", postcode, bool(postcode) and not _is_digits(postcode, 5)),
    ):
        if is_wrong:
            return Problem(code, line, column, value)
    return House(line, _ags(row), row.get("town", ""), postcode, row["street"], number, *point)


def _point(line: int, row: Mapping[str, str]) -> tuple[float, float] | Problem:
    fields = ("lat", "lon") if row.get("lat") else ("east", "north")
    values = []
    for field in fields:
        value = _number(row.get(field, ""))
        if value is None:
            return Problem("no_coordinate", line, field, row.get(field, ""))
        values.append(value)
    lat, lon = values if fields[0] == "lat" else _from_utm(values[0], values[1], row.get("zone", ""))
    if not (SOUTH <= lat <= NORTH and WEST <= lon <= EAST):
        return Problem("outside", line, f"{fields[0]}/{fields[1]}", f"{values[0]} {values[1]}")
    return round(lat, 6), round(lon, 6)


def _from_utm(east: float, north: float, zone: str) -> tuple[float, float]:
    digits = "".join(c for c in zone if c.isdigit())[-2:]
    number = int(digits) if digits in {"31", "32", "33"} else 32
    if east > 1_000_000:  # written with the zone in front, as in 32392000
        number, east = int(east // 1_000_000), east % 1_000_000
    if not (100_000 <= east <= 900_000 and 5_000_000 <= north <= 6_500_000 and number in {31, 32, 33}):
        return 0.0, 0.0
    return to_degrees(east, north, number)


def _number(text: str) -> float | None:
    """A coordinate with point or comma; None for anything else, "nan" and "inf" included."""
    plain = text.strip().replace(",", ".")
    if not plain.removeprefix("-").replace(".", "", 1).isdecimal() or not plain.isascii():
        return None
    return float(plain)


def _ags(row: Mapping[str, str]) -> str:
    whole = row.get("ags") or row.get("municipality", "")
    if _is_digits(whole, 8):
        return whole
    if _is_digits(row.get("ags", ""), 7):  # a spreadsheet took the leading zero away
        return "0" + row["ags"]
    parts = (("land", 2), ("region", 1), ("district", 2), ("municipality", 3))
    key = "".join(row.get(field, "").rjust(width, "0") for field, width in parts if row.get(field))
    return key if _is_digits(key, 8) else ""


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()
