"""Outings for people with the card: a seat each, a line that moves by itself, word to everybody when it is off."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.places.public import Alliance, create_alliance
from engagiert.apps.programme import services
from engagiert.apps.programme.models import Outing, Seat, Signup
from engagiert.apps.recognition import selectors as cards
from engagiert.apps.recognition import services as card_services
from engagiert.apps.recognition.models import Card
from tests.cast import ANYBODY, BERTA, OPERATOR, SELMA, the_operator_at_work
from tests.factories import outings

pytestmark = pytest.mark.django_db
SITE = "https://nieheim.example"
AN_HOUR = datetime.timedelta(hours=1)


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def page_code(card: Card, of: Any = BERTA) -> str:
    with of.at_work() as actor:
        return card_services.give_own_code(actor=actor, card=card)


def signed(outing: Outing, name: str, *, companions: int = 0, mail: str = "") -> str:
    """Somebody with a new card signs up from their own page; the code of the sign-up."""
    asking = services.Asking(page_code(outings.a_card(BERTA, name)), companions=companions, mail=mail, site=SITE)
    return services.sign_up(actor=ANYBODY, outing=outing, asking=asking)


def states(outing: Outing) -> dict[str, str]:
    with BERTA.at_work():
        return dict(Signup.objects.filter(outing=outing).values_list("name", "state"))


def mails(start: str) -> list[Message]:
    with BERTA.at_work():
        return list(Message.objects.filter(key__startswith="programme:", key__contains=f":{start}"))


def test_with_the_code_on_the_card_and_the_name_one_has_a_seat_and_pressed_twice_it_is_one() -> None:
    outing = outings.an_outing(BERTA)
    card = outings.a_card(BERTA, "Ada Beispiel")
    with BERTA.at_work():
        typed = cards.typed_code_of(card)
    address = f"/nieheim/ehrenamtskarte/programm/{outing.pk}/"
    assert "Zoo" in Client().get("/nieheim/ehrenamtskarte/programm/").content.decode()
    wrong = Client().post(address, {"code": typed, "name": "Berta Anders"})
    assert wrong.status_code == 422
    for _twice in range(2):
        form = {"code": typed.lower(), "name": "ada  beispiel", "companion": "on", "reach": "0171 3920011"}
        done = Client().post(address, form, follow=True).content.decode()
        assert "Sie sind dabei, mit Begleitung" in done
    with BERTA.at_work():
        assert list(Seat.objects.values_list("number", flat=True)) == [1, 2]


def test_a_new_card_for_a_lost_one_is_no_second_seat_and_a_dead_one_is_none() -> None:
    outing, card = outings.an_outing(BERTA), outings.a_card(BERTA, "Ada Beispiel")
    first = services.sign_up(actor=ANYBODY, outing=outing, asking=services.Asking(page_code(card)))
    new = card_services.lose_by_code(actor=ANYBODY, code=page_code(card))
    assert services.sign_up(actor=ANYBODY, outing=outing, asking=services.Asking(new)) == first
    with BERTA.at_work():
        old = cards.typed_code_of(card)
    with pytest.raises(ValidationError):
        services.sign_up(actor=ANYBODY, outing=outing, asking=services.Asking(old, "Ada Beispiel"))


def test_who_is_too_late_waits_and_a_freed_seat_goes_to_who_waits_longest_and_fits() -> None:
    outing = outings.an_outing(BERTA, seats=2)
    first = signed(outing, "Ada Eins")
    signed(outing, "Bea Zwei")
    pair = signed(outing, "Cem Drei", companions=1, mail="cem@post.example")
    signed(outing, "Dora Vier", mail="dora@post.example")
    assert "Warteliste, Platz 1" in Client().get(f"/ausflug/{pair}/").content.decode()
    Client().post(f"/ausflug/{first}/tun/absagen/")
    assert states(outing) == {
        "Ada Eins": "given_up", "Bea Zwei": "taken", "Cem Drei": "waiting", "Dora Vier": "offered",
    }  # fmt: skip
    [mail] = mails("offered")
    assert mail.mail == "dora@post.example"


def test_an_offer_that_nobody_answers_goes_on_and_the_late_yes_is_told_so() -> None:
    outing = outings.an_outing(BERTA, seats=1)
    first = signed(outing, "Ada Eins")
    late = signed(outing, "Bea Zwei", mail="bea@post.example")
    last = signed(outing, "Cem Drei", mail="cem@post.example")
    Client().post(f"/ausflug/{first}/tun/absagen/")
    tomorrow = timezone.now() + 25 * AN_HOUR
    with BERTA.at_work() as actor:
        for _twice in range(2):
            services.pass_on_seats(actor=actor, office=BERTA.office(), now=tomorrow)
    said = Client().post(f"/ausflug/{late}/tun/ja/", follow=True).content.decode()
    assert "inzwischen weitergegangen" in said
    for _twice in range(2):
        assert "Sie sind dabei" in Client().post(f"/ausflug/{last}/tun/ja/", follow=True).content.decode()
    assert states(outing) == {"Ada Eins": "given_up", "Bea Zwei": "passed", "Cem Drei": "taken"}


def test_who_has_no_mail_is_rung_and_the_seat_waits_as_long() -> None:
    outing = outings.an_outing(BERTA, seats=1)
    first = signed(outing, "Ada Eins")
    signed(outing, "Bea Zwei")
    Client().post(f"/ausflug/{first}/tun/absagen/")
    with BERTA.at_work() as actor:
        services.pass_on_seats(actor=actor, office=BERTA.office(), now=timezone.now() + 100 * AN_HOUR)
        waiting = Signup.objects.get(name="Bea Zwei")
        assert waiting.state == "offered"
        case = Case.objects.get(kind="programme.call")
        assert "Bea Zwei" in case.subject
    BERTA.browser().post(f"/schreibtisch/karten/programm/anmeldung/{waiting.pk}/tun/kommt/")
    with BERTA.at_work():
        assert Case.objects.get(pk=case.pk).state == Case.State.CLOSED
    assert states(outing)["Bea Zwei"] == "taken"


def test_the_database_refuses_two_on_one_seat() -> None:
    outing = outings.an_outing(BERTA)
    signed(outing, "Ada Eins")
    with BERTA.at_work():
        seat = Seat.objects.get()
        with pytest.raises(IntegrityError, match="a_seat_is_held_once"), transaction.atomic():
            Seat.objects.create(office=seat.office, outing=outing, signup=seat.signup, number=seat.number)


def test_more_seats_go_to_who_waits_fewer_than_are_held_are_refused() -> None:
    outing = outings.an_outing(BERTA, seats=1)
    signed(outing, "Ada Eins")
    signed(outing, "Bea Zwei", mail="bea@post.example")
    with BERTA.at_work() as actor:
        services.write_outing(actor=actor, office=BERTA.office(), facts=outings.facts(seats=2), outing=outing)
    assert states(outing)["Bea Zwei"] == "offered"
    with BERTA.at_work() as actor, pytest.raises(ValidationError, match="schon vergeben"):
        services.write_outing(actor=actor, office=BERTA.office(), facts=outings.facts(seats=1), outing=outing)


def test_cancelled_everybody_hears_once_by_mail_or_is_rung() -> None:
    outing = outings.an_outing(BERTA)
    with_mail = signed(outing, "Ada Eins", mail="ada@post.example")
    signed(outing, "Bea Zwei")
    for _twice in range(2):
        BERTA.browser().post(f"/schreibtisch/karten/programm/ausflug/{outing.pk}/tun/absagen/", {"reason": "Sturm"})
    [mail] = mails("cancelled")
    assert (mail.mail, "Sturm" in str(mail.blocks)) == ("ada@post.example", True)
    with BERTA.at_work():
        assert "Bea Zwei" in Case.objects.get(kind="programme.call").subject
    assert "fällt aus" in Client().get(f"/ausflug/{with_mail}/").content.decode()


def test_two_days_before_who_comes_is_reminded_once() -> None:
    outing = outings.an_outing(BERTA)
    signed(outing, "Ada Eins", mail="ada@post.example")
    with BERTA.at_work() as actor:
        for before in (72, 47, 24):
            now = outing.begins_at - before * AN_HOUR
            services.remind_signed_up(actor=actor, office=BERTA.office(), now=now)
    assert len(mails("reminder")) == 1


def test_an_allied_town_reads_it_and_its_cards_are_good_a_strangers_are_not() -> None:
    with the_operator_at_work():
        take_on_task(actor=OPERATOR, office=SELMA.office(), task=Office.Task.CARD)
        create_alliance(actor=OPERATOR, name="Kartenverbund", members=[BERTA.town.ags, SELMA.town.ags])
        alliance = Alliance.objects.get(name="Kartenverbund")
    shared = outings.an_outing(BERTA, "Gemeinsam", alliance_id=alliance.pk)
    alone = outings.an_outing(BERTA, "Nur wir")
    seen = Client().get(f"/{SELMA.office().place.slug}/ehrenamtskarte/programm/").content.decode()
    assert "Gemeinsam" in seen
    assert "Nur wir" not in seen
    code = page_code(outings.a_card(SELMA, "Nele Nachbar"), SELMA)
    done = Client().post(f"/meine-karte/{code}/programm/{shared.pk}/", {}, follow=True).content.decode()
    assert "Sie sind dabei" in done
    assert Client().get(f"/meine-karte/{code}/programm/{alone.pk}/").status_code == 404
    with pytest.raises(ValidationError):
        services.sign_up(actor=ANYBODY, outing=alone, asking=services.Asking(code))
    assert states(shared) == {"Nele Nachbar": "taken"}


def test_the_desk_writes_publishes_and_prints_the_list_for_the_bus() -> None:
    berta, day = BERTA.browser(), timezone.localdate() + datetime.timedelta(days=30)
    form = {
        "title": "Wattwanderung", "text": "Barfuß.", "day": day, "time": "09:30", "where": "Norden",
        "meeting_point": "Busbahnhof", "accessibility": "nicht mit Rollstuhl", "seats": "40", "closes_on": day,
        "alliance": "", "token": "einmal",
    }  # fmt: skip
    for _twice in range(2):
        berta.post("/schreibtisch/karten/programm/ausflug/neu/", form)
    made = Outing.objects.get()
    public = f"/nieheim/ehrenamtskarte/programm/{made.pk}/"
    assert Client().get(public).status_code == 404
    berta.post(f"/schreibtisch/karten/programm/ausflug/{made.pk}/tun/veroeffentlichen/")
    assert "nicht mit Rollstuhl" in Client().get(public).content.decode()
    number = outings.a_card(BERTA, "Ada Eins").index
    address = f"/schreibtisch/karten/programm/ausflug/{made.pk}/"
    assert "Ada Eins" in berta.post(address, {"number": number, "phone": "0171"}, follow=True).content.decode()
    assert berta.get(f"{address}bus.pdf").content.startswith(b"%PDF")


def test_news_are_shown_until_their_day_and_to_nobody_as_a_draft() -> None:
    with BERTA.at_work() as actor:
        news = services.write_news(actor=actor, office=BERTA.office(), facts=outings.some_news("Sommerfest"))
    address = "/nieheim/ehrenamtskarte/programm/"
    assert "Sommerfest" not in Client().get(address).content.decode()
    BERTA.browser().post(f"/schreibtisch/karten/programm/neues/{news.pk}/tun/veroeffentlichen/")
    assert "Sommerfest" in Client().get(address).content.decode()
