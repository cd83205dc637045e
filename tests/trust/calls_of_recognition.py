"""How the services of recognition are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.recognition import selectors as card_selectors
from engagiert.apps.recognition import services as card_services
from engagiert.kernel.authz import Actor
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def issue(world: World, actor: Actor) -> Any:
    later = timezone.localdate() + datetime.timedelta(days=300)
    return card_services.issue_card(actor=actor, office=world.person.office(), name="Neue Karte", expires_on=later)


def of_card(verb: str, **more: Any) -> Call:
    service = getattr(card_services, verb)
    return lambda world, actor: service(actor=actor, card=world.card, **more)


def withdraw(world: World, actor: Actor) -> Any:
    key = card_selectors.signer_of(world.card)
    assert key is not None
    return card_services.withdraw_key(actor=actor, office=world.person.office(), key_id=key.key_id)


CALLS: dict[str, Call] = {
    "recognition.issue_card": issue,
    "recognition.replace_card": of_card("replace_card", reason="Handy weg"),
    "recognition.revoke_card": of_card("revoke_card", reason="Karte gestohlen"),
    "recognition.revoke_erased": lambda world, actor: card_services.revoke_erased(
        actor=actor, office=world.person.office(), keys=[str(world.card.pk)]
    ),
    "recognition.retire_key": lambda world, actor: card_services.retire_key(actor=actor, office=world.person.office()),
    "recognition.withdraw_key": withdraw,
}
