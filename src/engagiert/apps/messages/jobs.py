"""The worker's part: one job a mail, and once a minute a look at what is due or was left."""

import logging
import uuid
from contextlib import suppress

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from engagiert.apps.accounts.public import Office
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .invitations import write_invitation
from .mailbox import MailboxError, configured
from .models import Inbound, Message
from .services import cancel_for_erased, fetch_mails, forget_received, send_message, sweep_messages

_log = logging.getLogger("engagiert.messages")

# A failing mail server is no failing job; this is for a database that was away for a moment.
_AGAIN = 3


@app.task(name="messages.send", retry=_AGAIN, pass_context=True)
def send(context: JobContext, *, message_id: str, office_id: int) -> None:
    actor = Actor.operator(office_ids=(office_id,))
    send_message(actor=actor, message_id=uuid.UUID(message_id), resumed=context.job.attempts > 0)


@app.periodic(cron="* * * * *")
@app.task(name="messages.sweep", queueing_lock="messages.sweep")
def sweep(timestamp: int) -> None:
    """Every try after the first begins here; so does a mail for a later hour, and one whose job got lost."""
    offices = tuple(Office.objects.values_list("pk", flat=True))
    for office_id, message_id in sweep_messages(actor=Actor.operator(office_ids=offices)):
        with suppress(AlreadyEnqueued):
            # At most one such job waits for each message, however long the queue is.
            send.configure(queueing_lock=f"message {message_id}").defer(message_id=str(message_id), office_id=office_id)


@app.periodic(cron="* * * * *")
@app.task(name="messages.fetch", queueing_lock="messages.fetch", lock="messages.fetch")
def fetch(timestamp: int) -> None:
    """Replies come in here. A box that does not answer is looked into again a minute later."""
    box = configured()
    if box is None:
        return
    offices = tuple(Office.objects.values_list("pk", flat=True))
    try:
        counts = fetch_mails(actor=Actor.operator(office_ids=offices), box=box)
    except MailboxError as error:
        _log.warning("The box of replies cannot be read: %s", error.code)
        return
    if counts:
        _log.info("Mails fetched: %s", ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())))


@app.task(name="messages.invite", retry=_AGAIN)
def invite(*, invitation_id: int, office_id: int, home: str, language: str) -> None:
    """Somebody was invited by mail."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="messages.write_invitation"):
        write_invitation(actor=actor, invitation_id=invitation_id, home=home, language=language)


@app.task(name="messages.cancel_for_erased", retry=_AGAIN)
def cancel_erased(*, office_id: int, rows: dict[str, list[str]]) -> None:
    """Somebody was erased: what still waits for them goes nowhere, and letters to and from them go."""
    actor = Actor.operator(office_ids=(office_id,))
    with enter(actor, action="messages.cancel_for_erased"):
        cancel_for_erased(actor=actor, ids=rows.get(Message._meta.db_table, []))
        forget_received(actor=actor, ids=rows.get(Inbound._meta.db_table, []))


bus.listen("MailQueued", send)
bus.listen("RowsErased", cancel_erased)
bus.listen("MemberInvited", invite)
