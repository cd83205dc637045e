"""What an organisation sees: by its code one question without a name, with an account its people and their hours."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Organisation, in_the_office, own_selectors
from engagiert.apps.volunteering import week
from engagiert.apps.volunteering.models import Hours, Placement, Proposal, Seat, Volunteer
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import find_link

from .people import may_be_named

ANSWER = "volunteering.organisation"
_MOST = 100


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What an organisation is asked: the offer, and what the person brings; never who it is."""

    office: Office
    title: str
    organisation_name: str
    reasons: tuple[str, ...]
    when: str
    years: int | None
    friends: int
    answered: bool
    may_say_yes: bool


def asked_by_code(actor: Actor, code: str, today: datetime.date) -> AskedOf:
    """For who holds the code. Raises ``LinkGone``."""
    link = find_link(code, ANSWER)
    with in_the_office(actor, link.office_id, action="volunteering.read_question"):
        found = Proposal.objects.select_related("volunteer__office__place", "volunteer__wish")
        proposal = found.filter(pk=link.about.partition(":")[2]).first()
        if proposal is None:
            raise Http404
        volunteer = proposal.volunteer
        others = Volunteer.objects.filter(circle=proposal.together).count() - 1 if proposal.together else 0
        return AskedOf(
            office=volunteer.office,
            title=proposal.title,
            organisation_name=proposal.organisation_name,
            reasons=tuple(proposal.reasons),
            when=week.words(volunteer.wish.week_parts),
            years=volunteer.age(today),
            friends=others,
            answered=not proposal.is_open,
            may_say_yes=may_be_named(volunteer, today),
        )


def contact_for(actor: Actor, proposal: Proposal) -> dict[str, Any]:
    """Name and reach of the person, for the organisation that has just said yes to it; nothing after a no."""
    if proposal.state != Proposal.State.AGREED:
        return {"volunteer": None}
    return {"volunteer": proposal.volunteer}


@dataclass(frozen=True, slots=True)
class People:
    """Those who help at an organisation or are about to, and the hours written down there."""

    placements: list[Placement]
    waiting: list[Proposal]
    hours: list[Hours]
    seats: list[Seat]


def people_of(actor: Actor, organisation: Organisation) -> People:
    """For a contact of the organisation: names of those to whom both said yes, nobody else's. 404 for others."""
    own = own_selectors.own_record_for(actor, organisation.pk)
    with in_the_office(actor, own.office_id, action="volunteering.read_people"):
        placements = Placement.objects.filter(organisation_id=own.pk).exclude(state=Placement.State.ENDED)
        asked = Proposal.objects.filter(
            organisation_id=own.pk, state=Proposal.State.OPEN, organisation_asked_at__isnull=False
        )
        hours = Hours.objects.filter(placement__organisation_id=own.pk).select_related("placement__volunteer")
        begun = Seat.objects.filter(
            shift__organisation_id=own.pk, state=Seat.State.TAKEN, shift__begins_at__lte=timezone.now()
        )
        seats = begun.select_related("shift", "volunteer").order_by("-shift__begins_at", "asked_at")
        return People(
            placements=list(placements.select_related("volunteer")[:_MOST]),
            waiting=list(asked[:_MOST]),
            hours=list(hours[:_MOST]),
            seats=list(seats[:_MOST]),
        )
