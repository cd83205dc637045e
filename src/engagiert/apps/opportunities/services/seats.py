"""Seats in shifts: never oversold, nobody twice at the same time, freed seats offered in the order of the line.

Each verb locks the shift first, so of two who press in the same second one has the seat and the other stands in line.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.models import Booking, Opportunity, Session, Shift
from engagiert.apps.opportunities.projection import project
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

State = Booking.State
# How long a freed seat is kept for the next in line: a day, but never longer than half the time that is left.
KEPT = datetime.timedelta(hours=24)
LEAST = datetime.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Plan:
    """A shift to be."""

    name: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    seats: int


def plan_session(
    *,
    actor: Actor,
    opportunity: Opportunity,
    shifts: Sequence[Plan],
    where: str = "",
) -> Session:
    """A dated occasion with its shifts; it lasts from the first to the last. Raises ``ValidationError``."""
    require(actor, rules.EDIT_OFFER, opportunity)
    if not shifts:
        raise ValidationError(_("Ein Termin braucht mindestens eine Schicht."))
    for plan in shifts:
        if plan.ends_at <= plan.starts_at:
            raise ValidationError(_("Das Ende liegt vor dem Beginn."))
        if not 1 <= plan.seats <= 1000:
            raise ValidationError(_("Eine Schicht hat zwischen 1 und 1.000 Plätzen."))
    session = Session.objects.create(
        office_id=opportunity.office_id,
        opportunity=opportunity,
        starts_at=min(plan.starts_at for plan in shifts),
        ends_at=max(plan.ends_at for plan in shifts),
        where=where[:200],
    )
    for plan in shifts:
        Shift.objects.create(
            office_id=opportunity.office_id, session=session, name=plan.name[:120], starts_at=plan.starts_at,
            ends_at=plan.ends_at, seats=plan.seats,
        )  # fmt: skip
    _show(session)
    return session


def _show(session: Session) -> None:
    """The public page says when it is."""
    project([Opportunity.objects.select_related("place").get(pk=session.opportunity_id)])


@transaction.atomic
def take_seat(*, actor: Actor, shift: Shift, who: str = "", name: str = "") -> Booking:
    """A seat if one is free, else the last place in line. The same person twice is one booking.

    Raises ``ValidationError`` where they have another shift at that time, or the occasion is over or called off.
    """
    require(actor, rules.TAKE_SEATS, shift.office_id)
    held = _locked(shift)
    now = timezone.now()
    if held.session.cancelled_at is not None or held.ends_at <= now:
        raise ValidationError(_("Dieser Termin ist vorbei oder fällt aus."))
    if who:
        known = Booking.objects.filter(shift=held, who=who, state__in=Booking.OPEN).first()
        if known is not None:
            return known
    # Whoever waits already stands before whoever comes now.
    free = held.free > 0 and not _line(held).exists()
    booking = Booking(
        office_id=held.office_id, shift=held, who=who, name=name[:200], booked_at=now, changed_at=now,
        state=State.SEATED if free else State.WAITING, span=(held.starts_at, held.ends_at),
    )  # fmt: skip
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
            if free:
                Shift.objects.filter(pk=held.pk).update(taken=F("taken") + 1)
    except IntegrityError as error:
        if "nobody_in_two_shifts_at_once" in str(error):
            raise ValidationError(_("Zu dieser Zeit gibt es schon eine andere Schicht.")) from error
        raise
    return booking


def place_in_line(booking: Booking) -> int:
    """1 for the next; 0 for whoever does not wait."""
    if booking.state != State.WAITING:
        return 0
    before = Booking.objects.filter(shift=booking.shift_id, state=State.WAITING)
    return before.filter(booked_at__lt=booking.booked_at).count() + 1


@transaction.atomic
def give_back(*, actor: Actor, booking: Booking) -> Booking:
    """Somebody does not come: their seat is offered to the next in line. Twice is once."""
    require(actor, rules.TAKE_SEATS, booking.office_id)
    shift = _locked(booking.shift)
    held = Booking.objects.get(pk=booking.pk)
    if held.state in (State.SEATED, State.OFFERED):
        _free(shift, held, State.GIVEN_BACK)
    elif held.state == State.WAITING:
        _to(held, State.GIVEN_BACK)
    return held


@transaction.atomic
def accept_seat(*, actor: Actor, booking: Booking) -> Booking:
    """The next in line takes the seat that was offered. Raises ``ValidationError`` where the time is over."""
    require(actor, rules.TAKE_SEATS, booking.office_id)
    _locked(booking.shift)
    held = Booking.objects.get(pk=booking.pk)
    if held.state == State.SEATED:
        return held
    if held.state != State.OFFERED or held.offered_until is None or held.offered_until <= timezone.now():
        raise ValidationError(_("Dieser Platz ist schon weitergegeben. Danke, dass Sie helfen wollten."))
    return _to(held, State.SEATED)


def expire_offers(*, actor: Actor, office_id: int, now: datetime.datetime) -> int:
    """Seats that nobody took in time go to the next; how many. For the worker."""
    overdue = Booking.objects.filter(office_id=office_id, state=State.OFFERED, offered_until__lte=now)
    lapsed = 0
    for booking in overdue.select_related("shift__session"):
        require(actor, rules.TAKE_SEATS, booking.office_id)
        with transaction.atomic():
            shift = _locked(booking.shift)
            held = Booking.objects.get(pk=booking.pk)
            if held.state == State.OFFERED and held.offered_until is not None and held.offered_until <= now:
                _free(shift, held, State.LAPSED)
                lapsed += 1
    return lapsed


@transaction.atomic
def note_attendance(*, actor: Actor, booking: Booking, came: bool) -> Booking:
    """Whether somebody was there; can be corrected. Only for whoever had a seat, and not before the shift began."""
    require(actor, rules.TAKE_SEATS, booking.office_id)
    shift = _locked(booking.shift)
    held = Booking.objects.get(pk=booking.pk)
    if held.state not in (State.SEATED, State.CAME, State.MISSED) or shift.starts_at > timezone.now():
        raise ValidationError(_("Das lässt sich erst notieren, wenn die Schicht begonnen hat."))
    held.noted_by = actor.label
    return _to(held, State.CAME if came else State.MISSED)


@transaction.atomic
def call_off_session(*, actor: Actor, session: Session) -> Session:
    """The occasion does not take place; everybody who has a seat or waits is told by whoever listens."""
    require(actor, rules.TAKE_SEATS, session.office_id)
    held = Session.objects.select_for_update().get(pk=session.pk)
    if held.cancelled_at is None:
        held.cancelled_at, held.version = timezone.now(), held.version + 1
        held.save(update_fields=["cancelled_at", "version"])
        _show(held)
        bus.publish("SessionChanged", office_id=held.office_id, session_id=held.pk)
    return held


@transaction.atomic
def move_session(*, actor: Actor, session: Session, by: datetime.timedelta) -> Session:
    """Earlier or later with all its shifts; calendars change their entry. Raises ``ValidationError`` where somebody
    would be in two shifts at once."""
    require(actor, rules.TAKE_SEATS, session.office_id)
    held = Session.objects.select_for_update().get(pk=session.pk)
    try:
        with transaction.atomic():
            for shift in Shift.objects.select_for_update().filter(session=held):
                shift.starts_at, shift.ends_at = shift.starts_at + by, shift.ends_at + by
                shift.save(update_fields=["starts_at", "ends_at"])
                Booking.objects.filter(shift=shift).update(span=(shift.starts_at, shift.ends_at))
    except IntegrityError as error:
        raise ValidationError(_("Jemand hat dann schon eine andere Schicht.")) from error
    held.starts_at, held.ends_at, held.version = held.starts_at + by, held.ends_at + by, held.version + 1
    held.save(update_fields=["starts_at", "ends_at", "version"])
    _show(held)
    bus.publish("SessionChanged", office_id=held.office_id, session_id=held.pk)
    return held


def _locked(shift: Shift) -> Shift:
    return Shift.objects.select_for_update(of=("self",)).select_related("session").get(pk=shift.pk)


def _line(shift: Shift) -> QuerySet[Booking]:
    return Booking.objects.filter(shift=shift, state=State.WAITING).order_by("booked_at", "id")


def _to(booking: Booking, state: str) -> Booking:
    booking.state, booking.changed_at = state, timezone.now()
    booking.save(update_fields=["state", "changed_at", "offered_until", "noted_by"])
    return booking


def _free(shift: Shift, booking: Booking, state: str) -> None:
    """Take the seat away from this one, and keep it for the next who is free at that time."""
    _to(booking, state)
    Shift.objects.filter(pk=shift.pk).update(taken=F("taken") - 1)
    now = timezone.now()
    if shift.session.cancelled_at is not None or shift.starts_at <= now:
        return
    for following in _line(shift):
        following.offered_until = now + max(LEAST, min(KEPT, (shift.starts_at - now) / 2))
        try:
            with transaction.atomic():
                _to(following, State.OFFERED)
                Shift.objects.filter(pk=shift.pk).update(taken=F("taken") + 1)
        except IntegrityError:
            # Has another shift by now: stays in line, and the seat goes on.
            continue
        bus.publish("SeatOffered", office_id=shift.office_id, booking_id=str(following.pk))
        return
