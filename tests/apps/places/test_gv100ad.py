"""Destatis' fixed-width file: what is read, and what is said of a broken line."""

from decimal import Decimal
from pathlib import Path

import pytest

from engagiert.apps.places.gv100ad import read_gv100ad
from engagiert.apps.places.problems import BrokenFile

from . import gv100ad_lines as gv


def _file(tmp_path: Path, lines: list[str], encoding: str = "utf-8", newline: str = "\r\n") -> Path:
    path = tmp_path / "GV100AD.txt"
    path.write_bytes(newline.join(lines).encode(encoding) + newline.encode())
    return path


def _problems(tmp_path: Path, lines: list[str]) -> list[tuple[str, int, str, str]]:
    with pytest.raises(BrokenFile) as caught:
        read_gv100ad(_file(tmp_path, lines))
    return [(p.code, p.line, p.column, p.value) for p in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("newline", ["\r\n", "\n"])
def test_units_come_from_the_top_down_in_any_encoding(tmp_path: Path, encoding: str, newline: str) -> None:
    rows = read_gv100ad(_file(tmp_path, gv.unna(), encoding, newline))
    assert [(r.ags, r.kind, r.name, r.parent) for r in rows] == [
        ("02", "state", "Hamburg", ""),
        ("05", "state", "Nordrhein-Westfalen", ""),
        ("059", "region", "Arnsberg", "05"),
        ("02000", "district", "Hamburg", "02"),
        ("05978", "district", "Unna", "059"),
        ("02000000", "municipality", "Hamburg", "02000"),
        ("05978020", "municipality", "Holzwickede", "05978"),
        ("05978024", "municipality", "Lünen", "05978"),
    ]


def test_a_town_brings_its_figures(tmp_path: Path) -> None:
    town = next(r for r in read_gv100ad(_file(tmp_path, gv.unna())) if r.ags == "05978024")
    assert (town.population, town.area_km2, town.designation) == (88000, Decimal("59.40"), "Stadt")
    assert (town.ars, town.postcodes, str(town.population_on)) == ("059780024024", ("44532",), "2025-12-31")
    assert (town.lat, town.lon) == (None, None)


def test_units_above_carry_the_sums_of_their_towns(tmp_path: Path) -> None:
    rows = {r.ags: r for r in read_gv100ad(_file(tmp_path, gv.unna()))}
    assert rows["05978"].population == rows["059"].population == rows["05"].population == 105000
    assert rows["05978"].area_km2 == Decimal("81.76")


def test_every_broken_line_is_named_with_column_and_value(tmp_path: Path) -> None:
    lines = gv.unna()
    lines[4] = gv.municipality("05978024", "Lünen, Stadt", population="viele", postcode="4453")
    lines[6] = lines[6][:100]
    lines.append("99" + lines[0][2:])
    lines.append(lines[0][:2] + "20251332" + lines[0][10:])
    lines.append(gv.municipality("0597802X", "Musterdorf"))
    lines.append(gv.municipality("05978028", ""))
    assert _problems(tmp_path, lines) == [
        ("no_number", 5, "Bevölkerung", "viele"),
        ("no_postcode", 5, "Postleitzahl", "4453"),
        ("too_short", 7, "", ""),
        ("unknown_kind", 12, "Satzart", "99"),
        ("no_date", 13, "Gebietsstand", "20251332"),
        ("no_key", 14, "Regionalschlüssel", "0597802X"),
        ("no_name", 15, "Bezeichnung", ""),
    ]


def test_a_type_nobody_knows_is_named(tmp_path: Path) -> None:
    lines = [*gv.unna(), gv.municipality("05978028", "Musterdorf", type_code="77")]
    assert _problems(tmp_path, lines) == [("unknown_type", 12, "Kennzeichen", "77")]


def test_a_town_without_its_district_is_refused(tmp_path: Path) -> None:
    assert _problems(tmp_path, [*gv.unna(), gv.municipality("05974004", "Anröchte")]) == [
        ("no_parent", 12, "Regionalschlüssel", "05974004")
    ]


def test_a_key_twice_is_refused(tmp_path: Path) -> None:
    lines = gv.unna()
    assert _problems(tmp_path, [*lines, lines[4]]) == [("twice", 12, "Regionalschlüssel", "05978024")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \r\n", "empty"),
        (b"PK\x03\x04 an archive", "packed"),
        (b"10\0\0\0", "binary"),
        (b"ags;name\n05978024;L\xfcnen\n", "unknown_kind"),
        (gv.state("05", "Nordrhein-Westfalen").encode(), "no_places"),
    ],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "falsch.txt"
    path.write_bytes(content)
    with pytest.raises(BrokenFile) as caught:
        read_gv100ad(path)
    assert caught.value.problems[0].code == code


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match="gibt es nicht"):
        read_gv100ad(tmp_path / "fehlt.txt")


def test_a_long_list_of_findings_is_cut_and_counted(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=r"… und 30 weitere\.") as caught:
        read_gv100ad(_file(tmp_path, ["xx"] * 50))
    assert len(caught.value.problems) == 20
    assert "Zeile 1, Spalte „Satzart“, „xx“: Unbekannte Satzart" in str(caught.value)
