"""Cards go to the state's app as a file: only of who agreed, laid out as that app wants it, what ended told again."""

import csv
import datetime
import hashlib
import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.public import From
from engagiert.apps.privacy.public import Consent
from engagiert.apps.recognition import selectors, services
from engagiert.apps.recognition.app_commands import cards_export
from engagiert.apps.recognition.models import AppLayout, Application, Card, HandOver
from tests.cast import BERTA, IDA, JAN, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db
HERE = "/schreibtisch/karten/landes-app/"


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        office = take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)
    with BERTA.at_work() as actor:
        services.set_app_layout(actor=actor, office=office, in_use=True)
    return office


def a_card(name: str, *, agrees: bool = True, mail: str = "", kind: str = "card") -> Card:
    end = None if kind == "jubilee" else timezone.localdate() + datetime.timedelta(days=300)
    with BERTA.at_work() as actor:
        owner = services.Owner(mail=mail)
        card = services.issue_card(
            actor=actor, office=BERTA.office(), name=name, kind=kind, expires_on=end, owner=owner
        )
        if agrees:
            services.agree_to_app(actor=actor, card=card, way="counter")
        return card


def handed(*parts: str) -> list[dict[str, str]]:
    """The next file, read as a spreadsheet program would."""
    with BERTA.at_work() as actor:
        made = services.hand_over_cards(actor=actor, office=BERTA.office(), parts=parts or ("new", "gone"))
        content = selectors.content_of(made) or b""
    assert hashlib.sha256(content).hexdigest() == made.sha256
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_only_cards_of_who_agreed_go_out_once_and_then_only_what_is_new_or_ended(office: Office) -> None:
    yusuf, tom = a_card("Yusuf Misal", mail="yusuf@misal.example"), a_card("Tom Vorlage")
    a_card("Halina Przykładowa", agrees=False)
    first = handed()
    assert [(row["Vorname"], row["Status"]) for row in first] == [("Yusuf", "neu"), ("Tom", "neu")]
    assert first[0]["Kartennummer"] == f"{office.place.ags}-{yusuf.index}"
    assert first[0]["E-Mail"] == "yusuf@misal.example"
    with pytest.raises(ValidationError, match="nichts zu übergeben"):
        handed()
    with BERTA.at_work() as actor:
        services.revoke_card(actor=actor, card=yusuf, reason="Weggezogen")
        services.take_back_from_app(actor=actor, card=tom, way="phone")
    gone = handed()
    assert {row["Status"] for row in gone} == {"entfernt"}
    assert [row["Kartennummer"].rpartition("-")[2] for row in gone] == [str(yusuf.index), str(tom.index)]
    assert not any(row["Nachname"] or row["E-Mail"] or row["Gültig bis"] for row in gone)
    with BERTA.at_work():
        assert Card.objects.get(pk=tom.pk).state == "living"


def test_a_lost_phone_takes_the_old_card_out_and_the_consent_along(office: Office) -> None:
    lost = a_card("Yusuf Misal")
    handed()
    with BERTA.at_work() as actor:
        new = services.replace_card(actor=actor, card=lost, reason="Handy verloren")
    rows = handed()
    ends = {row["Status"]: row["Kartennummer"].rpartition("-")[2] for row in rows}
    assert ends == {"neu": str(new.index), "entfernt": str(lost.index)}


