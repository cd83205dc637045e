"""An operator hands over travel times: the atlas counts minutes beside kilometres and says whose they are."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from engagiert.apps.atlas import commands, services
from engagiert.apps.atlas.models import TravelRow, TravelTable
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.engines.landscape.raster import degrees_of, middle_of
from engagiert.kernel.authz import Actor, NotAllowed
from tests.cast import BERTA

pytestmark = pytest.mark.django_db

OLPE = "/kreis/olpe/atlas/"
ASKED = "?art=seniorenbuero&umkreis=10"
# Offices are in Attendorn and Lennestadt. By hand: Finnentrop 14 (not 17), Drolshagen 31, Olpe is not reached within
# the table, Kirchhundem and Wenden are not spoken of; the two towns with an office are there.
LIST = """from_id;to_id;travel_time_p50
05966012;05966004;17,0
5966012;5966020;14.0
Drolshagen;Attendorn;31
05966024;05966028;12
05966099;05966004;10
05966024;05966004;-3
"""


@pytest.fixture(autouse=True)
def _two_offices() -> None:
    place_services.load_register(actor=Actor.operator())
    services.keep_roll(
        actor=Actor.operator(),
        report=services.ImportReport(type="seniorenbuero", source="Probe"),
        entries=[services.Entry(f"Büro {ags}", Place.objects.get(ags=ags).pk) for ags in ("05966004", "05966020")],
        as_of=Place.objects.get(ags="05966").population_on,
    )


def run(tmp_path: Path, text: str, *words: str, code: int = 0) -> Any:
    file = tmp_path / "zeiten.csv"
    file.write_text(text)
    found = next(one for one in commands.COMMANDS if one.name == "travel-times")
    result = CliRunner().invoke(found, [str(file), "--source", "Routing Probe", "--as-of", "2026-11-01", *words])
    assert result.exit_code == code, result.output
    return json.loads(result.output) if "--json" in words else result.output


def test_minutes_are_those_that_one_counts_by_hand_and_unknown_is_neither_near_nor_far(
    tmp_path: Path, client: Client
) -> None:
    assert "Fahrzeiten hat der Betreiber nicht hinterlegt" in client.get(OLPE + ASKED).content.decode()
    report = run(tmp_path, LIST, "--json")
    assert (report["rows"], report["refused"], report["ways"], report["origins"]) == (6, 2, 4, 3)
    assert [(one["line"], one["code"]) for one in report["remarks"]] == [
        (6, "way_place_unknown"),
        (7, "minutes_unreadable"),
    ]
    assert {"Kirchhundem", "Wenden"} <= set(report["without"])
    page = client.get(OLPE + ASKED)
    answer, text = page.context["answer"], page.content.decode()
    assert {line.name: (line.minutes, line.far) for line in answer.lines} == {
        "Attendorn": (0, False),
        "Drolshagen": (31, True),
        "Finnentrop": (14, False),
        "Kirchhundem": (None, False),
        "Lennestadt": (0, False),
        "Olpe": (None, True),
        "Wenden": (None, False),
    }
    known, far = 24_264 + 11_783 + 16_955 + 25_308 + 24_551, 11_783 + 24_551
    going = answer.travelled
    assert (going.population, going.population_far, going.unknown) == (known, far, 11_485 + 19_609)
    assert "36.334 von 102.861 Menschen brauchen mit dem Auto länger als 30 Minuten zur nächsten." in text
    assert "Mit Fahrzeiten mit dem Auto von Routing Probe, Stand 1. November 2026." in text
    longer = client.get(f"{OLPE}{ASKED}&minuten=45&zeigen=fahrzeit")
    assert longer.context["answer"].travelled.population_far == 24_551
    table = client.get(f"{OLPE}daten/seniorenbuero/2026-12-01/10/orte.json").json()
    assert (table["travel_times"], table["rows"][2]["minutes"]) == ("Routing Probe, 2026-11-01", 14)


def test_the_next_table_replaces_the_last_and_a_bad_one_or_a_dry_run_nothing(tmp_path: Path) -> None:
    run(tmp_path, LIST)
    assert "Nichts war neu" in run(tmp_path, LIST)
    assert TravelTable.objects.get().changes == 1
    few = "von;nach;minuten\nWenden;Olpe;12\nx;y;5\nz;y;5\n"
    assert "unbrauchbar" in run(tmp_path, few, code=1)
    assert "nach" in run(tmp_path, "von;minuten\nOlpe;3\n", code=1)
    other = "von;nach;minuten\nWenden;Olpe;1\nWenden;Olpe;12\n"
    dry = run(tmp_path, other, "--dry-run", "--json")
    assert (dry["changed"], [one["code"] for one in dry["remarks"]]) == (True, ["way_too_fast", "way_twice"])
    assert TravelRow.objects.count() == 3
    run(tmp_path, other)
    row = TravelRow.objects.get()
    assert (row.origin.name, row.minutes) == ("Wenden", {"05966024": 1.0})
    run(tmp_path, "", "--remove")
    assert not TravelTable.objects.exists()


def test_cells_of_the_grid_are_the_median_of_the_people_of_their_town(tmp_path: Path) -> None:
    """The projection's own example (IOGP 7-2): 50° N, 5° E."""
    assert degrees_of(3_962_799.45, 2_999_718.85) == pytest.approx((50, 5), abs=1e-7)
    assert middle_of("1kmN3117E4172") == middle_of("CRS3035RES1000mN3117000E4172000")
    assert middle_of("05966024") is None
    cells = [("1kmN3115E4171", 40, 100), ("1kmN3116E4171", 20, 900), ("1kmN3115E4172", 10, 300)]
    text = "von;nach;minuten;menschen\n" + "".join(
        f"{cell};05966004;{minutes};{people}\n" for cell, minutes, people in cells
    )
    run(tmp_path, text)
    [row] = TravelRow.objects.select_related("origin")
    assert row.minutes == {"05966004": 20.0}


def test_nobody_at_an_office_keeps_travel_times() -> None:
    with pytest.raises(NotAllowed):
        services.import_travel_times(actor=BERTA.actor(), content=b"", filename="x.csv")
    with pytest.raises(NotAllowed):
        services.remove_travel_times(actor=BERTA.actor())
