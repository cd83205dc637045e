"""House coordinates as the Länder publish them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.places.addresses import GEBREF_LINE, House, read_addresses
from engagiert.apps.places.keys import first_number, number_key, split_street, street_key
from engagiert.apps.places.problems import BrokenFile, Problem

LUENEN = (
    "N;DENW27AL1;A;05;Nordrhein-Westfalen;9;Arnsberg;78;Unna;024;Lünen;0000;;00123;"
    "Lippestraße;3;a;32;32397773,58;5719176,52;2026-10-01"
)


def _read(tmp_path: Path, text: str, encoding: str = "utf-8") -> list[House | Problem]:
    path = tmp_path / "adressen.txt"
    path.write_bytes(text.encode(encoding))
    return list(read_addresses(path))


def _codes(found: list[House | Problem]) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in found if isinstance(p, Problem)]


@pytest.mark.parametrize("header", [GEBREF_LINE + "\r\n", "\ufeff" + GEBREF_LINE.upper() + "\n", ""])
def test_gebref_is_read_with_and_without_its_first_line(tmp_path: Path, header: str) -> None:
    (house,) = _read(tmp_path, header + LUENEN + "\r\n")
    assert isinstance(house, House)
    assert (house.ags, house.town, house.street, house.number) == ("05978024", "Lünen", "Lippestraße", "3 a")
    assert (house.lat, house.lon) == pytest.approx((51.614327, 7.523533), abs=1e-5)
    assert house.line == (2 if header else 1)


def test_gebref_in_the_old_encoding_is_read(tmp_path: Path) -> None:
    (house,) = _read(tmp_path, f"{GEBREF_LINE}\n{LUENEN}\n", "cp1252")
    assert isinstance(house, House)
    assert (house.town, house.street) == ("Lünen", "Lippestraße")


def test_an_easting_without_zone_in_front_takes_the_zone_column(tmp_path: Path) -> None:
    berlin = LUENEN.replace("32;32397773,58;5719176,52", "33;389918.04;5819699.13")
    (house,) = _read(tmp_path, f"{GEBREF_LINE}\n{berlin}")
    assert isinstance(house, House)
    assert (house.lat, house.lon) == pytest.approx((52.516275, 13.377704), abs=1e-5)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_a_plain_table_in_any_order_and_with_any_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    header = delimiter.join(["Hausnummer", "lon", "lat", "Straße", "Ort", "PLZ"])
    row = delimiter.join(["12-14", "7.63", "51.66", "Am Markt", "Werne", "59368"])
    (house,) = _read(tmp_path, f"{header}\n{row}\n")
    assert house == House(2, "", "Werne", "59368", "Am Markt", "12-14", 51.66, 7.63)


def test_a_key_that_lost_its_zero_in_a_spreadsheet_is_mended(tmp_path: Path) -> None:
    (house,) = _read(tmp_path, "AGS;Straße;Hausnummer;lat;lon\n5978024;Lippestr.;3;51,6;7,5\n")
    assert isinstance(house, House)
    assert house.ags == "05978024"


def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = [
        "Straße;Hausnummer;PLZ;Ort;lat;lon",
        "Lippestr.;1;44532;Lünen;51,6;7,5",
        ";2;44532;Lünen;51,6;7,5",
        "Lippestr.;;44532;Lünen;51,6;7,5",
        "Lippestr.;3;4453;Lünen;51,6;7,5",
        "Lippestr.;4;44532;Lünen;nan;7,5",
        "Lippestr.;5;44532;Lünen;0;0",
        "Lippestr.;6;44532",
        "",
        "Lippestr.;7;44532;Lünen;51,6;7,5",
    ]
    found = _read(tmp_path, "\n".join(lines))
    assert _codes(found) == [
        ("no_street", 3),
        ("no_house_number", 4),
        ("no_postcode", 5),
        ("no_coordinate", 6),
        ("outside", 7),
        ("no_coordinate", 8),
    ]
    assert [h.line for h in found if isinstance(h, House)] == [2, 10]


def test_a_problem_reads_as_a_sentence_that_helps(tmp_path: Path) -> None:
    (problem,) = _read(tmp_path, "Straße;Hausnummer;PLZ;Ort;lat;lon\nLippestr.;3;4453;Lünen;51,6;7,5\n")
    assert str(problem) == "Zeile 2, Spalte „Postleitzahl“, „4453“: Eine Postleitzahl hat fünf Ziffern."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04", "packed"),
        (b"a\0b", "binary"),
        (b"Name;Farbe\nx;y\n", "no_header"),
        ("Straße;Hausnummer;lat;lon\nx;1;51;7\n".encode(), "no_header"),
    ],
)
def test_a_file_of_another_kind_is_refused_before_the_first_house(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "falsch.csv"
    path.write_bytes(content)
    with pytest.raises(BrokenFile) as caught:
        list(read_addresses(path))
    assert caught.value.problems[0].code == code


@given(st.binary(max_size=400).filter(lambda b: b"\0" not in b))
def test_no_line_however_odd_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("odd") / "adressen.csv"
    path.write_bytes(b"str;hnr;plz;lat;lon\nLippestr.;1;44532;51,6;7,5\n" + noise)
    found = list(read_addresses(path))
    assert isinstance(found[0], House)


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Hauptstr. 3 a", ("Hauptstr.", "3 a")),
        ("Straße des 17. Juni 135", ("Straße des 17. Juni", "135")),
        ("Lange Straße 12-14", ("Lange Straße", "12-14")),
        ("Am Markt", ("Am Markt", "")),
        ("Hauptstraße 5b, ", ("Hauptstraße", "5b")),
        ("", ("", "")),
    ],
)
def test_street_and_number_are_told_apart(line: str, parts: tuple[str, str]) -> None:
    assert split_street(line) == parts


def test_spellings_of_one_door_fall_together() -> None:
    assert street_key("Haupt-Straße") == street_key("Hauptstr.") == street_key("HAUPTSTRASSE")
    assert street_key("Berliner Str.") == street_key("Berliner Straße")
    assert number_key("03 A") == number_key("3a") == "3a"
    assert first_number(number_key("12 - 14")) == "12"
