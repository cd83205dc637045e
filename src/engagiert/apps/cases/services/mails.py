"""A mail came in about a case: it stands in the timeline, and the office is asked again."""

import uuid

from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.messages.public import Inbound, own_words
from engagiert.apps.messages.public import wording as message_words
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor

from .timeline import let_clock_run, locked, start_clock_anew, write, written_before

ABOUT = "cases.case:"


def take_mail(*, actor: Actor, inbound: Inbound) -> None:
    """Write what somebody mailed into the case it is about; the clock runs again, a closed case is opened again.

    Once for each mail and case, however often it is called. A case that was merged passes it on. Does nothing with a
    mail about something else.
    """
    case = _case_of(inbound)
    if case is None:
        return
    now = locked(actor, case)
    token = f"mail:{inbound.pk}"
    if written_before(now, token):
        return
    if not now.is_open:
        start_clock_anew(now)
    let_clock_run(now)
    facts = {"channel": "mail", "inbound": str(inbound.pk)}
    by = message_words.inbound_sender(inbound)[:200]
    write(now, Entry.Kind.INCOMING, by=by, text=own_words(inbound.text), facts=facts, token=token)
    bus.publish("ReplyReceived", case_id=str(now.pk), office_id=now.office_id)


def _case_of(inbound: Inbound) -> Case | None:
    if not inbound.about.startswith(ABOUT):
        return None
    try:
        key = uuid.UUID(inbound.about.removeprefix(ABOUT))
    except ValueError:
        return None
    found = Case.objects.select_related("merged_into").filter(pk=key, office=inbound.office_id).first()
    return found.merged_into or found if found is not None else None
