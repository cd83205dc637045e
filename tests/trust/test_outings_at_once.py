"""Everybody wants to come at once, gives up, is offered a seat: never more on the bus than seats, nobody twice.

The long form makes 1,000 attempts over 50 connections, the short one a dozen over six.
"""

import datetime
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.programme import services
from engagiert.apps.programme.models import Outing, Seat, Signup
from engagiert.apps.recognition import services as card_services
from engagiert.apps.recognition.models import Card
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, BERTA, OLE, OPERATOR, the_operator_at_work
from tests.factories import outings
from tests.trust.crowds import at_once
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)
TAKEN, WAITING, OFFERED = "taken", "waiting", "offered"


@pytest.fixture(autouse=True)
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def a_crowd(many: int) -> list[Card]:
    with BERTA.at_work("tests.card") as actor:
        later = timezone.localdate() + datetime.timedelta(days=700)
        names = [f"Gast Nummer{number}" for number in range(many)]
        office = BERTA.office()
        return [card_services.issue_card(actor=actor, office=office, name=name, expires_on=later) for name in names]


def by_telephone(outing: Outing, card: Card, companions: int = 0) -> Callable[[], str]:
    actor = [BERTA.actor(), OLE.actor()][card.index % 2]

    def sign() -> str:
        with enter(actor, action="tests.sign"):
            signup = services.note_signup(actor=actor, outing=outing, number=card.index, companions=companions)
            return str(signup.pk)

    return sign


def by_themselves(outing: Outing, card: Card) -> Callable[[], str]:
    with BERTA.at_work() as actor:
        asking = services.Asking(card_services.give_own_code(actor=actor, card=card))

    def sign() -> str:
        with enter(ANYBODY, action="tests.sign"):
            return services.sign_up(actor=ANYBODY, outing=outing, asking=asking)

    return sign


def bus(outing: Outing) -> Counter[str]:
    """People by state, once all is found in order: each seat has one number and one holder, each holder their seats."""
    with BERTA.at_work():
        people = list(Signup.objects.filter(outing=outing).prefetch_related("held"))
        numbers = list(Seat.objects.filter(outing=outing).values_list("number", flat=True))
        seats = Outing.objects.get(pk=outing.pk).seats
    assert len(numbers) == len(set(numbers)) <= seats
    assert set(numbers) <= set(range(1, seats + 1))
    for one in people:
        assert len(one.held.all()) == (one.size if one.state in (TAKEN, OFFERED) else 0)
    open_ones = [one.card for one in people if one.is_in_line]
    assert len(open_ones) == len(set(open_ones))
    smallest = min((one.size for one in people if one.state == WAITING), default=0)
    assert not smallest or seats - len(numbers) < smallest, "somebody waits beside a seat that would do"
    return Counter(one.state for one in people)


def test_many_want_the_last_seats_and_as_many_as_there_are_have_one(is_long: bool, promise: Kept) -> None:
    many, connections, seats = (1_000, 50, 60) if is_long else (12, 6, 4)
    outing = outings.an_outing(BERTA, seats=seats)
    said = at_once([by_telephone(outing, card) for card in a_crowd(many)], connections)
    assert len(said) == many, "each has a sign-up of their own"
    assert bus(outing) == {TAKEN: seats, WAITING: many - seats}
    promise("races", many, f"sign-ups for the last seats over {connections} connections, none oversold")


def test_with_companions_the_seats_are_full_and_never_fuller(is_long: bool, promise: Kept) -> None:
    many, connections, seats = (400, 50, 101) if is_long else (9, 6, 5)
    outing = outings.an_outing(BERTA, seats=seats)
    doing = [by_telephone(outing, card, card.index % 2) for card in a_crowd(many)]
    assert len(at_once(doing, connections)) == many
    found = bus(outing)
    assert found.total() == many
    promise("races", many, f"sign-ups of one or two people over {connections} connections, none oversold")


def test_the_same_card_at_many_windows_is_one_sign_up(is_long: bool, promise: Kept) -> None:
    many, connections, people = (1_000, 50, 20) if is_long else (12, 6, 3)
    outing = outings.an_outing(BERTA, seats=people - 1)
    ways = [(by_telephone(outing, card), by_themselves(outing, card)) for card in a_crowd(people)]
    said = at_once([ways[number % people][number // people % 2] for number in range(many)], connections)
    # The desk reads a key, the person a code: each says the same every time.
    assert len(said) == 2 * people
    assert bus(outing) == {TAKEN: people - 1, WAITING: 1}
    promise("races", many, f"sign-ups with the same card over {connections} connections, one each")


def test_seats_given_up_go_on_while_others_sign_up_and_offers_end(is_long: bool, promise: Kept) -> None:
    many, connections, seats = (300, 50, 40) if is_long else (6, 6, 2)
    outing = outings.an_outing(BERTA, seats=seats)
    crowd = a_crowd(2 * many)
    first, later = crowd[:many], crowd[many:]
    for card in first:
        by_telephone(outing, card)()
    with BERTA.at_work():
        people = list(Signup.objects.filter(outing=outing).order_by("asked_at"))
    actor, after_the_offers = BERTA.actor(), timezone.now() + datetime.timedelta(hours=25)

    def answering(signup: Signup, comes: bool) -> Callable[[], str]:
        def answer() -> str:
            with enter(actor, action="tests.answer"):
                services.note_answer(actor=actor, signup=signup, comes=comes)
            return "answered"

        return answer

    def pass_on() -> str:
        with enter(actor, action="tests.pass_on"):
            services.pass_on_seats(actor=actor, office=BERTA.office(), now=after_the_offers)
        return "passed on"

    # Those with a seat give it up twice; those who wait say yes, in time or too late; new ones come; the job runs.
    doing = [answering(one, comes=number >= seats) for number, one in enumerate(people)]
    doing += [answering(one, comes=False) for one in people[:seats]]
    doing += [by_telephone(outing, card) for card in later]
    doing += [pass_on] * (many // 10 + 1)
    random.Random(many).shuffle(doing)
    at_once(doing, connections)
    found = bus(outing)
    assert found["given_up"] == seats
    assert found.total() == 2 * many
    promise("races", len(doing), f"seats given up, offered and taken over {connections} connections, none oversold")
