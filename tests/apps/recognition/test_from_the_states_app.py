"""A file of the state's app comes in: tried first, told row by row, again without harm, and taken back."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.models import Case
from engagiert.apps.recognition import services
from engagiert.apps.recognition.app_commands import cards_import, undo_cards_import
from engagiert.apps.recognition.models import Application, AppList, AppListFile, Card, Engagement
from tests.cast import BERTA, IDA, JAN, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db
HERE = "/schreibtisch/karten/landes-app/dateien/"
HEAD = (
    "Antragsnummer;Nachname;Vorname;Geburtsdatum;E-Mail;Antragsdatum;Kartenart;Verein;Tätigkeit;Seit;"
    "Stunden pro Woche;Status;Gültig bis;Einwilligung;Schuhgröße"
)
GOOD = f"""{HEAD}
NRW-1;Misal;Yusuf;03.02.1970;yusuf@misal.example;01.10.2026;Ehrenamtskarte;Chor Klangfeld;Noten;01.01.2020;4,5;\
eingereicht;;ja;43
NRW-2;Przykładowa;Halina;1980-05-01;;02.10.2026;Ehrenamtskarte;Repair-Treff Muster;Kasse;2019;5;ausgestellt;\
01.10.2028;;
"""
BAD = f"""{HEAD}
NRW-3;Vorlage;Tom;31.02.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-4;Vorlage;Tom;01.05.1980;;30.02.2026;;Chor;;2020;5;;;;
NRW-5;Vorlage;Tom;01.05.1980;;01.10.2026;;Chor;;31.11.2020;5;;;;
NRW-6;"=HYPERLINK(""http://boese.example"")";Eva;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-7;M?ller;Eva;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-8;Probe;Anna;01.05.1980;;01.10.2026;;;;2020;5;;;;
NRW-9;Probe;Anna;01.05.1980;;01.10.2026;;Chor;;2020;5;abgelehnt;;;
;Probe;Anna;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-10;;;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-11;Probe;Anna;01.05.1980;;01.10.2026;;Chor;;2020;999;;;;
NRW-11;Probe;Bert;01.05.1981;;01.10.2026;;Chor;;2020;5;;;;
NRW-12;Anna;Probe;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;
NRW-13;Probe;Cem;01.05.1980;;01.10.1999;;Chor;;1990;5;;;;
NRW-14;Probe;Dora;01.05.2090;;01.10.2026;;Chor;;2020;5;;;;
NRW-15;Probe;Emil;;;01.10.2026;;Chor;;2020;5;;;;
"""


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def run(tmp_path: Path, content: str | bytes = GOOD, *more: str) -> dict[str, Any]:
    file, report = tmp_path / "landes-app.csv", tmp_path / "bericht.json"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    words = [str(file), "--place", BERTA.office().place.ags, "--report", str(report), *more]
    result = CliRunner().invoke(cards_import, words, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def counted(report: dict[str, Any]) -> tuple[int, ...]:
    return tuple(report[key] for key in ("created", "noted", "unchanged", "refused"))


def test_an_application_waits_on_the_desk_and_a_card_of_the_app_is_only_noted(tmp_path: Path) -> None:
    report = run(tmp_path)
    assert counted(report) == (1, 1, 0, 0)
    assert report["not_read"] == ["Schuhgröße"]
    with BERTA.at_work() as actor:
        yusuf = Application.objects.get(app_number="NRW-1")
        assert (yusuf.name, yusuf.state, f"{yusuf.applied_on}") == ("Yusuf Misal", "open", "2026-10-01")
        assert yusuf.engagements.get().hours_a_week == 4.5
        assert Case.objects.get(about=f"recognition.application:{yusuf.pk}").state == "new"
        halina = Application.objects.get(app_number="NRW-2")
        assert (halina.state, f"{halina.app_until}") == ("elsewhere", "2028-10-01")
        assert not Card.objects.exists()
        assert not AppListFile.objects.exists()
        services.note_confirmation(actor=actor, engagement=yusuf.engagements.get(), by="Ole", yes=True)
        card = services.grant_application(actor=actor, application=yusuf)
        assert card.goes_to_app
    berta = BERTA.browser()
    assert "NRW-2" in berta.get("/schreibtisch/karten/antraege/?zustand=landes-app").content.decode()
    shown = berta.get(f"/schreibtisch/karten/antraege/{halina.pk}/").content.decode()
    assert "weder prüfen noch sperren" in shown
    old = "Antragsnr.;Name;Geb.-Datum;Ausgestellt am;Gültig bis\nNRW-0;Muster, Eva;01.05.1950;01.01.1990;\n"
    assert counted(run(tmp_path, old.replace(";\n", ";31.12.2026\n"))) == (0, 1, 0, 0)
    with BERTA.at_work():
        eva = Application.objects.get(app_number="NRW-0")
    assert eva.name == "Eva Muster"
    assert berta.get(f"/schreibtisch/karten/antraege/{eva.pk}/").status_code == 200


def test_who_has_a_card_of_the_app_and_asks_here_too_is_shown_as_such(tmp_path: Path) -> None:
    run(tmp_path)
    other = f"{HEAD}\nNRW-9;Przykładowa;Halina;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;\n"
    assert counted(run(tmp_path, other)) == (1, 0, 0, 0)
    with BERTA.at_work():
        asks = Application.objects.get(app_number="NRW-9")
    page = BERTA.browser().get(f"/schreibtisch/karten/antraege/{asks.pk}/").content.decode()
    assert "Nummer NRW-2, gültig bis 1. Oktober 2028" in page


def test_every_bad_row_says_what_is_wrong_and_none_of_it_comes_in(tmp_path: Path) -> None:
    report = run(tmp_path, BAD)
    found = {row["line"]: (row["outcome"], [one["code"] for one in row["problems"]]) for row in report["rows"]}
    refused = {line: codes[-1] for line, (outcome, codes) in found.items() if outcome == "refused"}
    assert refused == {
        2: "bad_birthday", 3: "bad_day", 4: "bad_since", 5: "formula", 6: "lost_letters", 7: "no_organisation",
        8: "ended_there", 9: "no_key", 10: "no_name", 12: "double", 13: "open_here", 14: "bad_day",
        15: "bad_birthday", 16: "no_birthday",
    }  # fmt: skip
    assert found[11] == ("created", ["out_of_range"])
    assert all(one["message"] for row in report["rows"] for one in row["problems"])
    with BERTA.at_work():
        assert Application.objects.get().name == "Anna Probe"


def test_the_same_file_again_changes_nothing_and_a_later_one_only_moves_the_end(tmp_path: Path) -> None:
    run(tmp_path)
    assert counted(run(tmp_path)) == (0, 0, 2, 0)
    later = run(tmp_path, GOOD.replace("01.10.2028", "01.10.2030").replace("eingereicht", "bewilligt"))
    assert counted(later) == (0, 1, 1, 0)
    assert [row["problems"][0]["code"] for row in later["rows"]] == ["issued_meanwhile", "new_end"]
    with BERTA.at_work():
        assert Application.objects.count() == 2
        assert Application.objects.get(app_number="NRW-1").state == "open"
        assert f"{Application.objects.get(app_number='NRW-2').app_until}" == "2030-10-01"
    undone = CliRunner().invoke(undo_cards_import, ["--place", BERTA.office().place.ags], catch_exceptions=False)
    assert "0 entfernt, 0 behalten" in undone.output
    with BERTA.at_work():
        assert f"{Application.objects.get(app_number='NRW-2').app_until}" == "2028-10-01"


def test_taken_back_everything_goes_but_what_somebody_has_worked_on(tmp_path: Path, office: Office) -> None:
    more = GOOD + "NRW-3;Vorlage;Tom;01.05.1980;;01.10.2026;;Chor;;2020;5;;;;\n"
    run(tmp_path, more)
    with BERTA.at_work() as actor:
        tom = Application.objects.get(app_number="NRW-3")
        services.ask_organisations(actor=actor, application=tom, origin="https://stadt.example")
        counts = services.undo_app_list(actor=actor, run=AppList.objects.get())
        assert counts == {"removed": 2, "kept": 1}
        assert Application.objects.get().pk == tom.pk
        assert Engagement.objects.count() == 1
        assert Case.objects.get().about == f"recognition.application:{tom.pk}"
        with pytest.raises(ValidationError, match="zurückgenommen"):
            services.undo_app_list(actor=actor, run=AppList.objects.get())
    assert counted(run(tmp_path, more)) == (1, 1, 1, 0)


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path) -> None:
    assert counted(run(tmp_path, GOOD, "--dry-run")) == (1, 1, 0, 0)
    with BERTA.at_work():
        assert not Application.objects.exists()
        assert not Case.objects.exists()
        assert not AppList.objects.exists()


def test_two_who_take_it_over_at_once_do_it_once(office: Office) -> None:
    with BERTA.at_work() as actor:
        file = services.receive_app_list(actor=actor, office=office, filename="a.csv", content=GOOD.encode())
        services.choose_app_columns(actor=actor, run=file, fields=[one["field"] for one in file.columns])
        services.try_app_list(actor=actor, run=file)
        second = AppList.objects.select_related("office__place").get()
        services.take_over_app_list(actor=actor, run=file)
        with pytest.raises(ValidationError, match="schon übernommen"):
            services.take_over_app_list(actor=actor, run=second)
        assert Application.objects.count() == 2


def test_nothing_is_half_written_where_the_database_refuses_a_row(office: Office) -> None:
    with BERTA.at_work() as actor:
        file = services.receive_app_list(actor=actor, office=office, filename="a.csv", content=GOOD.encode())
        services.choose_app_columns(actor=actor, run=file, fields=[one["field"] for one in file.columns])
        services.try_app_list(actor=actor, run=file)

        def refuse(execute: Any, statement: str, *rest: Any) -> Any:
            """The same rows a second time, as if another list had brought them in meanwhile."""
            done = execute(statement, *rest)
            return execute(statement, *rest) if statement.startswith('INSERT INTO "recognition_eng') else done

        with pytest.raises(IntegrityError), connection.execute_wrapper(refuse):
            services.take_over_app_list(actor=actor, run=file)
        assert not Application.objects.exists()
        assert not Engagement.objects.exists()
        assert AppList.objects.get().state == "tried"
        assert AppListFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "leer"),
        (bytes(range(256)) * 20, "Tabelle"),
        (f"{HEAD}\n".encode(), "Überschriften"),
        (GOOD.replace("Antragsnummer", "Irgendwas").encode(), "Nummer der App"),
        (GOOD.replace("Nachname", "Egal").replace("Vorname", "Auch egal").encode(), "enthält den Namen"),
        (GOOD.replace("Geburtsdatum", "Sternzeichen").encode(), "Geburtstag"),
    ],
)
def test_a_file_that_cannot_be_read_or_lacks_a_column_is_told_and_not_kept(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "app.csv"
    file.write_bytes(content)
    result = CliRunner().invoke(cards_import, [str(file), "--place", BERTA.office().place.ags])
    assert result.exit_code == 1
    assert said in result.output
    with BERTA.at_work():
        assert not AppList.objects.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "mac_roman"])
def test_the_encoding_is_found_and_umlauts_arrive(tmp_path: Path, encoding: str) -> None:
    text = GOOD.replace("Przykładowa", "Müßig-Löwe")
    run(tmp_path, text.encode(encoding))
    with BERTA.at_work():
        assert Application.objects.get(app_number="NRW-2").name == "Halina Müßig-Löwe"


def test_at_the_desk_the_file_is_tried_first_and_its_columns_are_remembered() -> None:
    berta = BERTA.browser()
    text = GOOD.replace("Antragsnummer", "Az. der App")

    def upload() -> str:
        file = SimpleUploadedFile("app.csv", text.encode())
        return berta.post(HERE, {"file": file}).headers["Location"]

    columns = upload()
    form = berta.get(columns).context["form"]
    chosen = {name: form[name].value() or "" for name in form.fields}
    assert "Nummer der App" in berta.post(columns, chosen).content.decode()
    one = berta.post(columns, chosen | {"column_0": "number"}).headers["Location"]
    assert "Noch ist nichts geändert" in berta.get(one).content.decode()
    assert JAN.browser().get(one).status_code == 404
    assert IDA.browser().post(HERE, {}).status_code == 403
    with BERTA.at_work():
        assert not Application.objects.exists()
    done = berta.post(f"{one}tun/uebernehmen/", follow=True).content.decode()
    assert "Die Anträge warten jetzt" in done
    again = berta.get(upload()).context["form"]
    assert again["column_0"].value() == "number"
    berta.post(f"{one}tun/zuruecknehmen/")
    with BERTA.at_work():
        assert not Application.objects.exists()
