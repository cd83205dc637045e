"""Offers, made by the services, each entered by somebody of the cast."""

from typing import Any

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Opportunity, Run
from engagiert.apps.opportunities.services import importing
from tests.cast import Person
from tests.factories.contacts import ContactPerson

TASKS = "Sie gehen mit Hunden aus dem Tierheim spazieren. Jemand zeigt Ihnen beim ersten Mal, worauf es ankommt."


def an_offer(
    *, by: Person, of: Organisation, title: str = "Gassi gehen", publish: bool = True, **values: Any
) -> Opportunity:
    """An offer of this organisation at its place, entered at the person's office."""
    with by.at_work("tests.enter_offer") as actor:
        draft = services.Draft(of.place, {"title": title, "tasks": TASKS} | values, of)
        made = services.create_opportunity(actor=actor, office=by.office(), draft=draft)
        if publish:
            services.publish_opportunity(actor=actor, opportunity=made)
        return made


def a_list(*, by: Person, rows: str = "Vorlesen;Lesekreis Probe;Sie lesen vor.", take_over: bool = True,
           header: str = "Titel;Organisation;Beschreibung") -> Run:  # fmt: skip
    """A list with one offer, tried and taken over as drafts."""
    content = f"{header}\n{rows}\n".encode()
    office = by.office()
    with by.at_work("tests.read_list") as actor:
        run = importing.receive_offers(actor=actor, office=office, filename="angebote.csv", content=content)
        fields = [column["field"] for column in run.columns]
        importing.choose_offer_columns(actor=actor, run=run, fields=fields, source="Angebote", publish=False)
        importing.try_offers(actor=actor, run=run)
        if take_over:
            importing.start_offers(actor=actor, run=run)
    importing.take_over_offers(actor=by.actor(), run_id=run.pk)
    return run


def a_wish(*, by: ContactPerson, about: Opportunity, **values: Any) -> None:
    """The organisation wants its public offer changed; the office has not looked yet."""
    with by.at_work("tests.wish") as actor:
        services.caring.change_own_offer(actor=actor, opportunity=about, values=values)
