import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.engines.intake.addresses import (
    parse_address,
    parse_postcode,
    parse_postcode_town,
    parse_town,
    split_street,
)


@pytest.mark.parametrize(
    ("text", "street", "number", "postcode", "town", "extra"),
    [
        ("Massener Str. 24, 59423 Unna", "Massener Str.", "24", "59423", "Unna", ""),
        ("Lange Str. 3a 44532 Lünen", "Lange Str.", "3a", "44532", "Lünen", ""),
        ("44532 Lünen, Lange Str. 3", "Lange Str.", "3", "44532", "Lünen", ""),
        ("Markt 1\n59423 Unna", "Markt", "1", "59423", "Unna", ""),
        ("Massener Str. 24, Unna", "Massener Str.", "24", "", "Unna", ""),
        (
            "c/o Probe, Lange Str. 3, Hinterhaus, D-44532 Lünen",
            "Lange Str.",
            "3",
            "44532",
            "Lünen",
            "c/o Probe, Hinterhaus",
        ),
        ("Postfach 2108, 59411 Unna", "", "", "59411", "Unna", "Postfach 2108"),
        (
            "Rathausplatz 1, Rathaus, Zimmer 12, 33039 Nieheim",
            "Rathausplatz",
            "1",
            "33039",
            "Nieheim",
            "Rathaus, Zimmer 12",
        ),
        ("An den Bootshäusern, 59423 Unna", "An den Bootshäusern", "", "59423", "Unna", ""),
        (
            "Montanhydraulik-Stadion, 59439 Holzwickede",
            "",
            "",
            "59439",
            "Holzwickede",
            "Montanhydraulik-Stadion",
        ),
        ("Straße des 17. Juni 135, 10623 Berlin", "Straße des 17. Juni", "135", "10623", "Berlin", ""),
        ("Am Markt 3 - 5, 44532 Lünen", "Am Markt", "3-5", "44532", "Lünen", ""),
    ],
)
def test_an_address_in_one_string_falls_into_its_parts(
    text: str, street: str, number: str, postcode: str, town: str, extra: str
) -> None:
    found = parse_address(text).value
    assert (found.street, found.house_number, found.postcode) == (street, number, postcode)
    assert (found.town.name, found.extra) == (town, extra)


def test_a_short_postcode_in_an_address_is_a_problem_and_the_rest_is_kept() -> None:
    reading = parse_address("Lange Str. 12, 3339 Nieheim")
    assert (reading.code, reading.params) == ("postcode_digits", {"digits": 4})
    assert (reading.value.street, reading.value.postcode, reading.value.town.name) == (
        "Lange Str.",
        "",
        "Nieheim",
    )


@pytest.mark.parametrize("text", ["44532", "D-44532", "DE 44532", "44532.0", "44532,0", " 44 532 "])
def test_a_postcode_is_read_in_every_dress(text: str) -> None:
    assert parse_postcode(text).value == "44532"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("3339", "postcode_digits"),
        ("445321", "postcode_digits"),
        ("sdfsdf", "postcode_unreadable"),
        ("-", ""),
    ],
)
def test_a_broken_postcode_is_named_by_what_is_wrong(text: str, code: str) -> None:
    assert (parse_postcode(text).value, parse_postcode(text).code) == ("", code)


def test_postcode_and_town_in_one_cell_are_parted() -> None:
    postcode, town = parse_postcode_town("D-22145 Hamburg").value
    assert (postcode, town.name) == ("22145", "Hamburg")
    assert parse_postcode_town("3339 Nieheim").code == "postcode_digits"
    assert parse_postcode_town("3339 Nieheim").value[1].name == "Nieheim"


@pytest.mark.parametrize(
    ("text", "town", "district"),
    [
        ("Frankfurt / Main", "Frankfurt am Main", ""),
        ("Frankfurt a. M.", "Frankfurt am Main", ""),
        ("Mülheim a.d. Ruhr", "Mülheim an der Ruhr", ""),
        ("Halle/Saale", "Halle (Saale)", ""),
        ("Stadt Lünen", "Lünen", ""),
        ("Lünen, Stadt", "Lünen", ""),
        ("Lünen (Brambauer)", "Lünen", "Brambauer"),
        ("Lünen OT Brambauer", "Lünen", "Brambauer"),
        ("Castrop-Rauxel", "Castrop-Rauxel", ""),
        ("Markt Schwaben", "Markt Schwaben", ""),
    ],
)
def test_towns_get_their_usual_spelling(text: str, town: str, district: str) -> None:
    found = parse_town(text)
    assert (found.name, found.district) == (town, district)
    assert found.candidates[0] == (town, district)


def test_a_hyphen_leaves_both_readings_open_for_the_register() -> None:
    assert parse_town("Lünen-Brambauer").candidates == (("Lünen-Brambauer", ""), ("Lünen", "Brambauer"))
    assert ("Hamburg", "Klein Flottbek") in parse_town("Hamburg-Klein Flottbek").candidates


def test_street_and_number_are_parted() -> None:
    assert split_street("Lange Str. 12 a") == ("Lange Str.", "12a", "")
    assert split_street("Lange Str. Nr. 5") == ("Lange Str.", "5", "")
    assert split_street("Kirchplatz") == ("Kirchplatz", "", "")


@given(st.text(max_size=120))
def test_any_text_gives_a_reading(text: str) -> None:
    found = parse_address(text).value
    assert found.postcode == "" or len(found.postcode) == 5
    parse_postcode_town(text)
    parse_town(text)
