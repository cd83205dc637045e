"""From confirmed hours to a card: nothing to type twice, nobody asked twice; and on from there, year after year."""

import datetime
import re
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.directory.models import Organisation
from engagiert.apps.messages.models import Message
from engagiert.apps.recognition import selectors, services
from engagiert.apps.recognition.models import Application, Card
from engagiert.apps.recognition.selectors import Known, confirmed_by_hours
from engagiert.apps.volunteering import services as helping
from engagiert.apps.volunteering.models import Hours, Placement, Volunteer
from tests.cast import BERTA, IDA, JAN, OPERATOR, the_operator_at_work
from tests.factories import contacts, offers, records, volunteers

pytestmark = pytest.mark.django_db
A_DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


@pytest.fixture
def placement() -> Placement:
    """Heinrich keeps the notes of the choir in order: for three years, 210 hours in the last one, all confirmed."""
    choir = records.an_organisation(by=BERTA, name="Chor Klangfeld")
    offer = offers.an_offer(by=BERTA, of=choir, title="Noten ordnen")
    heinrich = volunteers.a_volunteer(by=BERTA, mail="heinrich@erdacht.example", skills=["music"])
    there = volunteers.placed(heinrich, offer, by=BERTA)
    confirmed(there, *[(30 * month, 21) for month in range(10)], (3 * 365, 5))
    return there


def confirmed(placement: Placement, *days_ago_and_hours: tuple[int, int]) -> None:
    """So many days ago so many hours, as the organisation confirmed them at the time."""
    now = timezone.now()
    with BERTA.at_work():
        Hours.objects.bulk_create(
            Hours(
                office=placement.office, placement=placement, on=timezone.localdate() - A_DAY * days, hours=hours,
                by="person", written_at=now - A_DAY * days, confirmed_at=now - A_DAY * days, token=f"{days}-{hours}",
            )
            for days, hours in days_ago_and_hours
        )  # fmt: skip


def code_of(placement: Placement) -> str:
    with BERTA.at_work() as actor:
        return helping.give_code(actor=actor, volunteer=placement.volunteer)


def as_filled(page: str) -> dict[str, str]:
    """What the form would send if somebody only pressed the button: its fields as they stand there."""
    form = re.search(r'<form class="e-form" method="post" novalidate>(.*?)</form>', page, re.S)
    assert form
    values = {}
    for tag in re.findall(r"<input[^>]*>", form[1]):
        facts = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        if facts.get("type") != "checkbox":
            values[facts["name"]] = facts.get("value", "")
        elif " checked" in tag:
            values[facts["name"]] = "on"
    for name, inside in re.findall(r'<textarea name="([^"]*)"[^>]*>(.*?)</textarea>', form[1], re.S):
        values[name] = inside.strip()
    return values | {"kind": "card", "medium": "phone"}


