"""Somebody stands in for an absent colleague: for these days they have the colleague's roles and see their cases."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Account, Role
from engagiert.apps.accounts.services import terms
from engagiert.kernel.authz import Actor, NotAllowed, require, roles
from engagiert.kernel.tenancy import enter

# Longer than a parental leave is no deputy but a new role.
LONGEST = datetime.timedelta(days=400)
_DAY = datetime.timedelta(days=1)


def appoint_deputy(
    *,
    actor: Actor,
    absent: Account,
    deputy: Account,
    office_id: int,
    first_day: datetime.date,
    last_day: datetime.date,
    today: datetime.date | None = None,
) -> list[Role]:
    """``deputy``, a colleague, gets every role of ``absent`` inside the office for these days, and no longer than it.

    Asked twice, nothing is added. Raises ``ValidationError`` for days that cannot be, or one who is no colleague.
    """
    day = today or timezone.localdate()
    with enter(actor, action="accounts.appoint_deputy", offices=(office_id,)):
        own = _roles(absent.pk, office_id, first_day)
        if not own:
            # Said before anything is told about who is at an office that is not one's own.
            require(actor, rules.MANAGE_TEAM, office_id)
            raise ValidationError(_("Diese Person hat in dieser Zeit hier keine Rolle."))
        for role in own:
            require(actor, rules.APPOINT_DEPUTY, role)
        _check_days(first_day, last_day, day)
        if deputy == absent or not _roles(deputy.pk, office_id, first_day) or not deputy.is_active:
            raise ValidationError(_("Eine Vertretung kann übernehmen, wer in dieser Zeit selbst im Büro mitarbeitet."))
        terms.lock(office_id)
        return [_lend(role, deputy, first_day, last_day) for role in own]


def end_deputy(*, actor: Actor, role: Role, today: datetime.date | None = None) -> None:
    """The colleague is back: the deputy's role ends at once. The absent, the deputy and the coordinator may say so."""
    if role.stands_in_for_id is None:
        raise NotAllowed("accounts.end_deputy")
    if actor.account_id not in (role.stands_in_for_id, role.account_id) or actor.account_id is None:
        require(actor, rules.MANAGE_TEAM, role.office_id)
    day = today or timezone.localdate()
    with enter(actor, action="accounts.end_deputy", offices=(role.office_id,)):
        terms.lock(role.office_id)
        current = Role.objects.filter(pk=role.pk, ends_on__gte=day).first()
        if current is not None:
            terms.close(current, last_day=day - _DAY)


def _roles(account_id: int, office_id: int, day: datetime.date) -> list[Role]:
    found = Role.objects.filter(account=account_id, office=office_id, name__in=roles.INSIDE, stands_in_for=None)
    return [role for role in found.order_by("pk") if role.holds_on(day)]


def _check_days(first_day: datetime.date, last_day: datetime.date, today: datetime.date) -> None:
    if last_day < first_day:
        raise ValidationError(_("Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren."))
    if first_day < today:
        raise ValidationError(_("Eine Vertretung beginnt frühestens heute."))
    if last_day - first_day > LONGEST:
        raise ValidationError(_("Eine Vertretung dauert höchstens ein Jahr. Vergeben Sie sonst eine eigene Rolle."))


def _lend(role: Role, deputy: Account, first_day: datetime.date, last_day: datetime.date) -> Role:
    last = last_day if role.ends_on is None else min(last_day, role.ends_on)
    lent = Role.objects.filter(account=deputy, office=role.office_id, name=role.name, stands_in_for=role.account_id)
    return terms.joined(lent, first_day, last) or Role.objects.create(
        account=deputy,
        office_id=role.office_id,
        name=role.name,
        stands_in_for_id=role.account_id,
        starts_on=first_day,
        ends_on=last,
    )
