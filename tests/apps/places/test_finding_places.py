"""Which municipality an address means."""

import pytest

from engagiert.apps.places.keys import town_candidates, town_key
from engagiert.apps.places.register import shipped_register
from engagiert.apps.places.selectors import KnownTown, PlaceFinder


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    """All of Nordrhein-Westfalen, and a few towns elsewhere that are hard to tell apart."""
    towns = [
        KnownTown(number, p.ags, p.name, p.postcodes)
        for number, p in enumerate(shipped_register())
        if p.kind == "municipality"
    ]
    elsewhere = [
        KnownTown(9001, "06412000", "Frankfurt am Main", ("60311",)),
        KnownTown(9002, "12053000", "Frankfurt (Oder)", ("15230",)),
        KnownTown(9003, "09775152", "Senden", ("89250",)),
        KnownTown(9004, "02000000", "Hamburg", ()),
        KnownTown(9005, "10043113", "Neunkirchen", ("66538",)),
    ]
    return PlaceFinder(towns + elsewhere)


@pytest.mark.parametrize(
    ("town", "postcode", "within", "ags"),
    [
        ("Lünen", "44532", "", "05978024"),
        ("LUENEN", "", "", "05978024"),
        ("Lünen-Brambauer", "44536", "", "05978024"),
        ("Lünen (Brambauer)", "", "", "05978024"),
        ("Stadt Werne", "59368", "", "05978040"),
        ("Kamp-Lintfort", "47475", "", "05170020"),
        ("Kamp Lintfort", "", "", "05170020"),
        ("Halle (Westf.)", "", "", "05754012"),
        ("Halle Westfalen", "", "", "05754012"),
        ("Halle/Westf.", "33790", "", "05754012"),
        ("Halle", "33790", "", "05754012"),
        ("Mülheim a. d. Ruhr", "", "", "05117000"),
        ("Mülheim/Ruhr", "45468", "", "05117000"),
        ("Frankfurt / Main", "60311", "", "06412000"),
        ("Frankfurt a.M.", "", "", "06412000"),
        ("Senden", "48308", "", "05558044"),
        ("Senden", "89250", "", "09775152"),
        ("Senden", "", "05558", "05558044"),
        ("Neunkirchen", "57290", "", "05970036"),
        ("Hagen", "58097", "", "05914000"),
        ("Bundesstadt Bonn", "", "", "05314000"),
        ("Brambauer", "44536", "", "05978024"),
        ("", "59379", "", "05978032"),
        ("Hamburg", "20095", "", "02000000"),
        ("Hamburg-Altona", "22765", "", "02000000"),
        ("Mülheim", "", "", "05117000"),
        ("Fröndenberg", "58730", "", "05978012"),
        ("Langenfeld", "40764", "", "05158020"),
    ],
)
def test_a_town_is_found_however_people_write_it(
    finder: PlaceFinder, town: str, postcode: str, within: str, ags: str
) -> None:
    found = finder.find(town, postcode, within)
    assert found is not None
    assert found.ags == ags


@pytest.mark.parametrize(
    ("town", "postcode"),
    [("", ""), ("Entenhausen", ""), ("Hagen", "24576"), ("Senden", ""), ("Frankfurt", ""), ("???", "x")],
)
def test_what_is_unknown_or_ambiguous_stays_open(finder: PlaceFinder, town: str, postcode: str) -> None:
    assert finder.find(town, postcode) is None


def test_every_town_of_the_register_is_found_by_its_own_name(finder: PlaceFinder) -> None:
    towns = [p for p in shipped_register() if p.kind == "municipality"]
    for town in towns:
        found = finder.find(town.name, town.postcodes[0])
        assert found is not None, town.name
        assert found.ags == town.ags


def test_the_whole_name_comes_before_its_parts() -> None:
    assert town_candidates("Lünen-Brambauer") == ["luenen brambauer", "luenen"]
    assert town_key("Halle (Westf.)") == town_key("Halle Westfalen") == "halle westfalen"
