"""An agency switches: its people and their places come in, come in again without harm, are told, and go out again."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from engagiert.apps.messages.public import Message
from engagiert.apps.volunteering import selectors, services
from engagiert.apps.volunteering.commands import import_volunteers, undo_volunteers
from engagiert.apps.volunteering.models import Placement, Volunteer, VolunteerList, VolunteerListFile
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, MURAT, OLE
from tests.factories.calendar import work_off

pytestmark = pytest.mark.django_db

LIST = """Nr;Nachname;Vorname;E-Mail;Telefon;Straße;PLZ;Ort;Interessen;Sprachen;Zeiten;Geburtsdatum;Status;\
Letzter Kontakt;Einsatzstelle;Tätigkeit;Seit;Bemerkung
1;Örnek;Hatice;hatice@post.example;;;;;Tiere, Zauberei;Türkisch;Samstag;;aktiv;;\
Lesefreunde Muster;Vorlesen;01.03.2024;krank
1;Örnek;Hatice;;;;;;;;;;aktiv;;Bürgerbus Probe;Fahrdienst;01.05.2025;
2;Erdacht;Heinrich;;0000 12345;;;;Nachbarschaftshilfe;;Dienstag vormittags;;Pause;;;;;
3;Vorlage;Tom;;;Weg 3;33039;Nieheim;;;;;abgemeldet;;;;;
4;Muster;Alte;;0000 22;;;;;;;;;01.01.2019;;;;
5;Beispiel;Lina;lina@post.example;;;;;;;;{young};;;;;;
;;;;;;;;;;;;;;;;;
6;Ejemplo;Tom;;;Weg 4;33039;Nieheim;;;;;;;;;;
"""


def text() -> str:
    born = timezone.localdate() - datetime.timedelta(days=14 * 366)
    return LIST.format(young=f"{born:%d.%m.%Y}")


def run(tmp_path: Path, content: str = "", *more: str) -> dict[str, Any]:
    file, report = tmp_path / "freiwillige.csv", tmp_path / "bericht.json"
    file.write_text(content or text(), "utf-8")
    words = [str(file), "--place", BERTA.office().place.ags, "--report", str(report), *more]
    result = CliRunner().invoke(import_volunteers, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def counted(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(report[key] for key in ("created", "added", "unchanged", "refused"))


def the_list() -> VolunteerList:
    return VolunteerList.objects.select_related("office__place").get(state="done")


def test_people_and_their_places_come_in_and_each_row_is_accounted_for(tmp_path: Path) -> None:
    report = run(tmp_path)
    assert counted(report) == (3, 1, 0, 3)
    assert (report["people"], report["placements"], report["not_read"]) == (3, 2, ["Bemerkung"])
    refused = {row["line"]: row["problems"][-1]["code"] for row in report["rows"] if row["outcome"] == "refused"}
    assert refused == {5: "gone", 6: "too_old", 7: "guardian"}
    with BERTA.at_work():
        hatice = Volunteer.objects.select_related("wish").get(name="Hatice Örnek")
        assert (hatice.reach, hatice.source, hatice.wish.likes) == ("mail", "freiwillige", ["animals"])
        assert hatice.wish.words == "Zauberei"
        assert (hatice.wish.languages, hatice.wish.week_parts) == (["de", "tr"], 0b111 << 20)
        assert [(one.title, one.state) for one in hatice.placements.order_by("began_on")] == [
            ("Vorlesen", "with_us"),
            ("Fahrdienst", "with_us"),
        ]
        assert Volunteer.objects.get(name="Heinrich Erdacht").state == "paused"
        assert Volunteer.objects.get(name="Tom Ejemplo").postal == ["Tom Ejemplo", "Weg 4", "33039 Nieheim"]
        assert not VolunteerListFile.objects.exists()


def test_check_ins_whose_day_is_past_do_not_fall_due_all_at_once(tmp_path: Path) -> None:
    run(tmp_path)
    with BERTA.at_work() as actor:
        services.run_daily(actor=actor, office=BERTA.office())
        assert not Placement.objects.filter(asked_after_months__isnull=True).exists()


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path) -> None:
    assert counted(run(tmp_path, "", "--dry-run")) == (3, 1, 0, 3)
    with BERTA.at_work():
        assert not Volunteer.objects.exists()
        assert not VolunteerList.objects.exists()


def test_the_same_file_again_changes_nothing_and_a_second_list_of_places_finds_its_people(tmp_path: Path) -> None:
    run(tmp_path)
    assert counted(run(tmp_path)) == (0, 0, 4, 3)
    places = "Nr;Einsatzstelle;Tätigkeit;Seit\n2;Repair-Treff;Reparieren;05.05.2025\n99;Repair-Treff;Löten;\n"
    report = run(tmp_path, places, "--source", "freiwillige")
    assert counted(report) == (0, 1, 0, 1)
    assert report["rows"][1]["problems"][0]["code"] == "unknown_person"


def test_somebody_who_is_known_already_is_not_made_twice(tmp_path: Path) -> None:
    with BERTA.at_work() as actor:
        someone = services.Someone(name="Heinrich Erdacht", phone="0000/12345")
        services.take_down(
            actor=actor, office=BERTA.office(), someone=someone, wanting=services.Wanting(), channel="phone", token="x"
        )
    assert counted(run(tmp_path)) == (2, 1, 1, 3)
    with BERTA.at_work():
        assert Volunteer.objects.filter(name="Heinrich Erdacht").count() == 1


def test_taken_back_everything_goes_but_who_was_spoken_to_since(tmp_path: Path) -> None:
    run(tmp_path)
    with BERTA.at_work() as actor:
        heinrich = Volunteer.objects.get(name="Heinrich Erdacht")
        services.resume(actor=actor, volunteer=heinrich)
        with enter(actor, action="volunteering.run_daily"):
            services.run_daily(actor=actor, office=BERTA.office())
    undone = CliRunner().invoke(undo_volunteers, ["--place", BERTA.office().place.ags], catch_exceptions=False)
    assert "2 entfernt, 1 behalten" in undone.output
    with BERTA.at_work() as actor:
        assert list(Volunteer.objects.values_list("name", flat=True)) == ["Heinrich Erdacht"]
        assert not Placement.objects.exists()
        with pytest.raises(ValidationError, match="zurückgenommen"):
            services.undo_list(actor=actor, run=VolunteerList.objects.get())


def test_everybody_is_told_once_by_mail_letter_or_telephone(tmp_path: Path) -> None:
    run(tmp_path)
    with BERTA.at_work() as actor:
        found = the_list()
        assert services.tell_listed(actor=actor, run=found, origin="https://engagiert.example") == 2
        assert services.tell_listed(actor=actor, run=found) == 0
        told = {one.channel: str(one.blocks) for one in Message.objects.filter(purpose="volunteering.listed")}
        assert sorted(told) == ["letter", "mail"]
        assert "„freiwillige“" in told["mail"]
        assert "https://engagiert.example/" in told["mail"]
        assert [one.name for one in selectors.untold(found)] == ["Heinrich Erdacht"]
        assert services.note_told(actor=actor, run=found) == 1
        assert not selectors.untold(found).exists()


def test_at_the_desk_a_list_is_tried_first_and_the_page_says_what_is_to_do() -> None:
    browser = BERTA.browser()
    file = SimpleUploadedFile("agentur.csv", b"Wer;Telefon\nTom Ejemplo;0000 77\n")
    columns = browser.post("/schreibtisch/freiwillige/listen/", {"file": file})
    assert columns.status_code == 302
    unnamed = browser.post(columns["Location"], {"source": "Agentur", "column_0": "", "column_1": "phone"})
    assert "Keine Spalte enthält den Namen" in unnamed.text
    tried = browser.post(columns["Location"], {"source": "Agentur", "column_0": "name", "column_1": "phone"})
    assert "Noch ist nichts geändert" in browser.get(tried["Location"]).text
    waits = browser.post(tried["Location"] + "uebernehmen/", follow=True)
    assert "0 von 1" in waits.text
    work_off()
    assert "1 Mensch ist anzurufen" in browser.get(tried["Location"]).text
    assert "schon übernommen" in browser.post(tried["Location"] + "uebernehmen/", follow=True).text
    assert OLE.browser().get("/schreibtisch/freiwillige/listen/").status_code in (403, 404)


def test_a_long_list_is_tried_by_a_job_and_each_person_stays_whole() -> None:
    rows = [f"{number};Probe {number};0000 {number};;" for number in range(320)]
    # The same person again far below, the same number for somebody else, and two people with one name.
    rows += ["0;;;Repair-Treff;Löten", "1;Jemand Anderes;0000 1;;", "900;Probe 7;0000 900;;"]
    file = SimpleUploadedFile("agentur.csv", "\n".join(["Nr;Name;Telefon;Organisation;Aufgabe", *rows]).encode())
    browser = BERTA.browser()
    columns = browser.post("/schreibtisch/freiwillige/listen/", {"file": file})["Location"]
    chosen = {f"column_{at}": field for at, field in enumerate(("id", "name", "phone", "organisation", "offer"))}
    page = browser.post(columns, {"source": "Agentur", **chosen})["Location"]
    assert "0 von 323" in browser.get(page).text
    assert "läuft noch" in browser.post(f"{page}verwerfen/", follow=True).text
    work_off()
    with BERTA.at_work():
        tried = VolunteerList.objects.get()
        assert not Volunteer.objects.exists()
        told = {row.line: [one["code"] for one in row.problems] for row in tried.items.filter(line__gt=321)}
        assert told == {322: ["unknown_organisation"], 323: ["another_name"], 324: ["same_name"]}
    browser.post(f"{page}uebernehmen/")
    work_off()
    with BERTA.at_work():
        done = VolunteerList.objects.get()
        assert (done.state, done.counts) == ("done", tried.counts)
    browser.post(f"{page}zuruecknehmen/")
    work_off()
    assert "321 Menschen entfernt, 0 behalten" in browser.get(page).text


def test_only_a_coordinator_of_the_office_takes_a_list_over(tmp_path: Path) -> None:
    run(tmp_path)
    for person in (OLE, MURAT):
        with person.at_work() as actor, pytest.raises(NotAllowed):
            services.receive_list(actor=actor, office=BERTA.office(), filename="x.csv", content=text().encode())
    with MURAT.at_work():
        assert not VolunteerList.objects.exists()
