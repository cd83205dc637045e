"""Many applications are decided at the same time, each of them more than once: one card each, and no place twice.

The long form has 1,000 applications over 50 connections, the short one six over six.
"""

import datetime
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.cases.public import From
from engagiert.apps.recognition import services
from engagiert.apps.recognition.models import Application, Card, Revocation
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OLE, OPERATOR, the_operator_at_work
from tests.trust.crowds import at_once
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(settings: Any, tmp_path: Any) -> Office:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    with the_operator_at_work():
        return take_on_task(actor=OPERATOR, office=BERTA.office(), task=Office.Task.CARD)


def applied(office: Office, many: int) -> list[Application]:
    did = {"organisation_name": "Repair-Treff Muster", "since": datetime.date(2023, 1, 1), "hours_a_week": Decimal(5)}
    for number in range(many):
        facts = services.Facts(f"Tom Vorlage {number}", datetime.date(1980, 5, 1), timezone.localdate())
        with BERTA.at_work() as actor:
            services.apply_for_card(
                actor=actor, office=office, facts=facts, engagements=[did], asker=From(name=facts.name)
            )
    with BERTA.at_work():
        return list(Application.objects.select_related("office__place").order_by("name"))


def test_decided_by_two_at_once_each_application_has_one_card(office: Office, is_long: bool, promise: Kept) -> None:
    many, connections = (1_000, 50) if is_long else (6, 6)
    applications = applied(office, many)
    actors = [BERTA.actor(), OLE.actor()]

    def granting(application: Application, who: int) -> Callable[[], str]:
        def grant() -> str:
            with enter(actors[who], action="tests.grant"):
                services.grant_application(actor=actors[who], application=application, reason="Anruf beim Verein")
            return "granted"

        return grant

    said = at_once([granting(one, who) for one in applications for who in (0, 1)], connections)
    assert said == {"granted": 2 * many}
    with BERTA.at_work():
        cards = Card.objects.filter(state="living")
        assert {one.pk for one in cards} == set(Application.objects.values_list("card", flat=True))
        assert sorted(cards.values_list("index", flat=True)) == list(range(many))
    promise("races", 2 * many, f"decisions over {connections} connections, one card for each application")


def test_granted_and_declined_at_once_it_is_one_of_the_two(office: Office, is_long: bool, promise: Kept) -> None:
    many, connections = (200, 50) if is_long else (3, 6)
    applications, actor = applied(office, many), BERTA.actor()

    def deciding(application: Application, yes: bool) -> Callable[[], str]:
        def decide() -> str:
            with enter(actor, action="tests.decide"):
                verb = services.grant_application if yes else services.decline_application
                verb(actor=actor, application=application, reason="So ist es.")
            return "decided"

        return decide

    said = at_once([deciding(one, yes) for one in applications for yes in (True, False)], connections)
    assert said == {"decided": many, "too late": many}
    with BERTA.at_work():
        granted = Application.objects.filter(state="granted")
        assert granted.count() + Application.objects.filter(state="declined", card=None).count() == many
        assert Card.objects.count() == granted.exclude(card=None).count() == granted.count()
    promise("races", 2 * many, f"decisions over {connections} connections, yes or no to each application")


def test_a_phone_reported_lost_by_many_at_once_is_replaced_once(office: Office, is_long: bool, promise: Kept) -> None:
    many = 50 if is_long else 6
    with BERTA.at_work() as berta:
        card = services.issue_card(
            actor=berta, office=office, name="Yusuf Misal", expires_on=timezone.localdate() + datetime.timedelta(99)
        )
    actor = BERTA.actor()

    def lose() -> str:
        with enter(actor, action="tests.lose"):
            return str(services.replace_card(actor=actor, card=card, reason="Handy weg").index)

    assert at_once([lose] * many, many) == {"1": many}
    with BERTA.at_work():
        assert sorted(Card.objects.values_list("index", "state")) == [(0, "replaced"), (1, "living")]
        assert list(Revocation.objects.values_list("index", flat=True)) == [0]
    promise("races", many, f"reports of a lost card over {many} connections, one new card")
