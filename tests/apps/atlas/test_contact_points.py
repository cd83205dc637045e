"""A list of contact points comes in as its office wrote it, and the atlas says who lives how far away."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engagiert.apps.atlas import commands, services
from engagiert.apps.atlas.models import Facility, Roll
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, NotAllowed
from tests.cast import BERTA

pytestmark = pytest.mark.django_db

TYPE = "selbsthilfekontaktstelle"
LIST = """name;ags;start;end;budget;funding
Kontaktstelle Köln;5315000;01.02.2024;31.12.2026;120000;Land
Kontaktstelle Lünen;05978024;;;45.000,50;
Kontaktstelle Kreis Höxter;5762;;;;
Kontaktstelle Bielefeld;Bielefeld;2024;2027;-4;
;05911000;;;;
Kontaktstelle Nirgendwo;99999999;;;;
Kontaktstelle Lünen;05978024;;;;
"""


@pytest.fixture(autouse=True)
def _register() -> None:
    place_services.load_register(actor=Actor.operator())


def run(command: str, *words: str) -> Any:
    found = next(one for one in commands.COMMANDS if one.name == command)
    result = CliRunner().invoke(found, words)
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


def read(tmp_path: Path, text: str, *words: str, encoding: str = "utf-8") -> Any:
    file = tmp_path / "liste.csv"
    file.write_bytes(text.encode(encoding))
    return run("import-facilities", str(file), "--type", TYPE, "--json", *words)


def atlas(*words: str, radius: str = "15") -> Any:
    return run("atlas", "--type", TYPE, "--radius", radius, "--date", "2026-06-01", "--json", *words)


def town(found: Any, ags: str) -> Any:
    return next(line for line in found["municipalities"] if line["ags"] == ags)


def test_a_messy_list_comes_in_and_each_refused_row_is_named(tmp_path: Path) -> None:
    report = read(tmp_path, LIST, encoding="cp1252")
    assert (report["rows"], report["facilities"], report["refused"]) == (7, 4, 2)
    assert [(one["line"], one["name"], one["code"]) for one in report["remarks"]] == [
        (4, "Kontaktstelle Kreis Höxter", "no_municipality"),
        (5, "Kontaktstelle Bielefeld", "budget_negative"),
        (6, "", "name_missing"),
        (7, "Kontaktstelle Nirgendwo", "place_unknown"),
        (8, "Kontaktstelle Lünen", "twice"),
    ]
    assert Facility.objects.get(name="Kontaktstelle Lünen").budget == 45_000
    again = read(tmp_path, LIST, encoding="cp1252")
    assert (again["created"], again["changed"], again["removed"], again["unchanged"]) == (0, 0, 0, 4)
    assert Roll.objects.get().changes == 1
    fewer = read(tmp_path, "name;ags\nKontaktstelle Lünen;5978024\n")
    assert (fewer["removed"], fewer["changed"], fewer["facilities"]) == (3, 1, 1)


def test_the_atlas_counts_people_and_states_and_calls_nothing_a_gap(tmp_path: Path) -> None:
    read(tmp_path, LIST)
    found = atlas()
    assert len(found["municipalities"]) == 396
    assert found["population"] == sum(line["population"] for line in found["municipalities"]) == 17_947_221
    assert found["population_beyond"] == sum(
        line["population"] for line in found["municipalities"] if line["nearest_km"] > 15
    )
    luenen, selm = town(found, "05978024"), town(found, "05978032")
    assert (luenen["count"], luenen["nearest_km"], luenen["state"], luenen["beyond"]) == (1, 0, "present", False)
    assert luenen["rate"] == pytest.approx(10_000 / luenen["population"], abs=1e-4)
    assert (selm["count"], selm["state"]) == (0, "unknown")
    assert {line["state"] for line in found["municipalities"]} == {"present", "unknown"}
    assert found["facilities"] == 3


def test_across_every_border_the_nearest_counts(tmp_path: Path) -> None:
    read(tmp_path, "name;lat;lon\nDortmund, mit Punkt;51,5136;7,4653\n")
    inside = atlas("--within", "05978")
    assert len(inside["municipalities"]) == 10
    assert inside["facilities"] == 0
    assert town(inside, "05978024")["nearest_km"] == pytest.approx(11.6, abs=1.5)
    assert town(atlas(), "05913000")["count"] == 1


def test_after_its_funding_a_facility_counts_no_more_and_nobody_calls_it_closed(tmp_path: Path) -> None:
    read(tmp_path, LIST)
    before, after = (
        run("atlas", "--type", TYPE, "--radius", "5", "--date", day, "--json") for day in ("2026-12-31", "2027-01-01")
    )
    assert (town(before, "05315000")["count"], town(after, "05315000")["count"]) == (1, 0)
    assert (town(after, "05315000")["listed"], town(after, "05315000")["state"]) == (1, "unknown")
    assert after["population_beyond"] > before["population_beyond"]


def test_only_what_somebody_confirmed_is_absent(tmp_path: Path) -> None:
    said = "name;ags;status\nKontaktstelle Attendorn;05966004;\n;05966016;keine\n"
    read(tmp_path, said)
    found = atlas("--within", "05966")
    states = {line["name"]: line["state"] for line in found["municipalities"]}
    assert (states["Attendorn"], states["Kirchhundem"], states["Finnentrop"]) == ("present", "absent", "unknown")
    read(tmp_path, said, "--complete", "05966")
    states = {line["name"]: line["state"] for line in atlas("--within", "05966")["municipalities"]}
    assert (states["Attendorn"], states["Finnentrop"]) == ("present", "absent")


def test_without_any_list_nothing_is_zero_in_silence() -> None:
    found = atlas()
    assert found["population_beyond"] == found["population"]
    assert town(found, "05978024")["nearest_km"] is None
    assert [one["code"] for one in found["remarks"]] == ["no_facilities"]
    assert found["data_as_of"] is None


def test_a_real_list_puts_the_drawn_ones_out_of_the_way(tmp_path: Path) -> None:
    drawn = services.ImportReport(type=TYPE, source="Vorführung")
    place = Place.objects.get(ags="05978032")
    entry = services.Entry("Erfundene Stelle", place.pk)
    services.keep_roll(
        actor=Actor.operator(), report=drawn, entries=[entry], as_of=place.population_on, is_synthetic=True
    )
    assert (atlas()["facilities"], atlas()["synthetic"]) == (1, True)
    read(tmp_path, LIST)
    found = atlas()
    assert (found["synthetic"], town(found, "05978032")["count"]) == (False, 0)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "leer"),
        ("name;telefon\nStelle;0000 1\n", "ags"),
        ("name;ags\n", "keine Zeile"),
        ("ags;ort\n05;x\n", "name"),
    ],
)
def test_what_is_no_list_is_refused_with_nothing_written(tmp_path: Path, text: str, word: str) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(text)
    found = next(one for one in commands.COMMANDS if one.name == "import-facilities")
    result = CliRunner().invoke(found, [str(file), "--type", TYPE])
    assert result.exit_code == 1
    assert word in result.output
    assert not Roll.objects.exists()


def test_nobody_at_an_office_keeps_rolls() -> None:
    with pytest.raises(NotAllowed):
        services.import_facilities(actor=BERTA.actor(), content=b"", filename="x.csv", type=TYPE)
