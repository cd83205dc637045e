"""The one way in which a case changes: lock it, write what happened, count it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases import rules
from engagiert.apps.cases.clock import due_after_receipt, due_after_waiting
from engagiert.apps.cases.models import Case, Entry
from engagiert.kernel.authz import Actor, require


class Overtaken(Exception):  # noqa: N818 - says what happened
    """Somebody else did something in the case since the form was opened; ``entries`` is what they did."""

    def __init__(self, case: Case, entries: list[Entry]) -> None:
        super().__init__(case.number)
        self.case = case
        self.entries = entries


def locked(actor: Actor, case: Case) -> Case:
    """The case as it is now, locked for this transaction; raises ``NotAllowed`` for who does not work there."""
    require(actor, rules.WORK, case)
    return locked_row(case)


def locked_row(case: Case) -> Case:
    found = Case.objects.select_for_update(of=("self",)).select_related("office__place", "owner")
    return found.get(pk=case.pk, office=case.office_id)


def open_and_locked(actor: Actor, case: Case) -> Case:
    """As ``locked``; raises ``ValidationError`` for a case that is closed."""
    now = locked(actor, case)
    still_open(now)
    return now


def still_open(case: Case) -> None:
    """Raises ``ValidationError`` for a case that is closed."""
    if not case.is_open:
        raise ValidationError(
            _("Dieser Vorgang ist schon abgeschlossen. Öffnen Sie ihn wieder, wenn noch etwas fehlt.")
        )


def written_before(case: Case, token: str) -> bool:
    """Whether this very form has already been taken: a double click is no second act."""
    return bool(token) and Entry.objects.filter(case=case, token=token).exists()


def none_overtook(case: Case, seen: int | None) -> None:
    """Raises ``Overtaken`` where the locked case has moved on since version ``seen``."""
    if seen is not None and case.version > seen:
        raise Overtaken(case, list(Entry.objects.filter(case=case, version__gt=seen)))


def write(
    case: Case,
    kind: str,
    *,
    by: str,
    text: str = "",
    facts: dict[str, Any] | None = None,
    token: str = "",
    message_id: uuid.UUID | None = None,
) -> Entry:
    """Add an entry to the locked case and save both."""
    case.version += 1
    case.save()
    return Entry.objects.create(
        office_id=case.office_id,
        case=case,
        kind=kind,
        at=timezone.now(),
        by=by,
        text=text,
        facts=facts or {},
        token=token,
        message_id=message_id,
        version=case.version,
    )


def change(
    case: Case,
    code: str,
    *,
    by: str,
    text: str = "",
    token: str = "",
    message_id: uuid.UUID | None = None,
    **facts: Any,
) -> Entry:
    known = {"code": code} | facts
    return write(case, Entry.Kind.CHANGE, by=by, text=text, facts=known, token=token, message_id=message_id)


def land_of(case: Case) -> str:
    return str(case.office.place.ags)


def let_clock_stand(case: Case) -> None:
    """From today on the asker must act."""
    if case.state != Case.State.ASKING:
        case.state, case.asked_on = Case.State.ASKING, timezone.localdate()


def let_clock_run(case: Case) -> None:
    """The asker has acted, or the office does without: the waiting is added to the promise."""
    if case.state == Case.State.ASKING and case.asked_on is not None:
        case.due_on = due_after_waiting(case.due_on, case.asked_on, timezone.localdate(), land_of(case))
        case.state, case.asked_on = Case.State.WORKING, None


def start_clock_anew(case: Case) -> None:
    """A closed case is asked about again: the promise counts from today."""
    today = timezone.localdate()
    case.state, case.outcome, case.reason = Case.State.WORKING, "", ""
    case.closed_at = case.closed_on = None
    case.due_on = due_after_receipt(today, case.promised_days, land_of(case))
