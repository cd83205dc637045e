"""Seats of a shift: taken under a lock, a waitlist in fair order, freed seats offered until an hour."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Organisation, in_the_office, own_selectors
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.kinds import SEAT
from engagiert.apps.volunteering.models import Seat, Shift, Volunteer
from engagiert.apps.volunteering.wording import shifts as texts
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, address_of, code_of, open_link
from engagiert.kernel.tenancy import enter

from .joining import Someone, Wanting, check_age, join_one
from .steps import close_step, open_step, touch

CODE = "volunteering.seat"
_TO_ANSWER = datetime.timedelta(hours=6)
# Nobody is offered a seat so late that they cannot come.
_LATEST = datetime.timedelta(hours=1)
_REMINDED = datetime.timedelta(hours=48)
_LATE = datetime.timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Plan:
    """A shift to be; ``token`` names the form. Times with zone."""

    title: str
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    seats: int
    organisation_name: str = ""
    where: str = ""
    opportunity_id: int = 0
    organisation_id: int = 0
    token: str = ""


def plan_shift(*, actor: Actor, office: Office, plan: Plan) -> Shift:
    """A new shift; the same form twice is one. Raises ``ValidationError`` for a time or number that cannot be."""
    require(actor, rules.TAKE_DOWN, office.pk)
    if plan.ends_at <= plan.begins_at:
        raise ValidationError({"ends": _("Das Ende liegt vor dem Beginn. Prüfen Sie die Uhrzeit.")})
    if plan.ends_at - plan.begins_at > datetime.timedelta(hours=24):
        raise ValidationError({"ends": _("Eine Schicht dauert höchstens einen Tag. Legen Sie mehrere an.")})
    if plan.seats < 1:
        raise ValidationError({"seats": _("Eine Schicht braucht mindestens einen Platz.")})
    with enter(actor, action="volunteering.plan_shift"):
        token = plan.token or uuid.uuid4().hex
        known = Shift.objects.filter(office=office, token=token).first()
        return known or Shift.objects.create(
            office=office,
            title=plan.title,
            organisation_name=plan.organisation_name,
            where=plan.where,
            begins_at=plan.begins_at,
            ends_at=plan.ends_at,
            seats=plan.seats,
            opportunity_id=plan.opportunity_id,
            organisation_id=plan.organisation_id,
            token=token,
        )


def take_seat(
    *, actor: Actor, office: Office, shift_id: uuid.UUID, someone: Someone, token: str, origin: str = ""
) -> Seat:
    """Somebody without account takes a seat, or a place in the waitlist where none is free; the same form once.

    Raises ``ValidationError`` where the shift is over, or they are elsewhere at that time.
    """
    check_age(someone)
    with in_the_office(actor, office.pk, action="volunteering.take_seat") as deputy:
        known = Volunteer.objects.filter(office=office, token=f"{token}:0").first()
        volunteer = known or join_one(
            deputy, office, someone, Wanting(), Volunteer.Channel.FORM, f"{token}:0", site=origin
        )
        return _take(shift_id, volunteer)


def take_seat_by_code(*, actor: Actor, code: str, shift_id: uuid.UUID) -> Seat:
    """Somebody who has a page of their own. Raises ``LinkGone``, ``ValidationError``."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.take_seat"):
        return _take(shift_id, selectors.behind(link))


