"""Periods end by themselves, and the run leaves proof."""

import datetime
from collections import Counter

from django.db.models import Q
from django.utils import timezone

from engagiert.apps.accounts.public import Account, Office, Role, Session
from engagiert.apps.privacy import rules
from engagiert.apps.privacy.models import Sweep
from engagiert.apps.privacy.services.erasing import erase_account
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.privacy.periods import end_what_is_over
from engagiert.kernel.tenancy import enter

_WITHOUT_ROLE = datetime.timedelta(days=365)


def keep_periods(*, actor: Actor, office: Office, now: datetime.datetime | None = None) -> Sweep:
    """Empty or delete what this office has kept long enough; one proof a day, however often it runs."""
    require(actor, rules.KEEP_PRIVACY, office.pk)
    at = now or timezone.now()
    with enter(actor, action="privacy.keep_periods", offices=(office.pk,)):
        counts = end_what_is_over(office_id=office.pk, now=at)
        sweep, new = Sweep.objects.select_for_update().get_or_create(
            office=office, day=timezone.localdate(at), defaults={"at": at, "counts": dict(counts)}
        )
        if not new:
            sweep.at, sweep.counts = at, dict(Counter(sweep.counts) + counts)
            sweep.save(update_fields=["at", "counts"])
    return sweep


def end_sessions(*, actor: Actor) -> int:
    """Delete sessions that are over; they belong to no office."""
    require(actor, rules.RUN_INSTALLATION, None)
    with enter(actor, action="privacy.end_sessions"):
        number, _by_model = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return number


def end_sign_ins(*, actor: Actor, today: datetime.date | None = None) -> int:
    """Erase accounts that have had no role for twelve months and were not used since; returns how many."""
    require(actor, rules.RUN_INSTALLATION, None)
    long_ago = (today or timezone.localdate()) - _WITHOUT_ROLE
    everywhere = Actor.operator(office_ids=tuple(Office.objects.values_list("pk", flat=True)))
    with enter(everywhere, action="privacy.end_sign_ins"):
        needed = Role.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=long_ago)).values("account")
        unused = Q(last_login__date__lt=long_ago) | Q(last_login__isnull=True, created_at__date__lt=long_ago)
        over = list(Account.objects.filter(unused, is_demo=False).exclude(pk__in=needed))
    for account in over:
        erase_account(actor=actor, account=account)
    return len(over)