def test_the_application_asks_and_the_yes_is_a_consent_of_its_own(office: Office) -> None:
    form = {
        "name": "Yusuf Misal", "born_on": "1970-02-03", "reach": "yusuf@misal.example", "kind": "card",
        "belongs": "on", "e1-organisation_name": "Chor Klangfeld", "e1-since": "2020-01-01",
        "e1-hours_a_week": "4,5", "to_app": "on", "token": "app",
    }  # fmt: skip
    young = f"{timezone.localdate() - datetime.timedelta(days=15 * 365)}"
    refused = Client().post("/nieheim/ehrenamtskarte/", form | {"born_on": young})
    assert "Unter 16 Jahren" in refused.content.decode()
    assert Client().post("/nieheim/ehrenamtskarte/", form).status_code == 302
    with BERTA.at_work() as actor:
        asked = Application.objects.get()
        card = services.grant_application(actor=actor, application=asked, reason="Anruf beim Chor")
        [consent] = Consent.objects.filter(purpose="recognition.state_app")
        assert consent.about == f"recognition.card:{card.pk}"
        assert consent.agreements.get().given_note.startswith("Im Antrag vom")
        code = services.give_own_code(actor=actor, card=card)
    assert [row["Geburtsdatum"] for row in handed()] == ["03.02.1970"]
    own = Client()
    assert "Ihre Karte ist auch für die App" in own.get(f"/meine-karte/{code}/").content.decode()
    for _twice in range(2):
        own.post(f"/meine-karte/{code}/tun/app-nein/")
    with BERTA.at_work():
        assert Consent.objects.get(pk=consent.pk).ended_at is not None
    assert [row["Status"] for row in handed()] == ["entfernt"]
    own.post(f"/meine-karte/{code}/tun/app-ja/")
    assert [row["Status"] for row in handed()] == ["neu"]


def test_without_the_app_nobody_is_asked_and_nothing_goes_out(office: Office) -> None:
    a_card("Yusuf Misal")
    with BERTA.at_work() as actor:
        services.set_app_layout(actor=actor, office=office, in_use=False)
        with pytest.raises(ValidationError, match="Schalten Sie es beim Aufbau ein"):
            services.hand_over_cards(actor=actor, office=office, parts=["new"])
    assert "App des Landes" not in Client().get("/nieheim/ehrenamtskarte/").content.decode()


def test_the_layout_is_the_offices_and_the_file_follows_it(office: Office) -> None:
    a_card("Yusuf Misal", kind="jubilee")
    page = BERTA.browser().get(f"{HERE}aufbau/")
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    data = {name: value for name, value in data.items() if not name.startswith("heading_")}
    data |= {
        "in_use": "on", "name": "App 2027", "day": "%Y-%m-%d", "separator": ",", "encoding": "utf-8",
        "heading_status": "action", "place_status": 1, "heading_number": "card_id", "place_number": 2,
        "heading_name": "holder", "place_name": 3, "heading_issued_on": "from", "place_issued_on": 4,
        "heading_kind": "type", "place_kind": 5, "word_new": "ADD", "word_jubilee": "GOLD",
    }  # fmt: skip
    bad = BERTA.browser().post(f"{HERE}aufbau/", data | {"heading_number": ""})
    assert "weiß die App nicht" in bad.content.decode()
    twice = BERTA.browser().post(f"{HERE}aufbau/", data | {"heading_name": "action"})
    assert "Zwei Spalten heißen „action“" in twice.content.decode()
    assert BERTA.browser().post(f"{HERE}aufbau/", data).status_code == 302
    with BERTA.at_work() as actor:
        made = services.hand_over_cards(actor=actor, office=office, parts=["new"])
        head, row, _end = (selectors.content_of(made) or b"").decode().split("\r\n")
    assert head == "action,card_id,holder,from,type"
    assert row == f"ADD,{office.place.ags}-0,Yusuf Misal,{timezone.localdate():%Y-%m-%d},GOLD"
    assert IDA.browser().get(f"{HERE}aufbau/").status_code == 403


def test_a_name_that_would_run_in_a_spreadsheet_is_text_and_a_sign_the_encoding_lacks_is_told(office: Office) -> None:
    evil = a_card('=HYPERLINK("http://boese.example";"Karte")')
    [row] = handed()
    assert row["Nachname"] == '\'=HYPERLINK("http://boese.example";"Karte")'
    a_card("Halina Przykładowa")
    with BERTA.at_work() as actor:
        services.set_app_layout(actor=actor, office=office, encoding="cp1252")
        with pytest.raises(ValidationError, match="„ł“"):
            services.hand_over_cards(actor=actor, office=office, parts=["new"])
        assert HandOver.objects.count() == 1
        assert Card.objects.filter(handed_at=None).get() != evil


