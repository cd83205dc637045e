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


def may_prepare(world: World, actor: Actor) -> bool:
    """Whoever must be refused writes nothing before either."""
    return actor.has_role(world.person.office().pk, "coordinator")


def renew(world: World, actor: Actor) -> Any:
    """The world's card ends next week, and came of an application."""
    soon = timezone.localdate() + datetime.timedelta(days=7)
    if may_prepare(world, actor):
        _ends_soon(world, soon)
    return card_services.renew_card(actor=actor, card=world.card)


def _ends_soon(world: World, soon: datetime.date) -> None:
    type(world.card).objects.filter(pk=world.card.pk).update(expires_on=soon, ended_on=soon)
    type(world.application).objects.filter(pk=world.application.pk).update(
        card=world.card, state="granted", decided_at=timezone.now()
    )


def remind(world: World, actor: Actor) -> Any:
    assert world.card.expires_on is not None
    day = world.card.expires_on - datetime.timedelta(days=30)
    if may_prepare(world, actor):
        type(world.card).objects.filter(pk=world.card.pk).update(mail="karte@beispiel.example")
    return card_services.remind_owners(actor=actor, office=world.person.office(), today=day)


def note_printed(world: World, actor: Actor) -> Any:
    if may_prepare(world, actor):
        type(world.card).objects.filter(pk=world.card.pk).update(medium="plastic")
    return card_services.note_printed(actor=actor, office=world.person.office())


def issue_proof(world: World, actor: Actor) -> Any:
    """Hours of the world's placement, confirmed at the desk before."""
    if may_prepare(world, actor):
        type(world.hours).objects.filter(pk=world.hours.pk).update(confirmed_at=timezone.now(), refused_at=None)
    today = timezone.localdate()
    certified = card_services.Certified("engagement", today - datetime.timedelta(days=300), today)
    return card_services.issue_proof(
        actor=actor, volunteer=world.placement.volunteer, certified=certified, token="trust"
    )


def of_partner(verb: str, **more: Any) -> Call:
    service = getattr(card_services, verb)
    return lambda world, actor: service(actor=actor, partner=world.partner, **more)


def of_app_list(verb: str) -> Call:
    service = getattr(card_services, verb)
    return lambda world, actor: service(actor=actor, run=world.app_tried)


def agree(world: World, actor: Actor) -> Any:
    """The world's card is in the app already: its owner takes that back first."""
    if may_prepare(world, actor):
        card_services.take_back_from_app(actor=actor, card=world.card, way="phone")
    return card_services.agree_to_app(actor=actor, card=world.card, way="counter")


PARTNER = {"name": "Café Beispiel", "kind": "food", "benefit": "Ein Keks zum Kaffee"}


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
    "recognition.decide_many": lambda world, actor: card_services.decide_many(
        actor=actor, office=world.person.office(), keys=[world.application.pk], grant=False, reason="Zu wenig"
    ),
    "recognition.withdraw_application": of_application("withdraw_application"),
    "recognition.change_owner": of_card("change_owner", owner=card_services.Owner(mail="neu@beispiel.example")),
    "recognition.give_own_code": of_card("give_own_code"),
    "recognition.renew_card": renew,
    "recognition.remind_owners": remind,
    "recognition.note_printed": note_printed,
    "recognition.enter_partner": lambda world, actor: card_services.enter_partner(
        actor=actor, office=world.person.office(), facts=PARTNER, contact={}, token="trust"
    ),
    "recognition.offer_partnership": lambda world, actor: card_services.offer_partnership(
        actor=actor, office=world.person.office(), facts=PARTNER, contact={"name": "Ina Probe"}, token="trust"
    ),
    "recognition.decline_partner": lambda world, actor: card_services.decline_partner(
        actor=actor, offer=world.partner_offer, reason="Passt nicht"
    ),
    "recognition.change_partner": of_partner("change_partner", facts={"times": "montags"}, contact={"name": "Ina"}),
    "recognition.set_partner_state": of_partner("set_partner_state", state="paused"),
    "recognition.give_partner_code": of_partner("give_partner_code"),
    "recognition.issue_proof": issue_proof,
    "recognition.withdraw_proof": lambda world, actor: card_services.withdraw_proof(
        actor=actor, proof=world.proof, reason="Falsche Stunden"
    ),
    "recognition.word_proofs": lambda world, actor: card_services.word_proofs(
        actor=actor, office=world.person.office(), kind="youth", opening="hat geholfen.", thanks="Danke."
    ),
    "recognition.issue_card": issue,
    "recognition.set_app_layout": lambda world, actor: card_services.set_app_layout(
        actor=actor, office=world.person.office(), name="App 2027"
    ),
    "recognition.hand_over_cards": lambda world, actor: card_services.hand_over_cards(
        actor=actor, office=world.person.office(), parts=["new", "valid"]
    ),
    "recognition.agree_to_app": agree,
    "recognition.take_back_from_app": of_card("take_back_from_app", way="phone"),
    "recognition.receive_app_list": lambda world, actor: card_services.receive_app_list(
        actor=actor, office=world.person.office(), filename="a.csv", content=b"Nummer;Name\n1;Eva Beispiel\n"
    ),
    "recognition.choose_app_columns": lambda world, actor: card_services.choose_app_columns(
        actor=actor, run=world.app_tried, fields=[*(one["field"] for one in world.app_tried.columns[:-1]), ""]
    ),
    "recognition.try_app_list": of_app_list("try_app_list"),
    "recognition.take_over_app_list": of_app_list("take_over_app_list"),
    "recognition.discard_app_list": of_app_list("discard_app_list"),
    "recognition.undo_app_list": lambda world, actor: card_services.undo_app_list(actor=actor, run=world.app_done),
    "recognition.replace_card": of_card("replace_card", reason="Handy weg"),
    "recognition.revoke_card": of_card("revoke_card", reason="Karte gestohlen"),
    "recognition.revoke_erased": lambda world, actor: card_services.revoke_erased(
        actor=actor, office=world.person.office(), keys=[str(world.card.pk)]
    ),
    "recognition.retire_key": lambda world, actor: card_services.retire_key(actor=actor, office=world.person.office()),
    "recognition.withdraw_key": withdraw,
}
