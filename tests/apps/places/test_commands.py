"""The console commands for places."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engagiert.apps.places import commands, services
from engagiert.apps.places.problems import RefusedPlace
from engagiert.kernel.authz import Actor

from . import gv100ad_lines as gv

pytestmark = pytest.mark.django_db


def _run(command: str, *words: str) -> str:
    found = next(c for c in commands.COMMANDS if c.name == command)
    return CliRunner().invoke(found, words, catch_exceptions=False).output


@pytest.fixture
def _register() -> None:
    services.load_register(actor=Actor.operator())


@pytest.mark.usefixtures("_register")
def test_places_as_json_lists_key_name_kind_point_and_population() -> None:
    rows = json.loads(_run("places", "--kind", "municipality", "--within", "05978", "--json"))
    assert len(rows) == 10
    assert rows[0] == {
        "ags": "05978004",
        "name": "Bergkamen",
        "kind": "municipality",
        "lat": 51.615888,
        "lon": 7.643344,
        "population": 48740,
    }


@pytest.mark.usefixtures("_register")
def test_places_as_text_is_a_table_with_german_numbers() -> None:
    text = _run("places", "--within", "05978")
    assert "05978024     Lünen " in text
    assert "86.348" in text
    assert text.endswith("10 Orte\n")


def test_an_unknown_key_is_refused_in_words() -> None:
    with pytest.raises(RefusedPlace, match="kennt das Verzeichnis der Orte nicht"):
        _run("places", "--within", "99")


def test_a_place_is_added_and_then_listed() -> None:
    words = [
        "--ags",
        "02000000",
        "--name",
        "Hamburg",
        "--kind",
        "municipality",
        "--lat",
        "53.55",
        "--lon",
        "9.99",
    ]
    assert "Hamburg" in _run("add-place", *words, "--population", "1850000")
    assert json.loads(_run("places", "--json")) == [
        {
            "ags": "02000000",
            "name": "Hamburg",
            "kind": "municipality",
            "lat": 53.55,
            "lon": 9.99,
            "population": 1850000,
        }
    ]


def test_files_are_imported_with_a_sentence_about_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "GV100AD.txt"
    path.write_text("\n".join(gv.unna()), encoding="latin-1")
    assert _run("import-places", str(path)) == "8 Orte gelesen: 8 neu, 0 geändert, 0 unverändert.\n"
    houses = tmp_path / "adressen.csv"
    houses.write_text("AGS;Str;Hnr;lat;lon\n05978024;Lippestr.;3;51,6;7,5\n", encoding="utf-8")
    assert _run("import-addresses", str(houses)).startswith("Häuser: 1 gelesen, 1 neu")
