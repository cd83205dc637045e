"""A contact of another department sees the rounds they sit in, and nothing else of the office."""

import pytest
from django.test import Client

from engagiert.apps.messages.public import Message
from engagiert.apps.rounds.public import Item, selectors
from tests.cast import BERTA, PASSWORD, Person
from tests.factories.askings import a_case
from tests.factories.rounds import a_round, first_meeting
from tests.factories.towns import NIEHEIM

pytestmark = pytest.mark.django_db

KIM = Person("Kim Kontakt", "kim@jugendamt.example", "contact", NIEHEIM)
ROUNDS = "/schreibtisch/runden/"


def test_a_contact_begins_with_their_rounds_and_finds_no_other_door() -> None:
    met, other = a_round(by=BERTA, members=[KIM]), a_round(by=BERTA, name="Andere Runde")
    case = a_case(by=BERTA)
    browser = KIM.browser()
    page = browser.get(ROUNDS).content.decode()
    assert met.name in page
    assert "Andere Runde" not in page
    assert "Zu prüfen" not in page
    assert browser.get(f"{ROUNDS}{met.pk}/").status_code == 200
    assert browser.get(f"{ROUNDS}{other.pk}/").status_code == 404
    for address in ("", "vorgaenge/", "nachrichten/", "verzeichnis/", f"vorgang/{case.pk}/", "runden/neu/", "team/"):
        assert browser.get(f"/schreibtisch/{address}").status_code in (403, 404), address
    assert browser.get("/nach-der-anmeldung/")["Location"] == ROUNDS
    assert 'href="/nach-der-anmeldung/"' in browser.get("/nieheim/").content.decode()


def test_a_contact_brings_a_point_and_gets_the_agenda_by_mail() -> None:
    meeting = first_meeting(a_round(by=BERTA, members=[KIM]), for_=BERTA)
    address = f"{ROUNDS}termin/{meeting.pk}/"
    browser = KIM.browser()
    for _twice in range(2):
        browser.post(f"{address}tun/punkt/", {"title": "Plätze im Ferienlager", "token": "einmal"})
    with BERTA.at_work() as actor:
        assert [item.brought_by for item in Item.objects.all()] == ["Kim Kontakt"]
        assert selectors.meeting_for(actor, meeting.pk).items.count() == 1
    for step in ("protokoll", "beschluss", "einladen", "absagen"):
        assert browser.post(f"{address}tun/{step}/", {"text": "x", "who": "y", "seen": "0"}).status_code == 403, step
    BERTA.browser().post(f"{address}tun/einladen/")
    with BERTA.at_work():
        mail = Message.objects.get(purpose="rounds.agenda")
    assert mail.mail == KIM.mail
    assert "Plätze im Ferienlager" in str(mail.blocks)
    sheet = browser.get(f"{address}blatt.pdf")
    assert sheet.content.startswith(b"%PDF")


def test_signing_in_leads_a_contact_to_the_rounds() -> None:
    KIM.account()
    answer = Client().post("/anmelden/", {"login": KIM.mail, "password": PASSWORD}, follow=True)
    assert answer.redirect_chain[-1][0] == ROUNDS
