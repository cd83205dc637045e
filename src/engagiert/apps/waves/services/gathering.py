"""Dates on which many are informed at once: seats that never oversell, invitations in waves."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.volunteering.public import Seat, Volunteer, joining
from engagiert.apps.volunteering.public import selectors as people
from engagiert.apps.volunteering.public import services as helping
from engagiert.apps.waves import rules, selectors, wording
from engagiert.apps.waves.models import Gathering, Invitation, Signup, Wave
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .signing import write

MOST_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Date:
    """A date to be: when, where, how many seats."""

    title: str
    begins_at: datetime.datetime
    ends_at: datetime.datetime
    seats: int
    where: str = ""


def plan_gathering(*, actor: Actor, wave: Wave, date: Date, token: str) -> Gathering:
    """A new date; the same form twice is one. Raises ``ValidationError`` for a time or number that cannot be."""
    require(actor, rules.STEER, wave)
    with enter(actor, action="waves.plan_gathering"):
        plan = helping.Plan(
            title=date.title,
            begins_at=date.begins_at,
            ends_at=date.ends_at,
            seats=date.seats,
            where=date.where,
            organisation_name=wave.office.name,
            token=f"wave-{token}"[:60],
        )
        shift = helping.plan_shift(actor=actor, office=wave.office, plan=plan)
        made, _new = Gathering.objects.get_or_create(shift=shift, defaults={"office": wave.office, "wave": wave})
        return made


def invite(*, actor: Actor, gathering: Gathering, pool: selectors.Pool, number: int, origin: str = "") -> int:
    """The next ``number`` of a pool, in the order of signing up, each once; how many were invited.

    Mail and letter alone: who is reached by telephone is rung by a person, who finds the pool on the desk. Pressed
    twice it invites the next ones, never anybody twice. Raises ``ValidationError`` for a number that cannot be.
    """
    require(actor, rules.STEER, gathering)
    if not 1 <= number <= MOST_AT_ONCE:
        raise ValidationError(
            {"number": _("Laden Sie 1 bis %(most)s Menschen auf einmal ein.") % {"most": MOST_AT_ONCE}}
        )
    with enter(actor, action="waves.invite"):
        held = Gathering.objects.select_for_update(of=("self",)).select_related("shift", "wave").get(pk=gathering.pk)
        if held.shift.begins_at <= timezone.now():
            raise ValidationError(_("Dieser Termin hat schon begonnen."))
        now = timezone.now()
        waiting = selectors.in_pool(held.wave, pool).exclude(invitations__gathering=held)
        reached = waiting.filter(volunteer__reach__in=[Volunteer.Reach.MAIL, Volunteer.Reach.POST])
        chosen = list(reached.select_related("volunteer__office__place", "wave")[:number])
        Invitation.objects.bulk_create(
            [Invitation(office_id=held.office_id, gathering=held, signup=one, at=now) for one in chosen]
        )
        Signup.objects.filter(pk__in=[one.pk for one in chosen], heard_at__isnull=True).update(heard_at=now)
        for one in chosen:
            _write_invitation(actor, one, held, origin)
        return len(chosen)


def _write_invitation(actor: Actor, signup: Signup, gathering: Gathering, origin: str) -> None:
    code = joining.code_for(signup.volunteer)
    with override(signup.volunteer.language):
        text = wording.invitation_text(signup, gathering, code, wording.page_of(signup.volunteer, code, origin))
    write(actor, signup.volunteer, f"invited:{gathering.pk}:{signup.pk}", text)


def take_seat_by_code(*, actor: Actor, code: str, gathering_id: uuid.UUID) -> Seat:
    """Who was invited takes a seat, or a place in the waitlist. Raises ``LinkGone``, ``ValidationError``."""
    link = people.link_of(code)
    with in_the_office(actor, link.office_id, action="waves.take_seat"):
        volunteer = people.behind(link)
        invited = Invitation.objects.filter(gathering=gathering_id, signup__volunteer=volunteer)
        found = invited.select_related("gathering").first()
        if found is None:
            raise ValidationError(_("Zu diesem Termin sind Sie nicht eingeladen. Rufen Sie uns an."))
        return helping.take_seat_by_code(actor=actor, code=code, shift_id=found.gathering.shift_id)
