"""A round is opened with its end and all its dates; it may be ended early, and going on is a decision of its own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Account, Office, Role
from engagiert.apps.rounds import rules
from engagiert.apps.rounds.models import Decision, Item, Meeting, Round
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

# Three years of weekly meetings: whoever wants more than that wants an institution.
LONGEST = datetime.timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a round begins: ``weeks`` between two meetings, the first on ``starts_on``, none after ``ends_on``."""

    name: str
    weeks: int
    starts_on: datetime.date
    ends_on: datetime.date
    begins_at: datetime.time
    purpose: str = ""
    where: str = ""
    token: str = ""


def open_round(*, actor: Actor, office: Office, plan: Plan, mails: Iterable[str] = ()) -> Round:
    """A round of ``office`` with all its dates. Raises ``ValidationError`` for an end that cannot be, or for members
    without an account at the place. The same ``token`` twice is one round."""
    require(actor, rules.OPEN, office.pk)
    before = Round.objects.filter(office=office, token=plan.token).first() if plan.token else None
    if before is not None:
        return before
    _check_end(plan.starts_on, plan.ends_on)
    made = Round.objects.create(
        office=office,
        members=_accounts_at(actor, office, mails),
        name=" ".join(plan.name.split()),
        purpose=plan.purpose,
        weeks=plan.weeks,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        begins_at=plan.begins_at,
        where=plan.where,
        token=plan.token,
    )
    _plan_meetings(made, plan.starts_on, plan.ends_on)
    return made


def change_members(*, actor: Actor, round: Round, mails: Iterable[str]) -> None:
    """From now on exactly these sit in the round and read it, from its first meeting on."""
    now = _kept(actor, round)
    now.members = _accounts_at(actor, now.office, mails)
    now.save(update_fields=["members"])
    of_round = (
        Meeting.objects.filter(round=now),
        Item.objects.filter(meeting__round=now),
        Decision.objects.filter(meeting__round=now),
    )
    for rows in of_round:
        rows.update(members=now.members)


def extend_round(*, actor: Actor, round: Round, ends_on: datetime.date) -> None:
    """The round goes on until ``ends_on``, with new dates; one that was ended goes on as well."""
    now = _kept(actor, round)
    if ends_on <= now.ends_on and now.ended_on is None:
        raise ValidationError(_("Die Runde geht schon so lange. Nennen Sie einen späteren Tag."))
    _check_end(now.starts_on, ends_on)
    last = Meeting.objects.filter(round=now).order_by("on").last()
    after = (last.on if last else now.starts_on) + datetime.timedelta(weeks=now.weeks)
    now.ends_on, now.ended_on, now.ended_because = ends_on, None, ""
    now.save(update_fields=["ends_on", "ended_on", "ended_because"])
    _plan_meetings(now, max(after, timezone.localdate()), ends_on)


def end_round(*, actor: Actor, round: Round, because: str) -> None:
    """The round ends today: what is planned from now on falls away. What was written stays."""
    now = _kept(actor, round)
    if now.ended_on is not None:
        return
    today = timezone.localdate()
    now.ended_on, now.ended_because = today, because
    now.save(update_fields=["ended_on", "ended_because"])
    planned = Meeting.objects.filter(round=now, on__gte=today, state=Meeting.State.PLANNED)
    planned.update(state=Meeting.State.CANCELLED)


def _kept(actor: Actor, found: Round) -> Round:
    require(actor, rules.KEEP, found)
    return Round.objects.select_for_update(of=("self",)).select_related("office__place").get(pk=found.pk)


def _check_end(starts_on: datetime.date, ends_on: datetime.date) -> None:
    if not starts_on <= ends_on <= starts_on + LONGEST:
        raise ValidationError(_("Das Ende liegt nach dem ersten Termin, höchstens drei Jahre danach."))


def _plan_meetings(made: Round, first: datetime.date, last: datetime.date) -> None:
    number = max((last - first).days // (7 * made.weeks) + 1, 0)
    days = [first + datetime.timedelta(weeks=made.weeks * step) for step in range(number)]
    meetings = [
        Meeting(
            office_id=made.office_id,
            members=made.members,
            round=made,
            on=day,
            begins_at=made.begins_at,
            where=made.where,
        )
        for day in days
    ]
    Meeting.objects.bulk_create(meetings, ignore_conflicts=True)


def _accounts_at(actor: Actor, office: Office, mails: Iterable[str]) -> list[int]:
    """The accounts with these addresses that have a role at an office of the same place today."""
    wanted = {mail.strip().lower() for mail in mails if mail.strip()}
    offices = tuple(Office.objects.filter(place=office.place_id).values_list("pk", flat=True))
    today = timezone.localdate()
    # Colleagues of other offices stand behind their own wall; all that is asked is whether they work at the place.
    with enter(actor, action="rounds.find_members", offices=offices):
        holding = Role.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            office__in=offices,
            starts_on__lte=today,
            name__in=rules.INVITED,
        )
        found = dict(
            Account.objects.filter(email__in=wanted, is_active=True, pk__in=holding.values("account")).values_list(
                "email", "pk"
            )
        )
    missing = sorted(wanted - found.keys())
    if missing:
        raise ValidationError(
            _("Diese Adressen haben in dieser Stadt kein Konto: %(mails)s. Laden Sie die Personen erst ein.")
            % {"mails": ", ".join(missing)}
        )
    return sorted(found.values())
