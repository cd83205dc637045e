"""Two years after a case was closed, who asked and what was said goes; that there was a case stays as a count."""

import datetime
import uuid
from collections.abc import Collection

from django.db import connection
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


def forget_notes(*, actor: Actor, office: Office, case_ids: Collection[uuid.UUID]) -> int:
    """Delete the confidential notes of these cases, unread; how many there were. For jobs without an account."""
    require(actor, rules.ARRANGE, office.pk)
    if actor.account_id is not None:
        raise ValueError("whoever has an account would delete their own notes of other cases as well")
    with connection.cursor() as cursor:
        cursor.execute("select set_config('engagiert.forgotten', %s, true)", [",".join(map(str, case_ids))])
        # No condition here: it would have to read the notes. The wall lets only those of the forgotten cases go.
        cursor.execute("delete from cases_confidentialnote")
        gone = int(cursor.rowcount)
        cursor.execute("select set_config('engagiert.forgotten', '', true)")
    return gone


_COUNTED = (
    "kind", "channel", "received_at", "received_on", "promised_days", "due_on", "closed_at", "closed_on", "outcome",
)  # fmt: skip
