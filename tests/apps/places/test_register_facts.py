"""The shipped register against the official figures and outlines, where these lie beside the project."""

import csv
import json
import math
from collections import Counter, defaultdict
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from engagiert.apps.places.register import PlaceFacts, shipped_register

DATA = Path(__file__).parents[4] / "shared" / "data"
OFFICIAL = DATA / "nrw_register_destatis2019.csv"
OUTLINES = {
    "municipality": DATA / "nrw_vg5000_gem_2021.geojson",
    "district": DATA / "nrw_vg5000_krs_2021.geojson",
}
KM_PER_DEGREE = 111.19

type Ring = list[tuple[float, float]]


@pytest.fixture(scope="module")
def register() -> list[PlaceFacts]:
    return shipped_register()


@pytest.fixture(scope="module")
def towns(register: list[PlaceFacts]) -> dict[str, PlaceFacts]:
    return {p.ags: p for p in register if p.kind == "municipality"}


def _rings(feature: dict) -> list[Ring]:
    geometry = feature["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in ring] for polygon in polygons for ring in polygon]


def _is_inside(x: float, y: float, rings: list[Ring]) -> bool:
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def _km_to_outline(x: float, y: float, rings: list[Ring]) -> float:
    squeeze = KM_PER_DEGREE * math.cos(math.radians(y))
    nearest = math.inf
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            ax, ay = (x1 - x) * squeeze, (y1 - y) * KM_PER_DEGREE
            dx, dy = (x2 - x1) * squeeze, (y2 - y1) * KM_PER_DEGREE
            part = max(0.0, min(1.0, -(ax * dx + ay * dy) / ((dx * dx + dy * dy) or 1.0)))
            nearest = min(nearest, math.hypot(ax + part * dx, ay + part * dy))
    return nearest


def test_the_register_counts_as_the_land_does(register: list[PlaceFacts]) -> None:
    assert Counter(p.kind for p in register) == {"state": 1, "region": 5, "district": 53, "municipality": 396}
    assert len({p.ags for p in register}) == 455


def test_every_place_stands_below_one_that_came_before_it(register: list[PlaceFacts]) -> None:
    seen: set[str] = set()
    for place in register:
        assert place.parent == "" if place.kind == "state" else place.parent in seen
        assert place.ags.startswith(place.parent)
        seen.add(place.ags)


def test_figures_add_up_on_every_level(register: list[PlaceFacts]) -> None:
    people: dict[str, int] = defaultdict(int)
    area: dict[str, Decimal] = defaultdict(Decimal)
    for place in register:
        people[place.parent] += place.population or 0
        area[place.parent] += place.area_km2 or Decimal()
    for place in register:
        if place.kind != "municipality":
            assert (place.population, place.area_km2) == (people[place.ags], area[place.ags])


def test_names_are_plain_and_say_apart_what_kind_they_are(towns: dict[str, PlaceFacts]) -> None:
    assert not [p.name for p in towns.values() if "," in p.name or p.name != " ".join(p.name.split())]
    assert (towns["05978024"].name, towns["05978024"].designation) == ("Lünen", "Stadt")
    assert (towns["05914000"].name, towns["05914000"].designation) == ("Hagen", "kreisfreie Stadt")


def test_postcodes_are_known_and_the_seat_stands_first(towns: dict[str, PlaceFacts]) -> None:
    assert towns["05978024"].postcodes == ("44532", "44534", "44536")
    assert towns["05113000"].postcodes[0] == "45127"
    assert len(towns["05113000"].postcodes) > 20
    assert all(code.isdigit() and len(code) == 5 for p in towns.values() for code in p.postcodes)


def test_a_namesake_elsewhere_lends_no_postcode(towns: dict[str, PlaceFacts]) -> None:
    by_name = {p.name: p.postcodes for p in towns.values()}
    assert by_name["Senden"] == ("48308",)
    assert by_name["Lengerich"] == ("49525",)
    assert by_name["Neuenkirchen"] == ("48485",)
    assert by_name["Marl"] == ("45768", "45770", "45772")


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official figures do not lie beside the project")
def test_names_and_populations_agree_with_the_official_figures(towns: dict[str, PlaceFacts]) -> None:
    with OFFICIAL.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["ags"] for row in rows} == towns.keys()
    for row in rows:
        place, official = towns[row["ags"]], int(row["population_2019"])
        assert row["name"].startswith(place.name)
        assert abs((place.population or 0) - official) <= official * 0.1


@pytest.mark.parametrize("kind", ["municipality", "district"])
def test_every_point_lies_within_three_kilometres_of_its_outline(register: list[PlaceFacts], kind: str) -> None:
    if not OUTLINES[kind].exists():
        pytest.skip("the official outlines do not lie beside the project")
    features = json.loads(OUTLINES[kind].read_text(encoding="utf-8"))["features"]
    outlines: dict[str, list[Ring]] = defaultdict(list)
    for feature in features:
        outlines[feature["properties"]["AGS"]] += _rings(feature)
    places = [p for p in register if p.kind == kind]
    assert {p.ags for p in places} == outlines.keys()
    for place in places:
        assert place.lat is not None
        assert place.lon is not None
        rings = outlines[place.ags]
        inside = _is_inside(place.lon, place.lat, rings)
        assert inside or _km_to_outline(place.lon, place.lat, rings) <= 3, place.name
