"""`engagiert allocate` as people call it."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from engagiert.config import allotting
from engagiert.config.cli import run
from engagiert.engines.matching.allocation import GAP

PEOPLE = """key,lat,lon,radius_km,times,fields,languages,age,place
lina,51.613,7.528,5,Sa,Tiere,de,15,Lünen
mira,51.613,7.528,5,Sa,Tiere,de;ar,16,Lünen
heinrich,51.62,7.53,5,Di abends,,de,67,Lünen
bad,51.62,7.53,weit,,,,,
"""
OFFERS = """key,organisation,lat,lon,times,fields,minimum_age,capacity
dogs,shelter,51.615,7.53,Sa 10-12,Tiere,14,1
food,tafel,51.615,7.53,Sa 10-12,Armut,16,3
repair,treff,51.615,7.53,Di abends,,,2
"""


class Tables:
    def __init__(self, folder: Path) -> None:
        self.people, self.offers = folder / "v.csv", folder / "o.csv"
        self.out, self.report = folder / "plan.csv", folder / "report.json"
        self.people.write_text(PEOPLE, "utf-8")
        self.offers.write_text(OFFERS, "utf-8")

    @property
    def words(self) -> list[str]:
        pairs = {"volunteers": self.people, "opportunities": self.offers, "out": self.out, "report": self.report}
        return ["allocate", *(word for name, path in pairs.items() for word in (f"--{name}", str(path)))]

    def plan(self) -> dict[str, str]:
        with self.out.open(encoding="utf-8", newline="") as source:
            return {row["volunteer"]: row["opportunity"] for row in csv.DictReader(source)}


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables(tmp_path)


def test_a_plan_and_a_report_come_out_and_the_bad_row_is_named(
    tables: Tables, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tables.words) == 0
    # Lina may not hand out food yet, so the dogs are hers although Mira likes them as much.
    assert tables.plan() == {"lina": "dogs", "mira": "food", "heinrich": "repair"}
    report = json.loads(tables.report.read_text("utf-8"))
    assert {"total", "bound", "gap", "seconds", "memory"} <= report.keys()
    assert report["total"] <= report["bound"]
    assert report["gap"] <= GAP
    assert report["refused"][0] | {"message": ""} == {"file": "v.csv", "line": 5, "column": "radius_km", "message": ""}
    for way in ("first_come_first_served", "greedy"):
        assert report["compared"][way]["total"] <= report["total"] + 1e-6
    assert "v.csv, Zeile 5, Spalte radius_km" in capsys.readouterr().err


def test_the_order_of_the_rows_changes_no_plan(tables: Tables) -> None:
    run(tables.words)
    before = tables.plan()
    for path, text in ((tables.people, PEOPLE), (tables.offers, OFFERS)):
        head, *rows = text.splitlines()
        path.write_text("\n".join([head, *reversed(rows)]) + "\n", "utf-8")
    assert run(tables.words) == 0
    assert tables.plan() == before


def test_the_parts_of_each_score_in_the_plan_add_up(tables: Tables) -> None:
    run(tables.words)
    with tables.out.open(encoding="utf-8", newline="") as source:
        for row in csv.DictReader(source):
            parts = [float(row[part]) for part in allotting.PARTS]
            assert float(row["score"]) == pytest.approx(sum(parts), abs=1e-5)
            assert row["reasons"]


def test_without_fairness_the_total_is_the_sum_of_the_scores(tables: Tables) -> None:
    assert run([*tables.words, "--no-fairness"]) == 0
    report = json.loads(tables.report.read_text("utf-8"))
    assert report["total"] == report["sum_of_scores"]


def test_strict_hands_out_nothing_when_a_row_is_bad(tables: Tables) -> None:
    assert run([*tables.words, "--strict"]) == 1
    assert not tables.out.exists()
    assert not tables.report.exists()


@pytest.mark.parametrize(
    "content", [b"", b"key,lat\n", "key,lat,lon,radius_km\na,51,7,ü\n".encode("latin-1"), b"\x00\x01\xff"]
)
def test_a_table_that_cannot_be_read_is_a_sentence_and_leaves_what_was_there(
    tables: Tables, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    tables.out.write_text("yesterday", "utf-8")
    tables.people.write_bytes(content)
    assert run(tables.words) == 1
    assert "v.csv" in capsys.readouterr().err
    assert tables.out.read_text("utf-8") == "yesterday"


def test_a_file_that_is_not_there_is_a_sentence(tables: Tables, capsys: pytest.CaptureFixture[str]) -> None:
    tables.people.unlink()
    assert run(tables.words) == 1
    assert "gibt es nicht" in capsys.readouterr().err


def test_nobody_and_nothing_make_an_empty_plan(tables: Tables) -> None:
    tables.people.write_text(PEOPLE.splitlines()[0] + "\n", "utf-8")
    tables.offers.write_text(OFFERS.splitlines()[0] + "\n", "utf-8")
    assert run(tables.words) == 0
    report = json.loads(tables.report.read_text("utf-8"))
    assert (report["total"], report["bound"], report["gap"], report["placed"]) == (0, 0, 0, 0)


def test_what_breaks_off_while_writing_leaves_no_half_file(tables: Tables) -> None:
    """The report's folder is not there: neither file appears, nor a remnant of one."""
    tables.report = tables.report.parent / "nowhere" / "report.json"
    assert run(tables.words) == 1
    assert sorted(path.name for path in tables.out.parent.iterdir()) == ["o.csv", "v.csv"]


def test_the_command_needs_no_database_and_no_django(tables: Tables) -> None:
    code = f"import sys; from engagiert.config.cli import run; code = run({tables.words!r}); " \
        "sys.exit(code or 10 * ('engagiert.config.settings' in sys.modules))"  # fmt: skip
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
