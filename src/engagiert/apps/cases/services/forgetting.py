"""Two years after a case was closed, who asked and what was said goes; that there was a case stays as a count."""

import datetime
import uuid

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.models import Case
from engagiert.kernel.authz import Actor, require

KEPT = datetime.timedelta(days=730)
_AT_ONCE = 500


def forget_cases(*, actor: Actor, office: Office, today: datetime.date | None = None) -> int:
    """Replace each case that was closed long ago by a bare row without number, subject and owner; how many there were.

    A new row, because confidential notes end with their case and in no other way: nobody but their readers sees them.
    """
    require(actor, rules.ARRANGE, office.pk)
    day = today or timezone.localdate()
    found = Case.objects.filter(office=office, state=Case.State.CLOSED, closed_on__lt=day - KEPT).exclude(number="")
    gone = list(found.order_by("closed_on")[:_AT_ONCE])
    for case in gone:
        bare = Case(
            id=uuid.uuid4(),
            office=office,
            **{name: getattr(case, name) for name in _COUNTED},
            state=Case.State.CLOSED,
        )
        case.delete()
        bare.save(force_insert=True)
    return len(gone)


_COUNTED = (
    "kind", "channel", "received_at", "received_on", "promised_days", "due_on", "closed_at", "closed_on", "outcome",
)  # fmt: skip
