"""Shifts and who is in them."""

import uuid
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Seat, Shift, Volunteer
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, find_link

CODE = "volunteering.seat"
_HELD = [Seat.State.TAKEN, Seat.State.OFFERED]
_MOST = 200


@dataclass(frozen=True, slots=True)
class Free:
    """A shift as everybody may see it: how many seats are free, how many wait; nobody's name."""

    shift: Shift
    free: int
    waiting: int


def _counted(found: "QuerySet[Shift]") -> list[Free]:
    rows = found.annotate(
        held=Count("taken", filter=Q(taken__state__in=_HELD)),
        queue=Count("taken", filter=Q(taken__state=Seat.State.WAITING)),
    )
    return [Free(one, max(one.seats - one.held, 0), one.queue) for one in rows[:_MOST]]


def shifts_of_town(actor: Actor, office: Office) -> list[Free]:
    """What is to come at this office, for everybody, soonest first."""
    with in_the_office(actor, office.pk, action="volunteering.read_shifts"):
        coming = Shift.objects.filter(office=office, begins_at__gt=timezone.now(), cancelled_at__isnull=True)
        return _counted(coming)


def shift_of_town(actor: Actor, office: Office, shift_id: uuid.UUID) -> Free:
    """One shift for everybody; 404 where there is none."""
    with in_the_office(actor, office.pk, action="volunteering.read_shifts"):
        found = _counted(Shift.objects.filter(office=office, pk=shift_id))
    if not found:
        raise Http404
    return found[0]


def shifts_at(actor: Actor, *, past: bool = False) -> list[Free]:
    """Those of the actor's offices, to come or over."""
    found = Shift.objects.filter(office__in=actor.office_ids)
    now = timezone.now()
    return _counted(found.filter(ends_at__lte=now).order_by("-begins_at") if past else found.filter(ends_at__gt=now))


def shift_for(actor: Actor, shift_id: uuid.UUID) -> Shift:
    """The shift, if the actor works at its office; 404 otherwise."""
    found = Shift.objects.select_related("office__place").filter(pk=shift_id).first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def seats_of(shift: Shift) -> list[Seat]:
    """Who has a seat, who is offered one, who waits, in fair order; then who gave theirs up."""
    return list(Seat.objects.filter(shift=shift).select_related("volunteer", "shift").order_by("asked_at", "id"))


def seats_of_person(volunteer: Volunteer) -> list[Seat]:
    """Where somebody has a seat or waits for one, and where they were; latest first."""
    return list(volunteer.seats.select_related("shift").order_by("-shift__begins_at"))


def seat_link(code: str) -> Link:
    """Raises ``LinkGone``."""
    return find_link(code, CODE)


def seat_behind(link: Link) -> Seat:
    found = Seat.objects.select_related("shift", "volunteer__office__place").filter(pk=link.about.partition(":")[2])
    seat = found.first()
    if seat is None:
        raise Http404
    return seat


def own_seat(actor: Actor, code: str) -> tuple[Seat, int]:
    """The seat behind a code, and its place in the waitlist from 1 (0 where it does not wait). Raises ``LinkGone``."""
    link = seat_link(code)
    with in_the_office(actor, link.office_id, action="volunteering.read_seat"):
        seat = seat_behind(link)
        if seat.state != Seat.State.WAITING:
            return seat, 0
        before = Seat.objects.filter(shift=seat.shift_id, state=Seat.State.WAITING, asked_at__lt=seat.asked_at)
        return seat, before.count() + 1
