"""Somebody asks at the office or looks for themselves; what they get is complete, and theirs alone."""

import io
import json

import pytest
from django.test import Client
from pypdf import PdfReader

from engagiert.apps.accounts.public import Account
from engagiert.apps.cases.public import From
from engagiert.apps.directory.models import Note
from engagiert.apps.privacy.models import Erasure
from tests.cast import BERTA, OLE, PAUL
from tests.factories import askings, letters, records
from tests.factories.people_in_data import KLARA, mentioned_everywhere

pytestmark = pytest.mark.django_db

PERSON = "/schreibtisch/datenschutz/person/"
ASKED = {"names": KLARA.name, "mails": KLARA.mail, "phones": KLARA.phone, "checked": "on"}


@pytest.fixture
def browser() -> Client:
    mentioned_everywhere(KLARA, by=BERTA)
    return BERTA.browser()


def test_who_asks_is_checked_first(browser: Client) -> None:
    answer = browser.post(PERSON, ASKED | {"checked": ""})
    assert answer.status_code == 422
    assert "wer fragt" in answer.content.decode()


def test_without_a_name_an_address_or_a_number_nothing_is_looked_for(browser: Client) -> None:
    assert browser.post(PERSON, {"checked": "on", "names": " "}).status_code == 422


def test_the_office_sees_all_places_before_it_hands_out_or_erases(browser: Client) -> None:
    page = browser.post(PERSON, ASKED | {"find": ""}).content.decode()
    for purpose in ("Namen im Verzeichnis", "Kontakte und Notizen", "Hinweise und Vorschläge", "Mails und Briefe"):
        assert purpose in page
    assert "ruft lieber abends an" in page


def test_the_answer_to_a_person_is_a_pdf_and_a_file_with_purposes_and_rights(browser: Client) -> None:
    data = json.loads(browser.post(PERSON, ASKED | {"json": ""}).content)
    purposes = {entry["purpose"] for entry in data["entries"]}
    assert {"Hinweise und Vorschläge", "Namen im Verzeichnis", "Listen einlesen"} <= purposes
    assert all(entry["ground"] and entry["kept"] and entry["values"] for entry in data["entries"])
    assert data["rights"]
    paper = browser.post(PERSON, ASKED | {"pdf": ""})
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages)
    assert "Auskunft über gespeicherte Daten" in words
    assert KLARA.mail in words


def test_what_stands_beside_the_name_is_said_whole() -> None:
    lines = (KLARA.name, "Musterweg 12", "33039 Nieheim")
    askings.a_case(by=BERTA, asker=From(name=KLARA.name, phone=KLARA.phone, postal=lines))
    letters.a_message(by=BERTA, postal=lines)
    found = json.loads(BERTA.browser().post(PERSON, {"names": KLARA.name, "checked": "on", "json": ""}).content)
    entries = [entry["values"] for entry in found["entries"]]
    assert [values.get("Anschrift") for values in entries] == [" · ".join(lines)] * 2
    assert sum("Telefon" in values for values in entries) == 1


def test_erasing_needs_a_second_word_and_may_leave_rows(browser: Client) -> None:
    assert browser.post(PERSON, ASKED | {"erase": ""}).status_code == 422
    with BERTA.at_work():
        assert not Erasure.objects.exists()
        note = Note.objects.get(text__contains="abends")
    answer = browser.post(PERSON, ASKED | {"erase": "", "sure": "on", "keep": f"directory_note:{note.pk}"})
    assert answer.status_code == 302
    with BERTA.at_work():
        assert "Wunderlich" in Note.objects.get(pk=note.pk).text
    again = browser.post(PERSON, ASKED | {"erase": "", "sure": "on"})
    assert again.status_code == 302


def test_only_the_coordination_looks_for_people(browser: Client) -> None:
    assert OLE.browser().post(PERSON, ASKED | {"find": ""}).status_code == 403


def test_another_office_of_the_town_finds_only_its_own(browser: Client) -> None:
    page = PAUL.browser().post(PERSON, ASKED | {"find": ""}).content.decode()
    assert "nichts gespeichert" in page


def test_who_is_signed_in_reads_and_fetches_all_that_is_known_of_them() -> None:
    record = records.an_organisation(by=OLE)
    records.a_note(by=OLE, on=record, text=f"Rückruf an {OLE.name}")
    browser = OLE.browser()
    page = browser.get("/konto/daten/").content.decode()
    for words in (OLE.mail, "Redaktion", "Rückruf an", "wer geändert hat"):
        assert words in page
    data = json.loads(browser.get("/konto/daten/meine-daten.json").content)
    assert data["account"]["E-Mail-Adresse"] == OLE.mail
    assert browser.get("/konto/daten/meine-daten.pdf")["Content-Type"] == "application/pdf"
    assert Client().get("/konto/daten/").status_code == 302


def test_who_leaves_erases_their_own_sign_in_with_two_steps() -> None:
    BERTA.account()
    browser = OLE.browser()
    assert browser.get("/konto/loeschen/").status_code == 200
    browser.post("/konto/loeschen/", {})
    assert Account.objects.filter(email=OLE.mail).exists()
    assert browser.post("/konto/loeschen/", {"sure": "on"}).headers["Location"] == "/konto/geloescht/"
    assert not Account.objects.filter(email=OLE.mail).exists()
    assert browser.get("/konto/geloescht/").status_code == 200
    assert browser.get("/schreibtisch/").status_code == 302


def test_the_last_coordination_is_told_to_hand_over_first() -> None:
    browser = BERTA.browser()
    page = browser.post("/konto/loeschen/", {"sure": "on"}, follow=True)
    assert "Geben Sie die Koordination zuerst weiter" in page.content.decode()