def test_from_their_page_only_the_birthday_is_typed_and_no_organisation_is_asked(placement: Placement) -> None:
    code, somebody = code_of(placement), Client()
    own = somebody.get(f"/mein-engagement/{code}/").content.decode()
    address = f"/mein-engagement/{code}/ehrenamtskarte/"
    assert address in own
    form = as_filled(somebody.get(address).content.decode())
    assert (form["name"], form["e1-organisation_name"], form["e1-hours_a_year"]) == (
        "Heinrich Erdacht", "Chor Klangfeld", "210",
    )  # fmt: skip
    done = somebody.post(address, form | {"born_on": "1954-05-01"}, follow=True)
    assert done.redirect_chain[-1][0].endswith("?neu=1")
    with BERTA.at_work() as actor:
        [made] = Application.objects.filter(name="Heinrich Erdacht")
        [choir] = made.engagements.all()
        assert choir.confirmed_by == "Chor Klangfeld, durch bestätigte Stunden"
        assert services.ask_organisations(actor=actor, application=made, origin="https://nieheim.example") == 0
        assert selectors.judged(made).met
        card = services.grant_application(actor=actor, application=made)
        assert (card.name, card.mail) == ("Heinrich Erdacht", "heinrich@erdacht.example")
        assert not Message.objects.filter(purpose="recognition.confirm").exists()


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ({}, False),
        ({"hours_a_year": Decimal(200), "since": datetime.date(2025, 1, 1)}, False),
        ({"hours_a_year": Decimal("210.01")}, True),
        ({"since": datetime.date(2022, 12, 31)}, True),
        ({"hours_a_week": Decimal("0.5")}, True),
        ({"allowance": Decimal("0.01")}, True),
        ({"organisation_name": "Ein anderer Chor"}, True),
    ],
)
def test_who_says_more_than_was_confirmed_is_asked_about_it(more: dict[str, Any], asked: bool) -> None:
    choir = {"organisation_name": "Chor Klangfeld", "since": datetime.date(2023, 1, 1), "until": None}
    choir |= {"hours_a_year": Decimal(210)}
    word = {"organisation_id": 7, "confirmed_at": timezone.now(), "confirmed_by": "Chor", "by_hours": True}
    known = Known(uuid.uuid4(), "Heinrich Erdacht", "", "", (), None, (choir | word,))
    nothing = {"hours_a_week": Decimal(0), "allowance": Decimal(0)}
    [told] = confirmed_by_hours([choir | nothing | more], known)
    assert ("confirmed_at" not in told) is asked


def test_the_hours_of_one_confirm_nothing_for_another(placement: Placement) -> None:
    address = f"/mein-engagement/{code_of(placement)}/ehrenamtskarte/"
    form = as_filled(Client().get(address).content.decode())
    Client().post(address, form | {"born_on": "1954-05-01", "name": "Ein Anderer"})
    with BERTA.at_work():
        made = Application.objects.get()
        assert (made.volunteer_id, made.engagements.get().confirmed_at) == (None, None)


def test_at_the_desk_the_same_is_filled_in_and_nobody_elses_office_reads_it(placement: Placement) -> None:
    address = f"/schreibtisch/karten/antraege/neu/?person={placement.volunteer_id}"
    berta = BERTA.browser()
    assert f"person={placement.volunteer_id}" in berta.get(
        f"/schreibtisch/gespraech/{placement.volunteer_id}/"
    ).content.decode()  # fmt: skip
    form = as_filled(berta.get(address).content.decode())
    done = berta.post(address, form | {"born_on": "1954-05-01", "channel": "phone"}, follow=True).content.decode()
    assert "bestätigt von Chor Klangfeld, durch bestätigte Stunden" in done
    assert "Organisationen fragen" not in done
    assert JAN.browser().get(address).status_code == 404
    assert IDA.browser().get(address).status_code in (403, 404)


def test_nothing_confirmed_fills_nothing_and_a_wrong_code_opens_nothing(placement: Placement) -> None:
    with BERTA.at_work():
        Hours.objects.update(confirmed_at=None)
    page = Client().get(f"/mein-engagement/{code_of(placement)}/ehrenamtskarte/").content.decode()
    assert "noch keine Stunde bestätigt" in page
    assert "Noten ordnen" not in page
    assert Client().get("/mein-engagement/K7QM-2XWD-94TR/ehrenamtskarte/").status_code == 404


def a_card(placement: Placement) -> tuple[Card, str]:
    """Granted on these hours, and it ends in twenty days."""
    address = f"/mein-engagement/{code_of(placement)}/ehrenamtskarte/"
    Client().post(address, as_filled(Client().get(address).content.decode()) | {"born_on": "1954-05-01"})
    with BERTA.at_work() as actor:
        card = services.grant_application(actor=actor, application=Application.objects.get())
        Card.objects.update(expires_on=timezone.localdate() + 20 * A_DAY)
        return card, services.give_own_code(actor=actor, card=card)


