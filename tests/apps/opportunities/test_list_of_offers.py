"""A list of offers comes in with its organisations, comes in again without harm, and goes out again."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.commands import import_opportunities, undo_opportunities
from engagiert.apps.opportunities.models import Listing, Opportunity
from engagiert.engines.intake.offers import week_parts
from tests.cast import BERTA, anybody_at_work

pytestmark = pytest.mark.django_db

LIST = """Titel;Organisation;Beschreibung;Straße;PLZ;Ort;Wann;Mindestalter;Anzahl;Kontakt;E-Mail;Führungszeugnis
Vorlesen im Café;Lesefreunde Muster e.V.;<p>Sie lesen vor.</p><ul><li>Märchen</li></ul>;Marktstraße 3;33039;Nieheim;\
dienstags nachmittags;16;2;Hatice Örnek;hatice@lesefreunde.example;ja
Fahrdienst;Bürgerbus Probe;Sie fahren den Bus.;;33039;Nieheim;Mo-Fr vormittags;5;;;kein Mail;nein
;Bürgerbus Probe;;;33039;Nieheim;;;;;;
Kasse führen;;Sie führen die Kasse.;;33039;Nieheim;;;;;;
"""


def run(tmp_path: Path, content: str = LIST, *more: str) -> dict[str, Any]:
    file, report = tmp_path / "angebote.csv", tmp_path / "bericht.json"
    file.write_text(content, "utf-8")
    place = BERTA.office().place.ags
    words = [str(file), "--place", place, "--report", str(report), *more]
    result = CliRunner().invoke(import_opportunities, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def counted(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(report[key] for key in ("created", "changed", "unchanged", "refused"))


def test_a_table_with_german_headings_comes_in_and_each_row_is_accounted_for(tmp_path: Path) -> None:
    report = run(tmp_path)
    assert counted(report) == (2, 0, 0, 2)
    assert [refusal["line"] for refusal in report["refusals"]] == [4, 5]
    with BERTA.at_work():
        reading = Opportunity.objects.get(title="Vorlesen im Café")
        assert Organisation.objects.filter(name__contains="Lesefreunde").count() == 1
    assert reading.tasks == "Sie lesen vor.\n\n• Märchen"
    assert reading.organisation_id is not None
    assert (reading.minimum_age, reading.capacity, reading.needs_certificate) == (16, 2, True)
    assert reading.week_parts == 1 << (1 * 4 + 1)
    assert (reading.contact_name, reading.contact_public) == ("Hatice Örnek", False)
    with anybody_at_work():
        assert "Hatice" not in str(Listing.objects.get(pk=reading.pk).document)


def test_a_value_that_cannot_be_is_left_out_and_named(tmp_path: Path) -> None:
    report = run(tmp_path)
    problems = {problem["column"]: problem["code"] for row in report["rows"][1:2] for problem in row["problems"]}
    assert problems == {"Mindestalter": "out_of_range", "E-Mail": "unreadable"}


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path) -> None:
    assert counted(run(tmp_path, LIST, "--dry-run")) == (2, 0, 0, 2)
    with BERTA.at_work():
        assert not Opportunity.objects.exists()
        assert not Organisation.objects.exists()


def test_the_same_file_again_changes_nothing_and_a_changed_row_changes_one(tmp_path: Path) -> None:
    run(tmp_path)
    assert counted(run(tmp_path)) == (0, 0, 2, 2)
    assert counted(run(tmp_path, LIST.replace("Sie fahren den Bus.", "Sie fahren abends."))) == (0, 1, 1, 2)
    with BERTA.at_work():
        assert Opportunity.objects.get(title="Fahrdienst").tasks == "Sie fahren abends."


def test_what_a_person_wrote_stays_and_the_report_says_so(tmp_path: Path) -> None:
    run(tmp_path)
    with BERTA.at_work() as actor:
        driving = Opportunity.objects.get(title="Fahrdienst")
        services.update_opportunity(actor=actor, opportunity=driving, values={"tasks": "Mit Führerschein D."})
    report = run(tmp_path)
    assert counted(report) == (0, 0, 2, 2)
    assert "by_hand" in {problem["code"] for row in report["rows"] for problem in row["problems"]}
    with BERTA.at_work():
        assert Opportunity.objects.get(title="Fahrdienst").tasks == "Mit Führerschein D."


def test_a_list_goes_out_again_and_keeps_what_people_worked_on(tmp_path: Path) -> None:
    run(tmp_path)
    with BERTA.at_work() as actor:
        services.pause_opportunity(actor=actor, opportunity=Opportunity.objects.get(title="Fahrdienst"))
    result = CliRunner().invoke(undo_opportunities, ["--place", BERTA.office().place.ags], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    with BERTA.at_work():
        assert list(Opportunity.objects.values_list("title", flat=True)) == ["Fahrdienst"]
    with anybody_at_work():
        assert not Listing.objects.exists()


def test_a_file_without_title_or_place_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Verein;Ort\nProbe e.V.;Nieheim\n", "utf-8")
    place = BERTA.office().place.ags
    missing = CliRunner().invoke(import_opportunities, [str(file), "--place", place])
    assert missing.exit_code == 1
    assert "den Titel" in missing.output
    nowhere = CliRunner().invoke(import_opportunities, [str(file), "--place", "99999999"])
    assert "gibt es nicht" in nowhere.output


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("dienstags abends", {1 * 4 + 2}),
        ("am Wochenende vormittags", {20, 24}),
        ("Mo-Fr nachts", {3, 7, 11, 15, 19}),
        ("nach Absprache", set()),
        ("Samstag", {20, 21, 22}),
    ],
)
def test_times_in_words_become_parts_of_the_week(text: str, parts: set[int]) -> None:
    assert {bit for bit in range(28) if week_parts(text) >> bit & 1} == parts
