"""Terms of roles: give one, end one, and never leave an office without somebody who coordinates it."""

import datetime

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.models import Account, Office, Role
from engagiert.kernel import bus
from engagiert.kernel.authz import roles

_DAY = datetime.timedelta(days=1)


def lock(*offices: int) -> None:
    """Who changes the terms or tasks of an office waits for whoever does so at the same time."""
    list(Office.objects.select_for_update().filter(pk__in=offices).order_by("pk").values_list("pk", flat=True))


def give(
    *,
    account: Account,
    office: Office,
    name: str,
    about: str = "",
    ends_on: datetime.date | None = None,
    starts_on: datetime.date | None = None,
) -> Role:
    """The role as it holds from ``starts_on`` (today); one that holds then already is kept, with the later end.

    Needs a scope of the office. Raises ``ValidationError`` where the end lies before the beginning or ``about`` does
    not fit the role.
    """
    first = starts_on or timezone.localdate()
    check(name, about, first, ends_on)
    lock(office.pk)
    known = Role.objects.filter(account=account, office=office, name=name, about=about, stands_in_for=None)
    return joined(known, first, ends_on) or Role.objects.create(
        account=account, office=office, name=name, about=about, starts_on=first, ends_on=ends_on
    )


def joined(known: QuerySet[Role], first: datetime.date, last: datetime.date | None) -> Role | None:
    """Terms that share a day with first…last become one term with it; None where there is no such term."""
    if last is not None:
        known = known.filter(starts_on__lte=last)
    touching = list(known.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=first)).order_by("starts_on"))
    if not touching:
        return None
    ends = [last, *(one.ends_on for one in touching)]
    kept, *rest = touching
    Role.objects.filter(pk__in=[one.pk for one in rest]).delete()
    kept.starts_on = min(kept.starts_on, first)
    kept.ends_on = None if None in ends else max(day for day in ends if day)
    kept.successor = None
    kept.save(update_fields=["starts_on", "ends_on", "successor"])
    return kept


def check(name: str, about: str, first: datetime.date, ends_on: datetime.date | None) -> None:
    """Raises ``ValidationError`` where such a role cannot be given."""
    if name not in Role.Name.values:
        raise ValidationError(_("Diese Rolle gibt es nicht: %(role)s.") % {"role": name})
    if (name == roles.ORGANISATION) != bool(about):
        raise ValidationError(_("Sagen Sie, für welche Organisation diese Person spricht."))
    if ends_on is not None and ends_on < first:
        raise ValidationError(_("Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren."))


def close(role: Role, *, last_day: datetime.date, successor: Account | None = None) -> None:
    """Let the role end with ``last_day`` and with it what deputies hold by it. Needs ``lock`` and a scope.

    Raises ``ValidationError`` where the office would have nobody left who coordinates it.
    """
    if role.name == roles.COORDINATOR and role.stands_in_for_id is None:
        require_successor(role, last_day)
    if role.stands_in_for_id is None:
        lent = Role.objects.filter(office=role.office_id, name=role.name, about=role.about)
        for deputy in lent.filter(stands_in_for=role.account_id, ends_on__gt=last_day):
            _shorten(deputy, last_day, None)
    _shorten(role, last_day, successor)


def _shorten(role: Role, last_day: datetime.date, successor: Account | None) -> None:
    if role.starts_on > max(last_day, timezone.localdate()):
        role.delete()
        return
    # One that began today and ends at once is kept as of yesterday: its holder may have begun work that waits now.
    role.starts_on = min(role.starts_on, last_day)
    role.ends_on = last_day
    role.successor = successor
    role.save(update_fields=["starts_on", "ends_on", "successor"])


def require_successor(role: Role, last_day: datetime.date) -> None:
    """Raises ``ValidationError`` unless somebody else coordinates the office on the day after ``last_day``."""
    others = Role.objects.filter(office=role.office_id, name=roles.COORDINATOR, stands_in_for=None)
    others = others.filter(account__is_active=True).exclude(account=role.account_id)
    others = others.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last_day), starts_on__lte=last_day + _DAY)
    if not others.exists():
        words = _(
            "Ein Büro braucht immer jemanden mit der Rolle Koordination. Geben Sie sie zuerst einer anderen Person."
        )
        raise ValidationError(words)


def announce_departures(office_id: int, *, today: datetime.date) -> int:
    """Publish ``MemberLeft`` once for everybody whose last role inside the office has ended before ``today``.

    Facts: ``office_id``, ``account_id``, ``successor_id`` (None: what they had becomes free). Needs a scope of the
    office. Returns how many left.
    """
    lock(office_id)
    inside = Role.objects.filter(office=office_id, name__in=roles.INSIDE, stands_in_for=None)
    staying = inside.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today)).values("account")
    ended = inside.filter(ends_on__lt=today, announced_at__isnull=True).exclude(account__in=staying)
    gone: dict[int, int | None] = {}
    for role in ended.order_by("ends_on", "pk"):
        gone[role.account_id] = role.successor_id or gone.get(role.account_id)
    ended.update(announced_at=timezone.now())
    for account_id, successor_id in gone.items():
        bus.publish("MemberLeft", office_id=office_id, account_id=account_id, successor_id=successor_id)
    return len(gone)
