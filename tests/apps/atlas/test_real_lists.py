"""A plain list of contact points, as an association sends it, ends up in the figures of reach: compared with distances
worked out here by hand, town by town."""

import csv
import json
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engagiert.apps.atlas import commands
from engagiert.apps.places import services as place_services
from engagiert.kernel.authz import Actor
from tests.engines.real_files import real_file

pytestmark = pytest.mark.django_db

REGISTER = "nrw_register_destatis2019.csv"
# Name, street, postcode, town or point, type: with a namesake, a postcode alone, a typing error, another type.
LIST = """Name;Straße;PLZ;Ort;Breite;Länge;Art
Kontaktstelle Köln;Marsilstein 4;50676;Köln;;;Selbsthilfekontaktstelle
Kontaktstelle Münster;Dahlweg 112;48153;Münster (Westf.);;;selbsthilfekontaktstelle
Kontaktstelle Halle;;33790;Halle;;;
Kontaktstelle Kleve;;47533;;;;
Kontaktstelle mit Punkt;;;;51,5136;7,4653;
Kontaktstelle Lüdenscheit;;;Lüdenscheit;;;
Kontaktstelle Nirgends;;99999;Atlantis;;;
Büro in Olpe;;57462;Olpe;;;Seniorenbüro
"""
PLACED = {"05315000", "05515000", "05754012", "05154036"}
RADIUS = 25.0


def run(name: str, *words: str) -> Any:
    found = next(one for one in commands.COMMANDS if one.name == name)
    result = CliRunner().invoke(found, [*words, "--type", "selbsthilfekontaktstelle", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Haversine on a sphere of 6371.0088 km."""
    (a, b), (c, d) = ((radians(x), radians(y)) for x, y in (one, other))
    return 2 * 6371.0088 * asin(sqrt(sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2))


def test_what_is_located_counts_for_reach_as_by_hand_and_what_is_not_is_told(tmp_path: Path) -> None:
    register = real_file(REGISTER)
    place_services.load_register(actor=Actor.operator())
    file = tmp_path / "kontaktstellen.csv"
    file.write_text(LIST, encoding="cp1252")
    report = run("import-facilities", str(file))
    assert (report["rows"], report["facilities"], report["refused"]) == (8, 5, 3)
    assert [(one["line"], one["code"]) for one in report["remarks"]] == [
        (7, "place_unknown"),
        (8, "place_unknown"),
        (9, "other_type"),
    ]
    with register.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    towns = {row["ags"]: (float(row["lat"]), float(row["lon"])) for row in rows}
    spots = [*(towns[key] for key in PLACED), (51.5136, 7.4653)]
    by_hand = {key: min(apart(point, spot) for spot in spots) for key, point in towns.items()}
    beyond = {row["ags"]: int(row["population_2019"]) for row in rows if by_hand[row["ags"]] > RADIUS}
    found = run("atlas", "--radius", str(RADIUS), "--date", "2026-12-01")
    lines_of = {line["ags"]: line for line in found["municipalities"]}
    assert lines_of.keys() == towns.keys()
    assert {key: line["nearest_km"] for key, line in lines_of.items()} == pytest.approx(by_hand, abs=0.001)
    assert {key for key, line in lines_of.items() if line["beyond"]} == beyond.keys()
    assert found["population_beyond"] == sum(beyond.values()) > 1_000_000
