"""Offers, made by the services, each entered by somebody of the cast."""

from typing import Any

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities import services
from engagiert.apps.opportunities.models import Opportunity
from tests.cast import Person

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