def test_the_button_pressed_twice_writes_one_file_that_can_be_fetched_again(office: Office) -> None:
    a_card("Yusuf Misal")
    berta = BERTA.browser()
    for _twice in range(2):
        assert berta.post(HERE, {"parts": ["new", "gone"], "token": "once"}).status_code == 302
    with BERTA.at_work():
        made = HandOver.objects.get()
        assert (made.new, made.gone, made.number, made.layout) == (1, 0, 1, "Standard")
    listed = berta.get(HERE).content.decode()
    assert made.filename in listed
    assert made.sha256[16:32] in listed
    again = berta.get(f"{HERE}uebergabe/{made.pk}/")
    assert hashlib.sha256(again.content).hexdigest() == made.sha256
    assert JAN.browser().get(f"{HERE}uebergabe/{made.pk}/").status_code == 404
    assert berta.post(HERE, {"token": "none"}).status_code == 422


def test_the_command_writes_the_same_file_and_nothing_where_it_cannot(office: Office, tmp_path: Path) -> None:
    a_card("Yusuf Misal")
    words = ["--place", office.place.ags, "--out"]
    nowhere = CliRunner().invoke(cards_export, [*words, str(tmp_path / "nicht" / "da.csv")])
    assert "lässt sich nicht schreiben" in nowhere.output
    done = CliRunner().invoke(cards_export, [*words, str(tmp_path / "app.csv")], catch_exceptions=False)
    assert done.output.startswith("1 neu, 0 zu löschen, 0 noch einmal")
    assert b"Yusuf;Misal" in (tmp_path / "app.csv").read_bytes()


def test_at_the_desk_a_spoken_yes_is_noted_and_taken_back(office: Office) -> None:
    card = a_card("Yusuf Misal", agrees=False)
    berta, page = BERTA.browser(), f"/schreibtisch/karten/{card.pk}/"
    assert "Die Karte soll auch in die App" in berta.get(page).content.decode()
    berta.post(f"{page}tun/app-ja/", {"way": "phone"})
    assert "Die Karte steht in der nächsten Datei" in berta.get(page).content.decode()
    berta.post(f"{page}tun/app-nein/", {"way": "phone"})
    with BERTA.at_work():
        [consent] = Consent.objects.filter(purpose="recognition.state_app")
        assert (consent.agreements.get().given_way, consent.agreements.get().withdrawn_way) == ("phone", "phone")


def test_what_is_wrong_with_a_layout_is_said_before_it_is_kept(office: Office) -> None:
    with BERTA.at_work() as actor:
        layout = AppLayout.objects.get()
        for wrong, said in (
            ({"columns": [*layout.columns, {"field": "shoe_size", "heading": "Schuhe"}]}, "gibt es nicht"),
            ({"words": layout.words | {"gone": " "}}, "Schreiben Sie das Wort"),
            ({"words": layout.words | {"gone": "neu"}}, "verschiedene Wörter"),
        ):
            with pytest.raises(ValidationError, match=said):
                services.set_app_layout(actor=actor, office=office, **wrong)


def test_somebody_asks_for_a_card_with_a_paper_and_says_yes_there(office: Office) -> None:
    facts = services.Facts("Tom Vorlage", datetime.date(1980, 5, 1), timezone.localdate(), app_way="paper")
    did = {"organisation_name": "Chor", "since": datetime.date(2020, 1, 1)}
    with BERTA.at_work() as actor:
        services.apply_for_card(
            actor=actor, office=office, facts=facts, engagements=[did], asker=From(name="Tom"), channel="letter"
        )
        services.grant_application(actor=actor, application=Application.objects.get(), reason="Anruf")
        assert Consent.objects.get().agreements.get().given_way == "paper"
