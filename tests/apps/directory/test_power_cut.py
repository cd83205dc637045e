"""Bad files, a power cut in the middle, and a whole import taken back (scenario 3)."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from engagiert.apps.directory.models import ImportRun, Listing, Organisation, Suggestion
from engagiert.apps.directory.services import confirm_organisation, importing, update_organisation
from engagiert.apps.directory.services.importing import planning, running
from tests.cast import SELMA
from tests.factories import lists, records

pytestmark = pytest.mark.django_db

TABLES = ("organisation", "alias", "sourcekey", "facility", "fundingsource", "contactpoint", "contact", "note")


def everything() -> dict[str, list[Any]]:
    """All rows of the records, to the letter, and what the public sees of them."""
    with SELMA.at_work(), connection.cursor() as cursor:
        rows = {}
        for table in TABLES:
            cursor.execute(f"select to_jsonb(t) from directory_{table} t order by id")
            rows[table] = cursor.fetchall()
        cursor.execute("select to_jsonb(t) from directory_listing t order by id")
        rows["listing"] = cursor.fetchall()
    return rows


def many(number: int) -> bytes:
    rows = [(f"Verein Probe {n}", f"Weg {n}", "48431", "Rheine", "", f"Text {n}") for n in range(number)]
    return lists.a_csv(*rows)


def upload(name: str, content: bytes) -> str:
    response = SELMA.browser().post("/schreibtisch/import/", {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 422
    with SELMA.at_work():
        assert ImportRun.objects.count() == 0
    return str(response.content.decode())


def test_an_empty_file_gets_a_sentence() -> None:
    assert "„neu.csv“ ist leer" in upload("neu.csv", b"")


def test_a_zip_bomb_gets_a_sentence_before_it_is_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    assert "riesig" in upload("plan.xlsx", packed.getvalue())


def test_a_binary_file_gets_a_sentence() -> None:
    assert "ist keine Liste" in upload("liste.csv", bytes(range(256)) * 50)


def test_after_a_power_cut_the_import_goes_on_and_no_club_is_half(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BATCH", 10)
    run = lists.a_previewed_list(by=SELMA, content=many(35))
    with SELMA.at_work() as actor:
        importing.start_import(actor=actor, run=run)
    actor = SELMA.actor()
    original, calls = running._change, []

    def power_fails(*args: Any) -> None:
        calls.append(args)
        if len(calls) == 3:
            raise ConnectionError("the lights are out")
        original(*args)

    monkeypatch.setattr(running, "_change", power_fails)
    with pytest.raises(ConnectionError):
        importing.run_import(actor=actor, run_id=run.pk)
    with SELMA.at_work():
        run.refresh_from_db()
    assert (run.state, run.steps_done, run.counts["created"]) == ("running", 20, 20)
    assert Listing.objects.count() == 20

    monkeypatch.setattr(running, "_change", original)
    importing.run_import(actor=actor, run_id=run.pk)
    with SELMA.at_work():
        run.refresh_from_db()
    assert (run.state, run.counts["created"]) == ("done", 35)
    assert Listing.objects.count() == 35


def test_a_value_confirmed_by_hand_is_not_overwritten_but_asked() -> None:
    known = records.an_organisation(by=SELMA, name="Verein Probe 1", street="Weg 1", postcode="48431")
    with SELMA.at_work() as actor:
        update_organisation(actor=actor, organisation=known, values={"description": "Von Hand geschrieben."})
        confirm_organisation(actor=actor, organisation=known)
    run = lists.an_imported_list(by=SELMA, content=many(3))
    with SELMA.at_work():
        known.refresh_from_db()
        [question] = Suggestion.objects.all()
    assert known.description == "Von Hand geschrieben."
    assert question.changes == {"description": "Text 1"}
    assert run.counts["created"] == 2
    again = lists.an_imported_list(by=SELMA, content=many(3))
    assert again.counts["created"] == 0
    with SELMA.at_work():
        assert Suggestion.objects.count() == 1


def test_after_the_undo_every_record_is_as_before_to_the_letter() -> None:
    imported = lists.an_imported_list(by=SELMA, content=many(8), filename="alt.csv")
    for number in range(2):
        with SELMA.at_work() as actor:
            club = Organisation.objects.get(name=f"Verein Probe {number}")
            update_organisation(actor=actor, organisation=club, values={"phones": ["+495971123"]})
            confirm_organisation(actor=actor, organisation=club)
    before = everything()
    newer = many(20).replace(b"Text", b"Neuer Text")
    run = lists.an_imported_list(by=SELMA, content=newer, filename="falsches_jahr.csv")
    assert run.counts["created"] == 12
    assert run.counts["changed"] == 6
    assert everything() != before
    with SELMA.at_work() as actor:
        importing.start_undo(actor=actor, run=run)
    importing.undo_import(actor=SELMA.actor(), run_id=run.pk)
    after = everything()
    for table, rows in before.items():
        assert after[table] == rows, table
    with SELMA.at_work():
        run.refresh_from_db()
        assert Suggestion.objects.count() == 0
    assert (run.state, run.undone_by) == ("undone", "Selma Muster")
    assert imported.state == "done"


def test_what_people_changed_since_the_import_survives_its_undo() -> None:
    run = lists.an_imported_list(by=SELMA, content=many(3))
    with SELMA.at_work() as actor:
        club = Organisation.objects.get(name="Verein Probe 1")
        update_organisation(actor=actor, organisation=club, values={"opening_hours": "dienstags"})
        importing.start_undo(actor=actor, run=run)
    importing.undo_import(actor=SELMA.actor(), run_id=run.pk)
    with SELMA.at_work():
        assert Organisation.objects.get().name == "Verein Probe 1"
        run.refresh_from_db()
    assert run.counts["kept"] == ["Verein Probe 1"]


def test_the_pages_of_a_run_lead_from_upload_to_undo() -> None:
    browser = SELMA.browser()
    SELMA.office()
    response = browser.post("/schreibtisch/import/", {"file": SimpleUploadedFile("vereine.csv", many(3))})
    with SELMA.at_work():
        run = ImportRun.objects.get()
    assert response.url == f"/schreibtisch/import/{run.pk}/spalten/"
    fields = {f"column_{n}": column["field"] for n, column in enumerate(run.columns)}
    browser.post(response.url, fields | {"source": "Sportamt", "publish": "yes"})
    preview = browser.get(f"/schreibtisch/import/{run.pk}/").content.decode()
    assert "Probelauf" in preview
    browser.post(f"/schreibtisch/import/{run.pk}/uebernehmen/")
    progress = browser.get(f"/schreibtisch/import/{run.pk}/")
    assert progress.status_code == 200
    importing.run_import(actor=SELMA.actor(), run_id=run.pk)
    assert "Verein Probe 2" in browser.get(f"/schreibtisch/import/{run.pk}/").content.decode()
    assert browser.get(f"/schreibtisch/import/{run.pk}/zuruecknehmen/").status_code == 200
    table = browser.get(f"/schreibtisch/import/{run.pk}/zeilen.csv").content.decode()
    assert table.count("neuer Eintrag") == 3


def test_a_run_that_broke_off_says_so_and_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BATCH", 10)
    run = lists.a_previewed_list(by=SELMA, content=many(25))
    with SELMA.at_work() as actor:
        importing.start_import(actor=actor, run=run)
    original = running._take_over

    def breaks(actor: Any, run_id: int, start: int, batch: Any) -> None:
        if start:
            raise ConnectionError("no")
        original(actor, run_id, start, batch)

    monkeypatch.setattr(running, "_take_over", breaks)
    with pytest.raises(ConnectionError):
        importing.run_import(actor=SELMA.actor(), run_id=run.pk)
    importing.fail_import(actor=SELMA.actor(), run_id=run.pk)
    browser = SELMA.browser()
    page = browser.get(f"/schreibtisch/import/{run.pk}/").content.decode()
    assert "Weitermachen" in page
    monkeypatch.setattr(running, "_take_over", original)
    browser.post(f"/schreibtisch/import/{run.pk}/uebernehmen/")
    importing.run_import(actor=SELMA.actor(), run_id=run.pk)
    with SELMA.at_work():
        run.refresh_from_db()
    assert (run.state, run.counts["created"]) == ("done", 25)
