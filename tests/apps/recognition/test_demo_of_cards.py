"""The demo of cards, outings and awards: loaded twice it is there once, in all the states a newcomer should see."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from engagiert.apps.accounts.public import Office, add_account, take_on_task
from engagiert.apps.awards import demo as awards
from engagiert.apps.awards.models import Award, Honour, Nomination
from engagiert.apps.programme import demo as outings
from engagiert.apps.programme.models import Signup
from engagiert.apps.recognition import demo as cards
from engagiert.apps.recognition.models import Application, Card, Partner
from engagiert.apps.recognition.renewing import goes_on_from
from engagiert.kernel.tenancy import enter
from tests.cast import MURAT, OPERATOR, the_operator_at_work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_demo_office(settings: Any, tmp_path: Path) -> None:
    settings.ENGAGIERT_CARD_KEYS = tmp_path / "keys"
    office = MURAT.office()
    with the_operator_at_work():
        office = take_on_task(actor=OPERATOR, office=office, task=Office.Task.CARD)
        add_account(
            actor=OPERATOR, mail=cards._KEEPER, name="Murat Misal", office=office, role="coordinator", is_demo=True
        )


def states(model: Any) -> Counter[str]:
    return Counter(model.objects.values_list("state", flat=True))


def test_the_demo_shows_each_state_once_however_often_it_is_loaded() -> None:
    said: list[str] = []
    for _twice in range(2):
        for demo in (cards, outings, awards):
            demo.load(say=said.append)
    assert len(said) == 3
    with enter(MURAT.actor(), action="tests.read"):
        assert states(Card) == {"living": 4, "revoked": 1}
        assert states(Application) == {"open": 3, "granted": 1}
        assert Partner.objects.filter(latitude__isnull=False).count() == 4
        assert states(Signup) == {"taken": 4, "waiting": 2}
        assert states(Nomination) == {"granted": 3, "jury": 2, "open": 1}
        assert Honour.objects.count() == 2
        assert Award.objects.get().ceremony_at is not None
        ends_soon = [card for card in Card.objects.all() if goes_on_from(card, timezone.localdate())]
        assert [card.name for card in ends_soon] == ["Rosa Ersonnen"]
