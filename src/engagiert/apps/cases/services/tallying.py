"""Counts the cases of an office for the Kreis and the Land, once a month."""

import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.models import Case, Tally
from engagiert.kernel.authz import Actor, require

# Counted where they went on.
_ELSEWHERE = (Case.Outcome.MERGED, Case.Outcome.HANDED_OVER)


def tally_cases(*, actor: Actor, office: Office, today: datetime.date | None = None) -> bool:
    """Count what came in until the end of last month; whether it was counted, False where this month's count stands.

    Once a month, because the difference between two days would be one person's question.
    """
    require(actor, rules.ARRANGE, office.pk)
    until = (today or timezone.localdate()).replace(day=1) - datetime.timedelta(days=1)
    if Tally.objects.filter(office=office, until__gte=until).exists():
        return False
    Tally.objects.filter(office=office).delete()
    # One row says that the office is counted at all, also where nobody has asked yet.
    made = [Tally(office=office, year=until.year, until=until)]
    made += [Tally(office=office, until=until, **row) for row in _counted(office, until)]
    Tally.objects.bulk_create(made)
    return True


def _counted(office: Office, until: datetime.date) -> list[dict[str, Any]]:
    """By year and kind; suggestions and possible duplicates that the office found itself are nobody's question."""
    closed = Q(state=Case.State.CLOSED)
    found: Any = Case.objects.filter(office=office, received_on__lte=until)
    found = found.exclude(outcome__in=_ELSEWHERE).exclude(channel=Case.Channel.DUPLICATE)
    grouped = found.order_by().annotate(year=ExtractYear("received_on")).values("year", "kind")
    return list(
        grouped.annotate(
            in_time=Count("pk", filter=closed & Q(closed_on__lte=F("due_on"))),
            late=Count("pk", filter=closed & Q(closed_on__gt=F("due_on"))),
            open=Count("pk", filter=~closed),
        )
    )
