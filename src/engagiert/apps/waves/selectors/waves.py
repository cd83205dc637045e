"""A wave as the desk sees it, as everybody may see it, and as somebody sees their own part by code."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Organisation, in_the_office
from engagiert.apps.volunteering.public import Placement, Proposal, Seat, Volunteer
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.waves import rules
from engagiert.apps.waves.models import Allotment, Gathering, Group, Invitation, Opening, Signup, Wave
from engagiert.kernel.authz import Actor, require

_HELD = [Seat.State.TAKEN, Seat.State.OFFERED]


def waves_at(actor: Actor) -> list[Wave]:
    """Those of the actor's offices, newest first."""
    found = Wave.objects.filter(office__in=actor.office_ids).annotate(number=Count("signups"))
    return list(found.select_related("office__place")[:50])


def wave_for(actor: Actor, wave_id: uuid.UUID) -> Wave:
    """The wave, if the actor works at its office; 404 otherwise."""
    found = Wave.objects.select_related("office__place").filter(pk=wave_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def wave_of_town(actor: Actor, office: Office) -> Wave | None:
    """The wave that runs at this office, for everybody; None where none does."""
    with in_the_office(actor, office.pk, action="waves.read"):
        running = Wave.objects.filter(office=office).exclude(state=Wave.State.ENDED)
        return running.select_related("office__place").first()


@dataclass(frozen=True, slots=True)
class Numbers:
    """How the wave stands. ``late``: people who were promised a word by today and have heard none."""

    people: int
    free: int
    proposed: int
    placed: int
    late: int
    kept: int
    deleted: int
    by_phone: int


def numbers_of(wave: Wave, today: datetime.date) -> Numbers:
    """In one query."""
    mine = {"volunteer": OuterRef("volunteer")}
    rows = Signup.objects.filter(wave=wave).annotate(
        has_proposal=Exists(Proposal.objects.filter(**mine, state__in=["open", "agreed"])),
        has_place=Exists(Placement.objects.filter(**mine).exclude(state=Placement.State.ENDED)),
    )
    there = ~Q(keep="delete") & Q(volunteer__left_on__isnull=True)
    active = there & Q(volunteer__state=Volunteer.State.ACTIVE)
    return Numbers(
        **rows.aggregate(
            people=Count("pk"),
            free=Count("pk", filter=active & Q(has_proposal=False, has_place=False)),
            proposed=Count("pk", filter=there & Q(has_proposal=True, has_place=False)),
            placed=Count("pk", filter=Q(has_place=True)),
            late=Count("pk", filter=active & Q(heard_at__isnull=True, promised_on__lte=today)),
            kept=Count("pk", filter=Q(keep="keep")),
            deleted=Count("pk", filter=Q(keep="delete")),
            by_phone=Count("pk", filter=active & ~Q(volunteer__reach__in=["mail", "post"])),
        )
    )


@dataclass(frozen=True, slots=True)
class Filled:
    """A date with its seats."""

    gathering: Gathering
    taken: int
    waiting: int
    invited: int


def gatherings_of(wave: Wave) -> list[Filled]:
    """All dates of the wave, soonest first."""
    found = Gathering.objects.filter(wave=wave).select_related("shift", "wave__office__place")
    rows = found.annotate(
        taken=Count("shift__taken", filter=Q(shift__taken__state__in=_HELD), distinct=True),
        queue=Count("shift__taken", filter=Q(shift__taken__state=Seat.State.WAITING), distinct=True),
        invited=Count("invitations", distinct=True),
    )
    return [Filled(one, one.taken, one.queue, one.invited) for one in rows]


def gathering_for(actor: Actor, gathering_id: uuid.UUID) -> Gathering:
    """The date, if the actor works at its office; 404 otherwise."""
    found = Gathering.objects.select_related("shift", "wave__office__place").filter(pk=gathering_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def allotment_of(wave: Wave) -> Allotment | None:
    """The one under way, else the last."""
    return Allotment.objects.filter(wave=wave).exclude(state=Allotment.State.DROPPED).first()


def picks_by_organisation(allotment: Allotment) -> list[dict[str, Any]]:
    """How many each organisation would get, most first."""
    rows = allotment.picks.order_by().values("organisation_name").annotate(
        number=Count("pk"), sent=Count("pk", filter=Q(state="sent"))
    )  # fmt: skip
    return [dict(row) for row in rows.order_by("-number", "organisation_name")[:100]]


def openings_of(wave: Wave) -> "QuerySet[Opening]":
    return Opening.objects.filter(wave=wave).select_related("neighbour__place")


def groups_of(wave: Wave) -> list[Group]:
    """Groups that organise themselves, each with the ``name`` of its record."""
    found = list(Group.objects.filter(wave=wave))
    names = dict(Organisation.objects.filter(pk__in=[one.organisation_id for one in found]).values_list("pk", "name"))
    for one in found:
        one.name = names.get(one.organisation_id, "")
    return [one for one in found if one.name]


def signup_for(actor: Actor, signup_id: uuid.UUID) -> Signup:
    """The sign-up, if the actor works at its office; 404 otherwise."""
    found = Signup.objects.select_related("volunteer__office__place", "wave").filter(pk=signup_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def opening_for(actor: Actor, opening_id: uuid.UUID) -> Opening:
    """The question, for the office that asks and the one that is asked; 404 where the wall shows none."""
    found = Opening.objects.select_related("neighbour__place", "office__place").filter(pk=opening_id).first()
    if found is None:
        raise Http404
    require(actor, rules.SEE_OPENING, found)
    return found


@dataclass(frozen=True, slots=True)
class Invited:
    """A date somebody is invited to, with their seat where they have one."""

    gathering: Gathering
    seat: Seat | None
    free: int


@dataclass(frozen=True, slots=True)
class OwnPart:
    """All that somebody sees of themselves in a wave by their code."""

    signup: Signup
    volunteer: Volunteer
    invited: list[Invited]
    has_proposal: bool


def own_part(actor: Actor, code: str) -> OwnPart:
    """Raises ``LinkGone``; 404 where they have not signed up in any wave."""
    link = people.link_of(code)
    with in_the_office(actor, link.office_id, action="waves.read_own"):
        volunteer = people.behind(link)
        signup = Signup.objects.filter(volunteer=volunteer).select_related("wave").order_by("-joined_at").first()
        if signup is None:
            raise Http404
        has_proposal = volunteer.proposals.filter(state=Proposal.State.OPEN).exists()
        return OwnPart(signup, volunteer, _invited(signup, volunteer), has_proposal)


def _invited(signup: Signup, volunteer: Volunteer) -> list[Invited]:
    asked = Invitation.objects.filter(signup=signup, gathering__shift__cancelled_at__isnull=True)
    rows = asked.select_related("gathering__shift").annotate(
        held=Count("gathering__shift__taken", filter=Q(gathering__shift__taken__state__in=_HELD))
    )
    seats = {seat.shift_id: seat for seat in Seat.objects.filter(volunteer=volunteer) if seat.is_open}
    return [
        Invited(row.gathering, seats.get(row.gathering.shift_id), max(row.gathering.shift.seats - row.held, 0))
        for row in rows
    ]
