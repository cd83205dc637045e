"""How the services of recognition are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.cases.public import From
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


def apply(world: World, actor: Actor) -> Any:
    facts = card_services.Facts("Neu Beispiel", datetime.date(1980, 5, 1), timezone.localdate())
    did = {"organisation_name": "Chor", "since": datetime.date(2020, 1, 1)}
    return card_services.apply_for_card(
        actor=actor, office=world.person.office(), facts=facts, engagements=[did], asker=From(name="Neu")
    )


def of_application(verb: str, **more: Any) -> Call:
    service = getattr(card_services, verb)
    return lambda world, actor: service(actor=actor, application=world.application, **more)


CALLS: dict[str, Call] = {
    "recognition.apply_for_card": apply,
    "recognition.ask_organisations": of_application("ask_organisations", origin="https://stadt.example"),
    "recognition.grant_application": of_application("grant_application", reason="Anruf"),
    "recognition.decline_application": of_application("decline_application", reason="Zu wenig Stunden"),
    "recognition.note_confirmation": lambda world, actor: card_services.note_confirmation(
        actor=actor, engagement=world.engagement, by="Ole Beispiel", yes=True
    ),
    "recognition.set_programme": lambda world, actor: card_services.set_programme(
        actor=actor, office=world.person.office(), minimum_age=14
    ),
    "recognition.issue_card": issue,
    "recognition.replace_card": of_card("replace_card", reason="Handy weg"),
    "recognition.revoke_card": of_card("revoke_card", reason="Karte gestohlen"),
    "recognition.revoke_erased": lambda world, actor: card_services.revoke_erased(
        actor=actor, office=world.person.office(), keys=[str(world.card.pk)]
    ),
    "recognition.retire_key": lambda world, actor: card_services.retire_key(actor=actor, office=world.person.office()),
    "recognition.withdraw_key": withdraw,
}
