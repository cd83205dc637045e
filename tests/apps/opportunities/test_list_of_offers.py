"""A list of offers comes in with its organisations, comes in again without harm, and goes out again."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from engagiert.apps.directory.public import ImportRun, Organisation, imports
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.commands import import_opportunities, undo_opportunities
from engagiert.apps.opportunities.models import Listing, Opportunity, Run
from engagiert.apps.opportunities.services import importing
from engagiert.engines.intake.offers import week_parts
from tests.cast import BERTA, anybody_at_work
from tests.factories import offers
from tests.factories.calendar import work_off

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
    assert problems == {"Mindestalter": "out_of_range", "E-Mail": "no_mail"}


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


def upload(browser: Client, content: str) -> str:
    """The address of the list's page of columns, after the upload."""
    file = SimpleUploadedFile("angebote.csv", content.encode(), content_type="text/csv")
    answer = browser.post("/schreibtisch/angebote/listen/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def as_guessed(browser: Client, columns: str) -> dict[str, Any]:
    """The form of the columns as it stands there."""
    form = browser.get(columns).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_a_list_is_uploaded_at_the_desk_tried_taken_over_and_taken_back() -> None:
    browser = BERTA.browser()
    columns = upload(browser, LIST)
    page = columns.removesuffix("spalten/")
    tried = browser.post(columns, as_guessed(browser, columns), follow=True).content.decode()
    assert "Noch ist nichts geändert" in tried
    assert "Organisationen: 2 neu" in tried
    with BERTA.at_work():
        assert not Opportunity.objects.exists()
    browser.post(f"{page}tun/uebernehmen/")
    browser.post(f"{page}tun/uebernehmen/")
    work_off()
    with BERTA.at_work():
        assert sorted(Opportunity.objects.values_list("title", flat=True)) == ["Fahrdienst", "Vorlesen im Café"]
    assert "Übernommen" in browser.get(page).content.decode()
    browser.post(f"{page}tun/zuruecknehmen/")
    work_off()
    assert "2 Angebote entfernt" in browser.get(page).content.decode()
    with BERTA.at_work():
        assert not Opportunity.objects.exists()
        assert not Organisation.objects.exists()


def test_a_column_is_corrected_and_without_a_title_nothing_is_tried() -> None:
    browser = BERTA.browser()
    columns = upload(browser, LIST)
    wrong = as_guessed(browser, columns) | {"column_0": ""}
    assert "Es fehlt eine Spalte für den Titel" in browser.post(columns, wrong).content.decode()
    swapped = as_guessed(browser, columns) | {"column_2": "training"}
    browser.post(columns, swapped)
    with BERTA.at_work() as actor:
        run = Run.objects.get()
        importing.start_offers(actor=actor, run=run)
    importing.take_over_offers(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        assert Opportunity.objects.get(title="Vorlesen im Café").training.startswith("Sie lesen vor.")


def test_a_file_thrown_away_among_the_lists_of_organisations_is_said_and_breaks_nothing() -> None:
    run = offers.a_list(by=BERTA, take_over=False)
    with BERTA.at_work() as actor:
        imports.discard_import(actor=actor, run=ImportRun.objects.get())
    answer = BERTA.browser().post(f"/schreibtisch/angebote/listen/{run.pk}/tun/uebernehmen/", follow=True)
    assert "Laden Sie sie noch einmal hoch" in answer.content.decode()


def test_what_is_wrong_with_a_row_says_what_to_do() -> None:
    rows = ["1;Lesen;Muster;31.02.2027", "1;Singen;Muster;;zu viel", "2;Malen;Muster;01.02.2027"]
    run = offers.a_list(by=BERTA, rows="\n".join(rows), header="Nummer;Titel;Organisation;Beginn", take_over=False)
    with BERTA.at_work():
        told = [" ".join(one["message"] for one in item.problems) for item in run.items.order_by("line")]
    assert "Schreiben Sie ihn wie 31.12.2026." in told[0]
    assert "mehr Felder als Überschriften" in told[1]
    assert "geben Sie jeder ihre eigene Nummer" in told[1]
    assert told[2] == ""
    with BERTA.at_work() as actor, pytest.raises(imports.UnusableFile, match="mit Semikolon"):
        importing.receive_offers(actor=actor, office=BERTA.office(), filename="x.csv", content=b"Titel\nLesen\n")


def test_a_long_list_is_tried_by_a_job_and_killed_half_way_goes_on() -> None:
    rows = "\n".join(f"Vorlesen {n};Lesekreis Probe;Sie lesen vor." for n in range(301))
    run = offers.a_list(by=BERTA, rows=rows, take_over=False)
    browser, columns = BERTA.browser(), f"/schreibtisch/angebote/listen/{run.pk}/spalten/"
    page = browser.post(columns, as_guessed(browser, columns))["Location"]
    assert "0 von" in browser.get(page).text
    with BERTA.at_work() as actor:
        run.refresh_from_db()
        with pytest.raises(ValidationError, match="läuft noch"):
            importing.discard_offers(actor=actor, run=run)
    importing.try_in_steps(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        run.items.filter(line__gt=201).delete()
        Run.objects.filter(pk=run.pk).update(state=Run.State.TRYING)
    work_off()
    assert "301" in browser.get(page).text
    importing.fail_offers(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        run.refresh_from_db()
        assert (run.state, run.counts) == ("tried", {"created": 301})


def test_killed_half_way_it_goes_on_and_no_row_comes_twice() -> None:
    run = offers.a_list(by=BERTA, rows="\n".join(f"Vorlesen {n};Lesekreis Probe;Sie lesen vor." for n in range(250)),
                        take_over=False)  # fmt: skip
    with BERTA.at_work() as actor:
        importing.start_offers(actor=actor, run=run)
    importing.take_over_offers(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        # As a worker leaves it that dies after the first batch: the rest is not there, and nothing says it is done.
        late = run.items.filter(line__gt=201)
        assert Opportunity.objects.filter(pk__in=late.values("opportunity_id")).delete()[0] == 50
        late.delete()
        Run.objects.filter(pk=run.pk).update(state=Run.State.RUNNING)
    importing.take_over_offers(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        assert Opportunity.objects.count() == 250
        assert run.items.count() == 250
