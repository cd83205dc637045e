"""The desk's page for mail and letters: what is to do, what went out, what a person decides."""

import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from engagiert.apps.messages.public import Message
from tests.cast import BERTA, IDA
from tests.factories.letters import a_letter, a_message, as_it_is_now, in_doubt

pytestmark = pytest.mark.django_db

LIST = "/schreibtisch/nachrichten/"


def page(address: str = LIST) -> str:
    return str(BERTA.browser().get(address).content.decode())


def test_letters_are_printed_as_one_file_and_exactly_those_are_marked() -> None:
    letters = [a_letter(by=BERTA, to=name) for name in ("Anneliese Erdacht", "Wilhelmine Vorlage")]
    browser = BERTA.browser()
    shown = browser.get(LIST).content.decode()
    assert all(name in shown for name in ("Anneliese Erdacht", "Wilhelmine Vorlage"))
    ids = [str(letter.pk) for letter in letters]
    file = browser.post(f"{LIST}briefe.pdf", {"ids": ids})
    assert file["Content-Type"] == "application/pdf"
    assert "no-store" in file["Cache-Control"]
    assert len(PdfReader(io.BytesIO(file.content)).pages) == 2
    # A third is written while the printer runs.
    later = a_letter(by=BERTA, to="Heinrich Erdacht")
    answer = browser.post(f"{LIST}gedruckt/", {"ids": ids}, follow=True).content.decode()
    assert "2 Briefe sind als gedruckt vermerkt." in answer
    assert [as_it_is_now(letter, for_=BERTA).state for letter in [*letters, later]] == ["printed", "printed", "waiting"]
    again = browser.post(f"{LIST}gedruckt/", {"ids": ids}, follow=True).content.decode()
    assert "der noch zu drucken ist" in again


def test_what_waits_is_counted_beside_the_name_of_the_page() -> None:
    a_letter(by=BERTA)
    in_doubt(a_message(by=BERTA), of=BERTA)
    assert "Nachrichten<small>2</small>" in page("/schreibtisch/")


@pytest.mark.parametrize(
    ("button", "state", "words"),
    [
        ({"arrived": "1"}, "sent", "Angekommen, sagt Berta Beispiel"),
        ({"again": "1", "mail": "neu@probe.example"}, "waiting", "Wartet darauf, gesendet zu werden."),
        (
            {"by_post": "1", "lines": "Chor Probe\nWeg 1\n33039 Nieheim"},
            "waiting",
            "Ein Brief, der noch zu drucken ist.",
        ),
        ({"cancel": "1"}, "cancelled", "Nicht weiter verfolgt, so entschieden am"),
    ],
)
def test_a_person_decides_about_a_mail_in_doubt(button: dict[str, str], state: str, words: str) -> None:
    message = in_doubt(a_message(by=BERTA), of=BERTA)
    browser = BERTA.browser()
    before = browser.get(f"{LIST}{message.pk}/").content.decode()
    assert "Unsicher, ob die Mail angekommen ist." in before
    assert "wird sie nicht noch einmal gesendet" in before
    after = browser.post(f"{LIST}{message.pk}/entscheiden/", button, follow=True).content.decode()
    assert words in after
    assert as_it_is_now(message, for_=BERTA).state == state


def test_a_button_that_nobody_knows_does_nothing() -> None:
    message = in_doubt(a_message(by=BERTA), of=BERTA)
    BERTA.browser().post(f"{LIST}{message.pk}/entscheiden/", {"x": "1"})
    assert as_it_is_now(message, for_=BERTA).state == "in_doubt"


@pytest.mark.parametrize("button", [{"again": "1", "mail": "kein At"}, {"by_post": "1", "lines": ""}])
def test_a_mistake_in_the_form_is_answered_with_a_sentence(button: dict[str, str]) -> None:
    message = in_doubt(a_message(by=BERTA), of=BERTA)
    response = BERTA.browser().post(f"{LIST}{message.pk}/entscheiden/", button)
    assert response.status_code == 422
    assert "e-errors" in response.content.decode()
    assert as_it_is_now(message, for_=BERTA).state == "in_doubt"


def test_who_only_reads_sees_the_letter_and_prints_nothing() -> None:
    letter = a_letter(by=BERTA)
    browser = IDA.browser()
    shown = browser.get(LIST).content.decode()
    assert "Anneliese Erdacht" in shown
    assert "briefe.pdf" not in shown
    assert browser.post(f"{LIST}gedruckt/", {"ids": [str(letter.pk)]}).status_code == 403


def test_the_outbox_exists_only_in_the_demo(settings: Any) -> None:
    message = a_message(by=BERTA)
    with BERTA.at_work():
        Message.objects.filter(pk=message.pk).update(state="sent", settled_at=message.created_at)
    assert BERTA.browser().get(f"{LIST}ausgang/").status_code == 404
    settings.ENGAGIERT_DEMO = True
    shown = page(f"{LIST}ausgang/")
    assert "chor@probe.example" in shown
    assert "Bitte sehen Sie nach, ob noch alles stimmt." in shown
    assert "Ausgang der Demo" in page()


def test_a_list_of_many_messages_takes_as_many_queries_as_one_of_few() -> None:
    browser = BERTA.browser()
    a_letter(by=BERTA)
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    for number in range(20):
        a_letter(by=BERTA, to=f"Person {number} Probe")
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) == len(few)
    assert sum("correspondence_message" in query["sql"] for query in many) == 3
