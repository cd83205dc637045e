"""The same list comes again next year: numbers move, doors are missing, and a dry run leaves nothing behind."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory import commands, jobs, services
from engagiert.apps.directory.models import ImportRun, Listing, Organisation
from engagiert.apps.directory.services import importing
from engagiert.apps.places.models import Town
from tests.cast import BERTA
from tests.factories import lists, records
from tests.factories.towns import HEMER, in_register

pytestmark = pytest.mark.django_db

NUMBERED = ("Lfd. Nr.", "Name", "Straße", "PLZ")
CLUBS = [(f"{club} Probe", f"Weg {number}", "33039") for number, club in enumerate(("Chor", "Turner", "Imker"), 1)]


def numbered(clubs: list[tuple[str, ...]], header: str = "Lfd. Nr.", start: int = 1) -> bytes:
    rows = [(str(number), *club) for number, club in enumerate(clubs, start)]
    return lists.a_csv(*rows, header=(header, *NUMBERED[1:]))


def test_a_club_inserted_on_top_moves_every_running_number_and_no_record() -> None:
    lists.an_imported_list(by=BERTA, content=numbered(CLUBS), filename="vereine_2025.csv")
    new = ("Angler Probe", "Weg 9", "33039")
    run = lists.an_imported_list(by=BERTA, content=numbered([new, *CLUBS]), filename="vereine_2026.csv")
    assert (run.counts["created"], run.counts["unchanged"], run.counts["review"]) == (1, 3, 0)


def test_a_number_that_went_to_another_club_does_not_hide_the_club_of_that_name() -> None:
    lists.an_imported_list(by=BERTA, content=numbered(CLUBS, "Vereinsnummer", 700))
    run = lists.an_imported_list(by=BERTA, content=numbered(CLUBS[::-1], "Vereinsnummer", 700))
    assert (run.counts["unchanged"], run.counts["review"]) == (3, 0)
    assert records.open_pairs_of(BERTA) == []


def test_rows_of_one_name_without_a_door_are_asked_about_where_their_phones_differ() -> None:
    rows = [("Seniorentreff", "", "", "", phone) for phone in ("05274 100", "05274 200")]
    run = lists.an_imported_list(by=BERTA, content=lists.a_csv(*rows))
    assert (run.counts["created"], run.counts["review"]) == (1, 1)
    with BERTA.at_work():
        assert Organisation.objects.get().phones == ["+495274100"]


def test_the_report_of_a_finished_import_says_what_stood_there_before() -> None:
    record = records.an_organisation(by=BERTA, name="Chor Probe", street="Weg 1", postcode="33039")
    lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe", "Weg 1", "33039", "", "05274 100")))
    with BERTA.at_work():
        [item] = ImportRun.objects.get().items.all()
        assert item.organisation_id == record.pk
        assert item.changes["phones"] == [[], ["+495274100"]]


def test_another_list_with_the_same_columns_is_another_source() -> None:
    first = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe",)), filename="sportamt_2025.csv")
    other = lists.a_received_list(by=BERTA, content=lists.a_csv(("Turner Probe",)), filename="kulturamt.csv")
    again = lists.a_received_list(by=BERTA, content=lists.a_csv(("Chor Probe",)), filename="sportamt_2026.csv")
    assert (other.source, again.source) == ("kulturamt", first.source)


def test_an_import_taken_back_names_what_has_stayed() -> None:
    run = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe", "Weg 1", "33039")), filename="eins.csv")
    lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe e.V.",)), filename="zwei.csv")
    with BERTA.at_work() as actor:
        importing.start_undo(actor=actor, run=run)
    importing.undo_import(actor=BERTA.actor(), run_id=run.pk)
    page = BERTA.browser().get(f"/schreibtisch/import/{run.pk}/").content.decode()
    assert Listing.objects.filter(name="Chor Probe").exists() == ("Diese Einträge sind geblieben" in page)
    assert "Diese Einträge sind geblieben" in page


def test_a_long_list_is_tried_in_the_background() -> None:
    run = lists.a_received_list(by=BERTA, content=lists.a_csv(*[(f"Verein {n} Probe",) for n in range(300)]))
    with BERTA.at_work() as actor:
        importing.start_preview(actor=actor, run=run)
        jobs.defer_preview(run, actor=actor)
    browser = BERTA.browser()
    assert "Noch ist nichts geändert" in browser.get(f"/schreibtisch/import/{run.pk}/").content.decode()
    importing.preview_in_steps(actor=BERTA.actor(), run_id=run.pk)
    with BERTA.at_work():
        run.refresh_from_db()
        assert (run.state, run.counts["created"], run.items.count()) == ("previewed", 300, 300)
        assert not Organisation.objects.exists()


def test_a_background_dry_run_that_breaks_off_can_be_tried_again() -> None:
    run = lists.a_received_list(by=BERTA, content=lists.a_csv(("Chor Probe",)))
    with BERTA.at_work() as actor:
        importing.start_preview(actor=actor, run=run)
    importing.fail_preview(actor=BERTA.actor(), run_id=run.pk)
    page = BERTA.browser().get(f"/schreibtisch/import/{run.pk}/spalten/").content.decode()
    assert "Der Probelauf ist abgebrochen." in page


def test_a_list_that_was_taken_over_cannot_be_discarded() -> None:
    run = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe",)))
    page = BERTA.browser().post(f"/schreibtisch/import/{run.pk}/verwerfen/", follow=True).content.decode()
    assert "schon übernommen" in page


def call(*words: str) -> str:
    return CliRunner().invoke(commands.import_organisations, words, catch_exceptions=False).output


def test_neither_a_dry_run_nor_an_unusable_file_opens_a_town(tmp_path: Path) -> None:
    (tmp_path / "leer.csv").write_bytes(b"")
    (tmp_path / "liste.csv").write_bytes(lists.a_csv(("Chor Probe",)))
    before = (Office.objects.count(), Town.objects.count())
    in_register(HEMER)
    assert "ist leer" in call(str(tmp_path / "leer.csv"), "--place", HEMER.ags)
    report = tmp_path / "bericht.json"
    out = call(str(tmp_path / "liste.csv"), "--place", HEMER.ags, "--dry-run", "--report", str(report))
    assert "nichts ist geändert" in out
    assert json.loads(report.read_text())["created"] == 1
    assert (Office.objects.count(), Town.objects.count()) == before


def test_a_report_that_cannot_be_written_is_noticed_before_the_import(tmp_path: Path) -> None:
    (tmp_path / "liste.csv").write_bytes(lists.a_csv(("Chor Probe",)))
    with pytest.raises(FileNotFoundError):
        call(
            str(tmp_path / "liste.csv"),
            "--place",
            in_register(HEMER).ags,
            "--report",
            str(tmp_path / "nix" / "bericht.json"),
        )
    assert not Listing.objects.exists()


def test_a_question_that_waits_through_two_readings_is_not_called_merged() -> None:
    records.an_organisation(by=BERTA, name="Chor Probe", street="Weg 1", postcode="33039")
    for _reading in range(2):
        run = lists.an_imported_list(by=BERTA, content=lists.a_csv(("Chor Probe e.V.",)))
    assert run.counts["review"] == 1
    with BERTA.at_work():
        [double] = services.double_names(office_id=BERTA.office().pk, place=BERTA.office().place)
    assert (double.names, double.merged) == (("Chor Probe", "Chor Probe e.V."), False)
