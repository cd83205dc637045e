"""Sending once. Before the first word to the mail server the state ``sending`` is committed.

A worker that dies later than that leaves the message in this state, and whoever finds it calls it *in doubt*: a
person decides. Nothing here sends a message that is in doubt.
"""

import datetime
import logging
import uuid

from django.db import connection
from django.utils import timezone

from engagiert.apps.messages.models import Message
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .delivery import Result, deliver

_log = logging.getLogger("engagiert.messages")
_State = Message.State

# Longer than the slowest conversation: after that, whoever sent is dead, even if no job remembers it.
LONGEST_SENDING = datetime.timedelta(minutes=10)
# A mail server may be down over a long weekend (RFC 5321, 4.5.4.1 says four to five days).
GIVE_UP_AFTER = datetime.timedelta(days=5)
SHORTEST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(minutes=30)
LONGEST_PAUSE_LATER = datetime.timedelta(hours=2)


def send_message(*, actor: Actor, message_id: uuid.UUID, resumed: bool = False) -> None:
    """Send the mail if it waits and is due; does nothing otherwise, so it may be called by many and often.

    ``resumed``: an earlier run of the same job ended without a word. A message it left as ``sending`` is in doubt.
    """
    if connection.in_atomic_block:
        raise RuntimeError("a state written inside a transaction would not outlive a crash")
    message = _claim(actor, message_id, resumed=resumed)
    if message is not None:
        _settle(actor, message, deliver(message))


def _claim(actor: Actor, message_id: uuid.UUID, *, resumed: bool) -> Message | None:
    """Of several workers the one whose row lock comes first gets the message; committed before it returns."""
    now = timezone.now()
    with enter(actor, action="messages.send"):
        locked = Message.objects.select_for_update(of=("self",), skip_locked=True).select_related("office")
        message = locked.filter(pk=message_id).first()
        if message is None:
            return None
        if message.state == _State.SENDING and resumed:
            _doubt(message)
            return None
        if message.state != _State.WAITING or message.is_letter or message.due_at > now:
            return None
        message.state = _State.SENDING
        message.attempts += 1
        message.tried_at = now
        message.first_tried_at = message.first_tried_at or now
        message.save(update_fields=["state", "attempts", "tried_at", "first_tried_at"])
    return message


def _doubt(message: Message) -> None:
    message.state = _State.IN_DOUBT
    message.problem = "interrupted"
    message.save(update_fields=["state", "problem"])
    _log.warning("Mail %s was being sent when its worker stopped; a person must decide", message.pk)


def _settle(actor: Actor, tried: Message, result: Result) -> None:
    """Write down what this very try came to; a worker that was only slow corrects the doubt about itself."""
    now = timezone.now()
    with enter(actor, action="messages.send"):
        message = (
            Message.objects.select_for_update(of=("self",))
            .filter(pk=tried.pk, attempts=tried.attempts, state__in=[_State.SENDING, _State.IN_DOUBT])
            .first()
        )
        if message is None:
            return
        message.problem, message.reply = result.problem, result.reply
        if result.outcome == "sent":
            message.state, message.settled_at, message.settled_by = _State.SENT, now, ""
        elif result.outcome == "doubt":
            message.state = _State.IN_DOUBT
        elif result.outcome == "never":
            message.state = _State.FAILED
        else:
            _postpone(message, now)
        message.save()
    if message.state != _State.SENT:
        _log.warning("Mail %s: %s (%s)", message.pk, message.state, result.problem)


def _postpone(message: Message, now: datetime.datetime) -> None:
    """Wait as long again as was tried until now: 1, 2, 4 … minutes, at most 30, after a day at most two hours."""
    trying = now - (message.first_tried_at or now)
    if trying > GIVE_UP_AFTER:
        message.state = _State.FAILED
        return
    longest = LONGEST_PAUSE if trying < datetime.timedelta(days=1) else LONGEST_PAUSE_LATER
    message.state = _State.WAITING
    message.due_at = now + min(max(trying, SHORTEST_PAUSE), longest)


def sweep_messages(*, actor: Actor) -> list[tuple[int, uuid.UUID]]:
    """What is due, as (office, message), for the caller to queue; what has been sending for too long is in doubt."""
    now = timezone.now()
    with enter(actor, action="messages.sweep"):
        mails = Message.objects.filter(office__in=actor.office_ids, channel=Message.Channel.MAIL)
        left = mails.filter(state=_State.SENDING, tried_at__lt=now - LONGEST_SENDING)
        for message in left.select_for_update(of=("self",), skip_locked=True):
            _doubt(message)
        due = mails.filter(state=_State.WAITING, due_at__lte=now).order_by("due_at")
        return list(due.values_list("office_id", "pk"))