def note_seat(*, actor: Actor, volunteer: Volunteer, shift: Shift) -> Seat:
    """At the counter or on the telephone: a seat, or a place in the waitlist."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.note_seat"):
        return _take(shift.pk, volunteer)


def seat_somebody(*, actor: Actor, shift: Shift, someone: Someone, channel: str, token: str) -> Seat:
    """Somebody new at the counter or on the telephone; the same form twice is one seat."""
    require(actor, rules.WORK, shift)
    check_age(someone)
    with enter(actor, action="volunteering.seat_somebody"):
        known = Volunteer.objects.filter(office=shift.office_id, token=f"{token}:0").first()
        volunteer = known or join_one(actor, shift.office, someone, Wanting(), channel, f"{token}:0")
        return _take(shift.pk, volunteer)


def _take(shift_id: uuid.UUID, volunteer: Volunteer) -> Seat:
    """Of two who press in the same second one has the last seat: both wait for the lock of the shift."""
    shift = _locked(shift_id)
    known = Seat.objects.filter(shift=shift, volunteer=volunteer, state__in=_OPEN).first()
    if known is not None:
        return known
    _still_to_come(shift)
    if not selectors.may_be_named(volunteer, timezone.localdate()):
        # A list of names goes to the organisation: nobody under 16 stands on it before the guardians have agreed.
        raise ValidationError(
            _("Unter 16 brauchen wir zuerst die Zustimmung der Eltern. Rufen Sie uns an, oder kommen Sie vorbei.")
        )
    free = shift.seats - Seat.objects.filter(shift=shift, state__in=[Seat.State.TAKEN, Seat.State.OFFERED]).count()
    waiting = Seat.objects.filter(shift=shift, state=Seat.State.WAITING).exists()
    seat = Seat(
        office_id=shift.office_id, shift=shift, volunteer=volunteer, asked_at=timezone.now(), state=Seat.State.WAITING
    )
    if free > 0 and not waiting:
        _seated(seat)
    else:
        seat.save(force_insert=True)
    touch(volunteer)
    return seat


_OPEN = [Seat.State.TAKEN, Seat.State.WAITING, Seat.State.OFFERED]


def _seated(seat: Seat) -> None:
    seat.state, seat.offered_until = Seat.State.TAKEN, None
    seat.during = DateTimeTZRange(seat.shift.begins_at, seat.shift.ends_at)
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        if "nobody_in_two_places" not in str(error):
            raise
        raise ValidationError(
            _("Sie haben zu dieser Zeit schon einen anderen Platz. Sagen Sie erst dort ab.")
        ) from error


def give_up_seat(*, actor: Actor, seat: Seat, origin: str = "") -> None:
    """Noted at the desk: somebody cannot come; the seat goes to who waits longest."""
    require(actor, rules.WORK, seat)
    with enter(actor, action="volunteering.give_up_seat"):
        _give_up(actor, seat.pk, origin)


def give_up_by_code(*, actor: Actor, code: str, origin: str = "") -> None:
    """By the person, with the code of their seat. Raises ``LinkGone``."""
    with _with_code(actor, code, "volunteering.give_up_seat") as (deputy, seat):
        _give_up(deputy, seat.pk, origin)


def give_up_seats_of(actor: Actor, volunteer: Volunteer) -> None:
    """Whoever leaves holds no seat that somebody else could have; before the person is locked, as shifts come first."""
    open_ones = Seat.objects.filter(volunteer=volunteer, state__in=_OPEN, shift__begins_at__gt=timezone.now())
    for seat_id in open_ones.order_by("shift__begins_at").values_list("pk", flat=True):
        _give_up(actor, seat_id, volunteer.site)


def _give_up(actor: Actor, seat_id: uuid.UUID, origin: str) -> None:
    seat = _held(seat_id)
    if not seat.is_open:
        return
    freed = seat.state != Seat.State.WAITING
    _end(seat, Seat.State.GIVEN_UP)
    close_step(actor, seat.volunteer, f"volunteering.seat:{seat.pk}", "withdrawn")
    if freed:
        offered = _offer_next(actor, seat.shift, origin)
        if not offered and seat.shift.begins_at - timezone.now() < _LATE:
            subject = _("Absage kurz vorher: %(title)s, %(name)s") % {
                "title": seat.shift.title,
                "name": seat.volunteer.name,
            }
            open_step(actor, seat.volunteer, SEAT, f"volunteering.seat:{seat.pk}", subject)


def _end(seat: Seat, state: str) -> None:
    seat.state, seat.during, seat.offered_until = state, None, None
    seat.sequence += 1
    seat.save()


def _offer_next(actor: Actor, shift: Shift, origin: str) -> bool:
    """To who waits longest: by mail until an hour, by telephone as a call on the desk. Whether anybody waits."""
    if shift.begins_at <= timezone.now():
        return False
    waiting = Seat.objects.filter(shift=shift, state=Seat.State.WAITING).select_related("volunteer__office__place")
    seat = waiting.order_by("asked_at", "id").first()
    if seat is None:
        return False
    seat.shift = shift
    now = timezone.now()
    seat.state, seat.offered_at, seat.sequence = Seat.State.OFFERED, now, seat.sequence + 1
    in_writing = seat.volunteer.reach in (Volunteer.Reach.MAIL, Volunteer.Reach.NONE)
    # Who is rung is rung by a person; who reads it has until an hour.
    seat.offered_until = min(now + _TO_ANSWER, shift.begins_at - _LATEST) if in_writing else None
    if seat.offered_until is not None and seat.offered_until <= now:
        seat.offered_until = now + datetime.timedelta(minutes=30)
    seat.save()
    if seat.volunteer.reach == Volunteer.Reach.MAIL:
        code = code_of_seat(seat)
        _write(
            actor,
            seat,
            f"offered:{seat.sequence}",
            texts.offered_text(seat, code, f"{origin or seat.volunteer.site}{address_of(code)}"),
        )
    if not in_writing:
        subject = _("%(name)s anrufen: Platz frei bei „%(title)s“") % {
            "name": seat.volunteer.name,
            "title": shift.title,
        }
        open_step(actor, seat.volunteer, SEAT, f"volunteering.seat:{seat.pk}", subject)
    return True


def accept_by_code(*, actor: Actor, code: str) -> Seat:
    """The person takes the seat that was offered. Raises ``LinkGone``, ``ValidationError`` where it has gone on."""
    with _with_code(actor, code, "volunteering.accept_seat") as (deputy, seat):
        return _accept(deputy, seat.pk)


def note_acceptance(*, actor: Actor, seat: Seat) -> Seat:
    """Somebody who was rung comes."""
    require(actor, rules.WORK, seat)
    with enter(actor, action="volunteering.note_acceptance"):
        return _accept(actor, seat.pk)


def _accept(actor: Actor, seat_id: uuid.UUID) -> Seat:
    seat = _held(seat_id)
    if seat.state == Seat.State.TAKEN:
        return seat
    late = seat.offered_until is not None and seat.offered_until < timezone.now()
    if seat.state != Seat.State.OFFERED or late:
        raise ValidationError(_("Dieser Platz ist inzwischen weitergegangen. Danke, dass Sie sich gemeldet haben."))
    seat.sequence += 1
    _seated(seat)
    close_step(actor, seat.volunteer, f"volunteering.seat:{seat.pk}")
    touch(seat.volunteer)
    return seat


def pass_on_seats(*, actor: Actor, office: Office, now: datetime.datetime | None = None, origin: str = "") -> int:
    """Offers nobody has answered in time go to the next in the waitlist; how many there were. Safe to repeat."""
    require(actor, rules.RUN_DAILY, office.pk)
    moment = now or timezone.now()
    over = Seat.objects.filter(office=office, state=Seat.State.OFFERED, offered_until__lt=moment)
    keys = list(over.values_list("pk", flat=True))
    for key in keys:
        seat = _held(key)
        if seat.state == Seat.State.OFFERED and seat.offered_until is not None and seat.offered_until < moment:
            _end(seat, Seat.State.PASSED)
            _offer_next(actor, seat.shift, origin)
    return len(keys)


def remind_seats(*, actor: Actor, office: Office, now: datetime.datetime | None = None) -> None:
    """Who has a seat in the next two days gets one reminder by mail."""
    require(actor, rules.RUN_DAILY, office.pk)
    moment = now or timezone.now()
    soon = Seat.objects.filter(
        office=office, state=Seat.State.TAKEN, volunteer__reach=Volunteer.Reach.MAIL,
        shift__begins_at__range=(moment, moment + _REMINDED), shift__cancelled_at__isnull=True,
    )  # fmt: skip
    for seat in soon.select_related("shift", "volunteer__office__place"):
        _write(actor, seat, "reminder", texts.reminder_text(seat))


def note_attendance(*, actor: Actor, seat: Seat, came: bool, words: str = "") -> None:
    """What the organisation says about a seat after the shift; hours count for those who came."""
    require(actor, rules.WORK, seat)
    with enter(actor, action="volunteering.note_attendance"):
        _attended(seat.pk, came, words)


def note_attendance_as_contact(*, actor: Actor, organisation: Organisation, seat_id: uuid.UUID, came: bool) -> None:
    """The same by a contact of the organisation, for its own shifts. 404 for who is none."""
    own = own_selectors.own_record_for(actor, organisation.pk)
    with in_the_office(actor, own.office_id, action="volunteering.note_attendance"):
        if not Seat.objects.filter(pk=seat_id, shift__organisation_id=own.pk).exists():
            raise ValidationError(_("Dieser Platz gehört nicht zu Ihrer Organisation."))
        _attended(seat_id, came, "")


def _attended(seat_id: uuid.UUID, came: bool, words: str) -> None:
    held = _held(seat_id)
    if held.state != Seat.State.TAKEN:
        raise ValidationError(_("Diese Person hatte keinen Platz."))
    if held.shift.begins_at > timezone.now():
        raise ValidationError(_("Die Schicht hat noch nicht begonnen."))
    length = Decimal((held.shift.ends_at - held.shift.begins_at).total_seconds()) / 3600
    held.came, held.told = came, words[:300]
    held.hours = length.quantize(Decimal("0.01")) if came else Decimal(0)
    held.save(update_fields=["came", "told", "hours"])
    touch(held.volunteer)


def say_attendance_by_code(*, actor: Actor, code: str, came: bool) -> None:
    """What the person says: I was there, or I was not. Raises ``LinkGone``."""
    with _with_code(actor, code, "volunteering.say_attendance") as (_deputy, seat):
        if seat.shift.begins_at <= timezone.now():
            seat.came_own = came
            seat.save(update_fields=["came_own"])


def _write(actor: Actor, seat: Seat, what: str, text: Text) -> None:
    volunteer = seat.volunteer
    with override(volunteer.language):
        queue_message(
            actor=actor,
            office=volunteer.office,
            key=f"volunteering:seat:{seat.pk}:{what}",
            purpose="volunteering.seat",
            about=f"volunteering.volunteer:{volunteer.pk}",
            recipient=Recipient(mail=volunteer.mail),
            text=text,
        )


def code_of_seat(seat: Seat) -> str:
    """The code of the page of this seat, in the open scope of the office; the same until it ends."""
    about = f"volunteering.seat:{seat.pk}"
    living = Link.objects.filter(office_id=seat.office_id, purpose=CODE, about=about, withdrawn_at__isnull=True).first()
    return code_of(living or open_link(office_id=seat.office_id, purpose=CODE, about=about, days=365))


def give_seat_code(*, actor: Actor, office: Office, seat: Seat) -> str:
    """For who has just taken it, to be shown on the next page."""
    with in_the_office(actor, office.pk, action="volunteering.give_code"):
        return code_of_seat(seat)


@contextmanager
def _with_code(actor: Actor, code: str, action: str) -> Iterator[tuple[Actor, Seat]]:
    link = selectors.seat_link(code)
    with in_the_office(actor, link.office_id, action=action) as deputy:
        yield deputy, selectors.seat_behind(link)


def _locked(shift_id: uuid.UUID) -> Shift:
    shift = Shift.objects.select_for_update().filter(pk=shift_id).first()
    if shift is None:
        raise ValidationError(_("Diese Schicht gibt es nicht mehr."))
    return shift


def _held(seat_id: uuid.UUID) -> Seat:
    """The seat as it is now; its shift is locked first, as always, so that nobody waits for each other in a ring."""
    found = Seat.objects.select_related("volunteer__office__place").get(pk=seat_id)
    shift = _locked(found.shift_id)
    found.refresh_from_db(fields=["state", "offered_until", "during", "sequence"])
    found.shift = shift
    return found


def _still_to_come(shift: Shift) -> None:
    if shift.cancelled_at is not None or shift.begins_at <= timezone.now():
        raise ValidationError(_("Diese Schicht hat schon begonnen oder fällt aus."))
