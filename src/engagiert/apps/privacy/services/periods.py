"""Periods end by themselves, and the run leaves proof."""

import datetime
from collections import Counter

from django.contrib.sessions.models import Session
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.privacy import rules
from engagiert.apps.privacy.models import Sweep
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.privacy.periods import end_what_is_over
from engagiert.kernel.tenancy import enter


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