def test_when_hours_go_on_so_does_the_card_by_one_click(placement: Placement) -> None:
    _card, code = a_card(placement)
    confirmed(placement, (1, 15))
    assert "Chor Klangfeld: 225 Stunden im letzten Jahr bestätigt" in Client().get(
        f"/meine-karte/{code}/"
    ).content.decode()  # fmt: skip
    Client().post(f"/meine-karte/{code}/tun/verlaengern/")
    with BERTA.at_work() as actor:
        again = Application.objects.get(renews__isnull=False)
        [choir] = again.engagements.all()
        assert (choir.hours_a_year, choir.by_hours) == (Decimal(225), True)
        assert selectors.judged(again).met
        services.grant_application(actor=actor, application=again)


def test_where_hours_have_stopped_the_old_word_is_not_taken_again(placement: Placement) -> None:
    _card, code = a_card(placement)
    with BERTA.at_work():
        Hours.objects.update(on=timezone.localdate() - 400 * A_DAY)
    Client().post(f"/meine-karte/{code}/tun/verlaengern/")
    with BERTA.at_work():
        again = Application.objects.get(renews__isnull=False)
        assert not again.engagements.exists()
        assert not selectors.judged(again).met


def test_a_word_of_the_organisation_about_money_and_earlier_years_is_kept(placement: Placement) -> None:
    """It confirmed 500 euros and ten years by letter; the register adds this year's hours, and no second letter."""
    _card, code = a_card(placement)
    with BERTA.at_work():
        before = Application.objects.get().engagements.get()
        before.since, before.allowance, before.allowance_kind = datetime.date(2016, 1, 1), Decimal(500), "ehrenamt"
        before.by_hours, before.confirmed_by = False, "Ole Beispiel"
        before.save()
    Client().post(f"/meine-karte/{code}/tun/verlaengern/")
    with BERTA.at_work():
        choir = Application.objects.get(renews__isnull=False).engagements.get()
        assert (choir.since, choir.allowance, choir.hours_a_year) == (before.since, Decimal(500), Decimal(210))
        assert choir.confirmed_at is not None


def test_an_organisation_suggests_and_the_person_decides(placement: Placement) -> None:
    with BERTA.at_work():
        choir = Organisation.objects.get(name="Chor Klangfeld")
    mia = contacts.a_contact(of=choir, by=BERTA).browser()
    address = f"/mein-eintrag/{choir.pk}/ehrenamtskarte/"
    assert address in mia.get(f"/mein-eintrag/{choir.pk}/freiwillige/").content.decode()
    assert "210 Stunden im letzten Jahr bestätigt" in mia.get(address).content.decode()
    for _twice in range(2):
        said = mia.post(address, {"key": str(placement.pk)}, follow=True).content.decode()
        assert "entscheidet selbst" in said
    with BERTA.at_work():
        [mail] = Message.objects.filter(purpose="recognition.suggestion")
        [code] = [block for block in mail.blocks if block["kind"] == "code"]
        assert mail.mail == "heinrich@erdacht.example"
        assert not Application.objects.exists()
    assert f"/mein-engagement/{code['text']}/ehrenamtskarte/" in Client().get(
        f"/mein-engagement/{code['text']}/"
    ).content.decode()  # fmt: skip


def test_nobody_suggests_who_helps_elsewhere_or_is_reached_by_nothing(placement: Placement) -> None:
    other = records.an_organisation(by=BERTA, name="Repair-Treff Muster")
    mia = contacts.a_contact(of=other, by=BERTA)
    assert "hilft nicht bei Ihrer" in mia.browser().post(
        f"/mein-eintrag/{other.pk}/ehrenamtskarte/", {"key": str(placement.pk)}, follow=True
    ).content.decode()  # fmt: skip
    with BERTA.at_work():
        choir = Organisation.objects.get(name="Chor Klangfeld")
    assert mia.browser().get(f"/mein-eintrag/{choir.pk}/ehrenamtskarte/").status_code == 404
    with BERTA.at_work():
        Volunteer.objects.update(mail="", reach="phone")
    ole = contacts.a_contact(of=choir, by=BERTA, name="Ole Beispiel", mail="ole@chor.example").browser()
    said = ole.post(f"/mein-eintrag/{choir.pk}/ehrenamtskarte/", {"key": str(placement.pk)}, follow=True)
    assert "weder E-Mail noch Anschrift" in said.content.decode()
