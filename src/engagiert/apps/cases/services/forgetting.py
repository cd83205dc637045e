"""Two years after a case was closed, who asked and what was said goes; that there was a case stays as a count."""

import datetime
import uuid
from collections.abc import Collection

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Asker, Case, Entry
from engagiert.apps.cases.purposes import CASE
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.privacy.declarations import ERASED as GONE

from .ending import close_locked
from .timeline import locked

KEPT = datetime.timedelta(days=CASE.days)
_AT_ONCE = 500
ERASED = gettext_noop("Die Angaben zur Person sind gelöscht.")


def forget_cases(*, actor: Actor, office: Office, today: datetime.date | None = None) -> int:
    """Replace each case that was closed long ago by a bare row without number, subject and owner; how many there were.

    A new row, because confidential notes end with their case and in no other way: nobody but their readers sees them.
    """
    require(actor, rules.ARRANGE, office.pk)
    day = today or timezone.localdate()
    found = Case.objects.filter(office=office, state=Case.State.CLOSED, closed_on__lt=day - KEPT).exclude(number="")
    gone = list(found.order_by("closed_on")[:_AT_ONCE])
    known = {str(case.pk): case.number for case in gone}
    for case in gone:
        bare = Case(
            id=uuid.uuid4(),
            office=office,
            **{name: getattr(case, name) for name in _COUNTED},
            state=Case.State.CLOSED,
        )
        case.delete()
        bare.save(force_insert=True)
    if gone:
        numbers = {f"cases.case:{key}": number for key, number in known.items()}
        bus.publish("CasesForgotten", office_id=office.pk, numbers=numbers)
    return len(gone)


def take_back_cases(*, actor: Actor, office: Office, about: Collection[str]) -> set[str]:
    """Delete the cases about these things that a list opened by mistake; which of them are gone with theirs.

    What somebody has worked on stays: a case that moved on, or of which anything else was written down.
    """
    require(actor, rules.OPEN, office.pk)
    found = Case.objects.select_for_update(of=("self",)).filter(office=office, about__in=about, state=Case.State.NEW)
    gone = {case.about for case in found.filter(version=1, owner=None)}
    found.filter(version=1, owner=None).delete()
    return gone


def close_erased(*, actor: Actor, office: Office, case_ids: Collection[uuid.UUID]) -> int:
    """Close what nobody asks any more: open cases of which neither asker nor speaker is left; how many there were.

    Where a decision falls elsewhere the case stays until it has fallen.
    """
    require(actor, rules.ARRANGE, office.pk)
    found = Case.objects.filter(office=office, pk__in=_alone(office, case_ids)).exclude(state=Case.State.CLOSED)
    closed = [case for case in found.order_by("pk") if not kind_of(case.kind).decided_there]
    for case in closed:
        close_locked(actor, locked(actor, case), Case.Outcome.WITHDRAWN, ERASED)
    return len(closed)


def forget_words(*, actor: Actor, office: Office, case_ids: Collection[uuid.UUID]) -> int:
    """Of cases of which neither asker nor speaker is left: what was asked, answered and noted goes; kind, days and
    outcome stay and count. How many entries there were.

    Their names within it are erased already; “Guten Tag, Frau …” and what they told of themselves is theirs as well.
    """
    require(actor, rules.ARRANGE, office.pk)
    alone = _alone(office, case_ids)
    Case.objects.filter(office=office, pk__in=alone).update(subject=GONE)
    return Entry.objects.filter(office=office, case__in=alone).exclude(text="").update(text=GONE)


def _alone(office: Office, case_ids: Collection[uuid.UUID]) -> "QuerySet[Asker, uuid.UUID]":
    asked = Asker.objects.filter(office=office, case__in=case_ids, name="", speaker="", mail="", phone="", postal=[])
    return asked.values_list("case_id", flat=True)


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
