"""Change and end roles, and what happens to the work of somebody who leaves."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts import rules
from engagiert.apps.accounts.models import Account, Office, Role
from engagiert.apps.accounts.services import terms
from engagiert.kernel.authz import Actor, require, roles
from engagiert.kernel.tenancy import enter

# One who leaves is gone the next day; who is gone at once has yesterday as the last day.
_DAY = datetime.timedelta(days=1)


def change_role(
    *, actor: Actor, role: Role, name: str, ends_on: datetime.date | None, today: datetime.date | None = None
) -> Role:
    """From today the person has the role ``name`` until ``ends_on`` (None: no end) instead of this one.

    Raises ``ValidationError`` where nobody would coordinate the office any more, or the end is past.
    """
    require(actor, rules.MANAGE_TEAM, role.office_id)
    day = today or timezone.localdate()
    if ends_on is not None and ends_on < day:
        raise ValidationError(
            _("Der letzte Tag ist schon vorbei. Wählen Sie einen späteren, oder beenden Sie die Rolle.")
        )
    with enter(actor, action="accounts.change_role", offices=(role.office_id,)):
        terms.lock(role.office_id)
        current = _current(role)
        if name == current.name:
            if current.name == roles.COORDINATOR and ends_on is not None:
                terms.require_successor(current, ends_on)
            current.ends_on = ends_on
            current.save(update_fields=["ends_on"])
            return current
        if roles.ORGANISATION in (name, current.name):
            raise ValidationError(_("Aus einem Kontakt einer Organisation wird keine andere Rolle. Laden Sie neu ein."))
        given = terms.give(account=current.account, office=current.office, name=name, starts_on=day, ends_on=ends_on)
        terms.close(current, last_day=day - _DAY)
        return given


def end_role(
    *, actor: Actor, role: Role, last_day: datetime.date | None = None, today: datetime.date | None = None
) -> None:
    """The role ends with ``last_day``; without one it ends at once. Ending it twice does no harm.

    Raises ``ValidationError`` where nobody would coordinate the office any more.
    """
    require(actor, rules.MANAGE_TEAM, role.office_id)
    day = today or timezone.localdate()
    with enter(actor, action="accounts.end_role", offices=(role.office_id,)):
        terms.lock(role.office_id)
        current = Role.objects.filter(pk=role.pk).first()
        last = _last_day(last_day, day)
        if current is None or (current.ends_on is not None and current.ends_on <= last):
            return
        terms.close(current, last_day=last)
        terms.announce_departures(role.office_id, today=day)


def let_go(
    *,
    actor: Actor,
    office: Office,
    account: Account,
    last_day: datetime.date | None = None,
    successor: Account | None = None,
    today: datetime.date | None = None,
) -> None:
    """Everything the person may do at the office ends with ``last_day`` (at once without one).

    What is open of theirs goes to ``successor``, who works there, or becomes free: ``MemberLeft`` is published when
    the day is over. Raises ``ValidationError`` where nobody would coordinate the office, or the successor is not there.
    """
    require(actor, rules.MANAGE_TEAM, office.pk)
    day = today or timezone.localdate()
    last = _last_day(last_day, day)
    with enter(actor, action="accounts.let_go", offices=(office.pk,)):
        terms.lock(office.pk)
        if successor is not None:
            _require_colleague(successor, account, office, last + _DAY)
        held = Role.objects.filter(office=office, account=account)
        for role in held.order_by("pk"):
            if role.ends_on is None or role.ends_on > last:
                terms.close(role, last_day=last, successor=successor)
        terms.announce_departures(office.pk, today=day)


def _require_colleague(successor: Account, leaving: Account, office: Office, day: datetime.date) -> None:
    held = Role.objects.filter(account=successor, office=office, name__in=roles.WRITERS)
    if successor == leaving or not any(role.holds_on(day) for role in held):
        raise ValidationError(_("Wählen Sie jemanden, der dann in diesem Büro arbeitet."))


def _last_day(wanted: datetime.date | None, today: datetime.date) -> datetime.date:
    """No term is shortened into the past: what somebody did yesterday they did with a role."""
    return max(wanted or today - _DAY, today - _DAY)


def _current(role: Role) -> Role:
    found = Role.objects.select_related("account", "office").filter(pk=role.pk, stands_in_for=None).first()
    if found is None:
        raise ValidationError(_("Diese Rolle hat gerade jemand beendet. Laden Sie die Seite neu."))
    return found
