"""Outlines of BKG: any level, islands, water, mistakes, and what is joined from them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engagiert.apps.places import commands, services
from engagiert.apps.places.models import Outline
from engagiert.apps.places.problems import BrokenFile
from engagiert.apps.places.services import import_outlines, load_register
from engagiert.apps.places.utm import to_utm
from tests.cast import OPERATOR
from tests.engines.real_files import real_file
from tests.factories.towns import HEMER, NIEHEIM, in_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "umrisse.geojson"


@pytest.fixture
def nieheim() -> None:
    in_register(NIEHEIM)


def square(west: float = 9.0, south: float = 51.7, side: float = 0.2) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def outline(key: str, *rings: list[list[float]], **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": list(rings or (square(),))}
    return {"type": "Feature", "properties": {"AGS": key, **properties}, "geometry": geometry}


def write(file: Path, *features: Any, **more: Any) -> Path:
    file.write_text(json.dumps({"type": "FeatureCollection", "features": list(features), **more}))
    return file


def read_in(file: Path) -> services.OutlineReport:
    return import_outlines(actor=OPERATOR, path=file)


def counts(report: services.OutlineReport) -> tuple[int, int, int, int]:
    return (report.created, report.changed, report.unchanged, report.derived)


def test_all_towns_of_the_land_come_in_and_the_levels_above_are_joined_from_them() -> None:
    load_register(actor=OPERATOR)
    path = real_file("nrw_vg5000_gem_2021.geojson")
    assert counts(read_in(path)) == (396, 0, 0, 53 + 5 + 1)
    land = Outline.objects.get(place__ags="05")
    assert land.is_derived
    west = min(x for polygon in land.polygons for x, _y in polygon[0])
    assert 5.8 < west < 5.9
    assert sum(len(polygon) - 1 for polygon in land.polygons) == 0, "no slivers are left inside"
    assert counts(read_in(path)) == (0, 0, 396, 0)


def test_official_districts_replace_joined_ones_and_stay_when_towns_come_again() -> None:
    load_register(actor=OPERATOR)
    read_in(real_file("nrw_vg5000_gem_2021.geojson"))
    districts = read_in(real_file("nrw_vg5000_krs_2021.geojson"))
    assert (districts.created, districts.changed) == (0, 53)
    assert counts(read_in(real_file("nrw_vg5000_gem_2021.geojson"))) == (0, 0, 396, 0)


def test_districts_alone_give_the_levels_above_and_the_towns_that_are_a_district() -> None:
    load_register(actor=OPERATOR)
    report = read_in(real_file("nrw_vg5000_krs_2021.geojson"))
    assert counts(report) == (53, 0, 0, 5 + 1 + 22)
    assert Outline.objects.get(place__ags="05915000").is_derived


def test_islands_and_water_of_one_key_become_one_outline(file: Path, nieheim: None) -> None:
    lake = square(9.2, 51.7, 0.1)
    report = read_in(write(file, outline(NIEHEIM.ags, GF=4), outline(NIEHEIM.ags, lake, GF=2)))
    assert (report.created, report.joined) == (1, 1)
    [polygon] = Outline.objects.get().polygons
    assert max(x for x, _y in polygon[0]) == pytest.approx(9.3)
    assert "mit ihrem Ort vereinigt: 1." in str(report)


def test_an_enclave_stays_a_hole(file: Path, nieheim: None) -> None:
    read_in(write(file, outline(NIEHEIM.ags, square(), square(9.08, 51.78, 0.04))))
    [[_border, hole]] = Outline.objects.get().polygons
    assert min(x for x, _y in hole) == pytest.approx(9.08)


def test_metres_become_degrees_where_the_file_says_so(file: Path, nieheim: None) -> None:
    metres = [list(to_utm(y, x)) for x, y in square()]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    read_in(write(file, outline(NIEHEIM.ags, metres), crs=crs))
    [[border]] = Outline.objects.get().polygons
    assert min(x for x, _y in border) == pytest.approx(9.0, abs=2e-5)
    assert max(y for _x, y in border) == pytest.approx(51.9, abs=2e-5)


@pytest.mark.parametrize(
    "properties",
    [
        {"AGS": NIEHEIM.ags},
        {"AGS_0": NIEHEIM.ags},
        {"ars": "057620028028"},
        {"AGS": "", "AGS_0": NIEHEIM.ags, "ADE": 6},
    ],
)
def test_the_key_is_found_under_any_of_its_names(file: Path, nieheim: None, properties: dict[str, Any]) -> None:
    feature = outline("x")
    feature["properties"] = properties
    assert read_in(write(file, feature)).created == 1


def test_a_border_that_crosses_itself_is_mended_and_said(file: Path, nieheim: None) -> None:
    bow = [[9.0, 51.7], [9.2, 51.9], [9.2, 51.7], [9.0, 51.9], [9.0, 51.7]]
    report = read_in(write(file, outline(NIEHEIM.ags, bow)))
    assert (report.created, report.mended) == (1, 1)
    assert len(Outline.objects.get().polygons) == 2


def test_what_cannot_be_used_is_named_and_the_rest_comes_in(file: Path, nieheim: None) -> None:
    point = {"type": "Feature", "properties": {"AGS": HEMER.ags}, "geometry": {"type": "Point", "coordinates": [9, 51]}}
    nothing = {"type": "Feature", "properties": {"AGS": HEMER.ags}, "geometry": None}
    words = outline(HEMER.ags, [["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]])
    report = read_in(
        write(
            file,
            outline(NIEHEIM.ags),
            outline("09162000", GEN="München"),
            outline("", GEN="Ohne Schlüssel"),
            outline(HEMER.ags, square(50.0, 8.0)),
            point,
            nothing,
            words,
            "kein Objekt",
        )
    )
    assert (report.created, report.refused) == (1, 7)
    text = str(report)
    assert "Umriss 3, „Ohne Schlüssel“: Der Gemeindeschlüssel fehlt" in text
    assert "„09162000“: Diesen Ort kennt das Verzeichnis der Orte nicht" in text
    assert "Umriss 4" in text
    assert "liegt nicht in Deutschland" in text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "leer"),
        (b"PK\x03\x04 and more", "Archiv"),
        (b"\x00\xff\x00", "keine GeoJSON-Datei"),
        (b"[1, 2]", "keine GeoJSON-Datei"),
        (b'{"type": "FeatureCollection"}', "keine GeoJSON-Datei"),
        (b'{"type": "FeatureCollection", "features": []}', "kein einziger Umriss"),
        (b"[" * 100_000, "keine GeoJSON-Datei"),
    ],
)
def test_a_wrong_file_is_refused_with_a_sentence(file: Path, content: bytes, sentence: str) -> None:
    file.write_bytes(content)
    with pytest.raises(BrokenFile, match=sentence):
        read_in(file)


def test_a_missing_file_is_refused_with_a_sentence(file: Path) -> None:
    with pytest.raises(BrokenFile, match="gibt es nicht"):
        read_in(file)


def test_an_unknown_reference_system_is_refused(file: Path, nieheim: None) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:31467"}}
    with pytest.raises(BrokenFile, match="EPSG:31467"):
        read_in(write(file, outline(NIEHEIM.ags), crs=crs))


def test_metres_without_a_word_about_it_are_refused_with_a_hint(file: Path, nieheim: None) -> None:
    metres = [list(to_utm(y, x)) for x, y in square()]
    with pytest.raises(BrokenFile, match="crs"):
        read_in(write(file, outline(NIEHEIM.ags, metres)))


def test_a_file_of_another_land_changes_nothing(file: Path, nieheim: None) -> None:
    with pytest.raises(BrokenFile, match="Kein Umriss gehört"):
        read_in(write(file, outline("09162000", square(11.5, 48.1))))
    assert not Outline.objects.exists()


def test_the_command_prints_the_report(file: Path, nieheim: None) -> None:
    command = next(one for one in commands.COMMANDS if one.name == "import-outlines")
    write(file, outline(NIEHEIM.ags))
    result = CliRunner().invoke(command, [str(file)], catch_exceptions=False)
    assert "1 Umriss gelesen: 1 neu, 0 geändert, 0 unverändert." in result.output
