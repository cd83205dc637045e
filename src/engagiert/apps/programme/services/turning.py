"""Freed seats go on: to who waits longest and fits, until an hour; and one reminder."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.programme import rules
from engagiert.apps.programme.models import Outing, Seat, Signup
from engagiert.apps.programme.wording import offered_text, reminder_text
from engagiert.kernel.authz import Actor, require

from .telling import code_of_signup, ring, tell

_TO_ANSWER = datetime.timedelta(hours=24)
_LATEST = datetime.timedelta(hours=2)
_AT_LEAST = datetime.timedelta(minutes=30)
_REMINDED = datetime.timedelta(hours=48)
State = Signup.State


def locked(outing_id: uuid.UUID) -> Outing:
    """The outing, held until the transaction ends: whoever takes or frees a seat waits here."""
    found = Outing.objects.select_for_update(of=("self",)).select_related("office__place").filter(pk=outing_id).first()
    if found is None:
        raise ValidationError(_("Diesen Ausflug gibt es nicht mehr."))
    return found


def held_now(signup_id: uuid.UUID) -> Signup:
    """The sign-up as it is, its outing locked first, as always: nobody waits for each other in a ring."""
    outing = locked(Signup.objects.values_list("outing", flat=True).get(pk=signup_id))
    signup = Signup.objects.select_related("office__place").get(pk=signup_id)
    signup.outing = outing
    return signup


def free_numbers(outing: Outing) -> list[int]:
    held = set(Seat.objects.filter(outing=outing).values_list("number", flat=True))
    return sorted(set(range(1, outing.seats + 1)) - held)


def hold(signup: Signup, numbers: list[int]) -> None:
    """These seats are theirs; the database refuses one that somebody has."""
    Seat.objects.bulk_create(
        [
            Seat(office_id=signup.office_id, outing=signup.outing, signup=signup, number=number)
            for number in numbers[: signup.size]
        ]
    )


def let_go(signup: Signup, state: str) -> None:
    """Out of the line, whatever they had."""
    Seat.objects.filter(signup=signup).delete()
    signup.state, signup.offered_until, signup.turn = state, None, signup.turn + 1
    signup.save(update_fields=["state", "offered_until", "turn"])


def offer_next(actor: Actor, outing: Outing, at: datetime.datetime | None = None) -> None:
    """All that is free to who waits, the longest first; who needs two seats keeps their place where one is free."""
    now = at or timezone.now()
    if not outing.is_ahead(now):
        return
    free = free_numbers(outing)
    waiting = Signup.objects.filter(outing=outing, state=State.WAITING).select_related("office__place")
    for signup in waiting.order_by("asked_at", "id") if free else ():
        if signup.size > len(free):
            continue
        signup.outing = outing
        hold(signup, free)
        free = free[signup.size :]
        _offer(actor, signup, now)


def _offer(actor: Actor, signup: Signup, now: datetime.datetime) -> None:
    signup.state, signup.turn = State.OFFERED, signup.turn + 1
    if signup.mail:
        until = max(min(now + _TO_ANSWER, signup.outing.begins_at - _LATEST), now + _AT_LEAST)
        signup.offered_until = min(until, signup.outing.begins_at)
    signup.save(update_fields=["state", "offered_until", "turn"])
    if signup.mail:
        tell(actor, signup, f"offered:{signup.turn}", offered_text(signup, code_of_signup(signup)))
    else:
        # A letter would come too late: a person rings, and the seat waits as long.
        ring(actor, signup, _("Platz frei"))


def pass_on_seats(*, actor: Actor, office: Office, now: datetime.datetime | None = None) -> int:
    """Offers that nobody answered in time go on, and so does what became free otherwise; how many offers ended."""
    require(actor, rules.WRITE, office.pk)
    at, ended = now or timezone.now(), 0
    ahead = Outing.objects.filter(office=office, begins_at__gt=at, published_at__isnull=False, cancelled_at=None)
    for key in (
        ahead.filter(signups__state__in=[State.OFFERED, State.WAITING])
        .order_by("pk")
        .distinct()
        .values_list("pk", flat=True)
    ):
        outing = locked(key)
        late = Signup.objects.filter(outing=outing, state=State.OFFERED, offered_until__lte=at)
        for signup in late:
            let_go(signup, State.PASSED)
            ended += 1
        offer_next(actor, outing, at)
    return ended


def remind_signed_up(*, actor: Actor, office: Office, now: datetime.datetime | None = None) -> None:
    """Who comes within two days hears of it once, by mail."""
    require(actor, rules.WRITE, office.pk)
    at = now or timezone.now()
    soon = Signup.objects.filter(
        office=office,
        state=State.TAKEN,
        outing__begins_at__range=(at, at + _REMINDED),
        outing__cancelled_at=None,
    ).exclude(mail="")
    for signup in soon.select_related("outing", "office__place"):
        tell(actor, signup, "reminder", reminder_text(signup, code_of_signup(signup)))
