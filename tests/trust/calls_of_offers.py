"""How the services of offers are called; see test_record.py."""

from collections.abc import Callable
from typing import Any

from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.services import importing
from engagiert.kernel.authz import Actor
from tests.factories import offers
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]
_SOURCE = {"label": "Probe", "kind": "hand", "on": "2026-11-01", "by": ""}


def of_offer(verb: str, before: str = "", **more: Any) -> Call:
    """The verb on the published offer; ``before`` is another verb that must come first."""

    def call(world: World, actor: Actor) -> Any:
        if before:
            getattr(services, before)(actor=actor, opportunity=world.offer)
        return getattr(services, verb)(actor=actor, opportunity=world.offer, **more)

    return call


def of_draft(verb: str) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, opportunity=world.hidden_offer)


def of_wish(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, opportunity=world.proposed_offer, **more)


def draft_of(world: World) -> services.Draft:
    values = {"title": "Neues Angebot", "tasks": offers.TASKS}
    return services.Draft(world.person.office().place, values, world.public)


def create_many(world: World, actor: Actor) -> Any:
    state = Opportunity.State.DRAFT
    office = world.person.office()
    return services.create_many(actor=actor, office=office, drafts=[draft_of(world)], state=state, sources=[_SOURCE])


def choose_columns(world: World, actor: Actor) -> Any:
    run = world.offers_tried
    fields = [column["field"] for column in run.columns]
    return importing.choose_offer_columns(actor=actor, run=run, fields=fields, source="Neuer Name", publish=True)


CALLS: dict[str, Call] = {
    "opportunities.receive_offers": lambda w, a: importing.receive_offers(
        actor=a, office=w.person.office(), filename="neu.csv", content=b"Titel;Organisation\nLesen;Kreis Probe\n"
    ),
    "opportunities.choose_offer_columns": choose_columns,
    "opportunities.try_offers": lambda w, a: importing.try_offers(actor=a, run=w.offers_tried),
    "opportunities.start_try_offers": lambda w, a: importing.start_try_offers(actor=a, run=w.offers_tried),
    "opportunities.start_offers": lambda w, a: importing.start_offers(actor=a, run=w.offers_tried),
    "opportunities.discard_offers": lambda w, a: importing.discard_offers(actor=a, run=w.offers_tried),
    "opportunities.start_undo_offers": lambda w, a: importing.start_undo_offers(actor=a, run=w.offers_taken_over),
    "opportunities.create_opportunity": lambda w, a: services.create_opportunity(
        actor=a, office=w.person.office(), draft=draft_of(w)
    ),
    "opportunities.create_many": create_many,
    "opportunities.update_opportunity": of_offer("update_opportunity", values={"tasks": "Etwas anderes."}),
    "opportunities.submit_opportunity": of_draft("submit_opportunity"),
    "opportunities.publish_opportunity": of_draft("publish_opportunity"),
    "opportunities.pause_opportunity": of_offer("pause_opportunity"),
    "opportunities.fill_opportunity": of_offer("fill_opportunity"),
    "opportunities.reopen_opportunity": of_offer("reopen_opportunity", before="pause_opportunity"),
    "opportunities.close_opportunity": of_offer("close_opportunity", closing="filled"),
    "opportunities.confirm_opportunity": of_offer("confirm_opportunity", by="jemand am Telefon"),
    "opportunities.accept_proposal": of_wish("accept_proposal"),
    "opportunities.decline_proposal": of_wish("decline_proposal", reason="Samstags ist zu."),
    "opportunities.decided": of_wish("decided", outcome="helped"),
    "opportunities.undo_revision": lambda w, a: services.undo_revision(actor=a, revision=w.offer_change),
}
