"""The register of places: typed rows, and the facts of Nordrhein-Westfalen that are shipped.

Sources, licences and the way they were made stand in ``data/README.md``.
"""

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

DESTATIS = "Statistisches Bundesamt (Destatis), Gemeindeverzeichnis, dl-de/by-2-0"

# From the top down, so that whoever writes rows in this order finds the unit above already there.
KINDS = ("state", "region", "district", "municipality")


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What a register says of one unit. ``parent`` is the key of the unit above, empty for a state.

    Area in km²; the point in degrees (WGS 84), None where the register has none.
    """

    ags: str
    ars: str
    name: str
    designation: str
    kind: str
    parent: str
    population: int | None
    population_on: datetime.date | None
    area_km2: Decimal | None
    lat: float | None = None
    lon: float | None = None
    postcodes: tuple[str, ...] = ()
    urbanisation: str = ""


def _shipped(name: str) -> Iterator[dict[str, str]]:
    text = (files("engagiert.apps.places") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def shipped_postcodes() -> dict[str, tuple[str, ...]]:
    """All postcodes of a municipality by its key, in ascending order."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _shipped("nrw_postcodes.csv"):
        found[row["ags"]].append(row["postcode"])
    return {ags: tuple(sorted(codes)) for ags, codes in found.items()}


def shipped_register() -> list[PlaceFacts]:
    """Nordrhein-Westfalen: 1 state, 5 regions, 53 districts, 396 municipalities, from the top down.

    The postcode of a municipality's seat stands first.
    """
    postcodes = shipped_postcodes()
    return [_facts(row, postcodes.get(row["ags"], ())) for row in _shipped("nrw.csv")]


def _facts(row: dict[str, str], postcodes: tuple[str, ...]) -> PlaceFacts:
    seat = row["postcode"]
    return PlaceFacts(
        ags=row["ags"],
        ars=row["ars"],
        name=row["name"],
        designation=row["designation"],
        kind=row["kind"],
        parent=row["parent"],
        population=int(row["population"]),
        population_on=datetime.date.fromisoformat(row["population_date"]),
        area_km2=Decimal(row["area_km2"]),
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        postcodes=(seat, *(code for code in postcodes if code != seat)) if seat else (),
        urbanisation=row["urbanisation"],
    )
