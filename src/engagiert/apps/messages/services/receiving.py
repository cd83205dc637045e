"""Taking in what comes to the box: each mail in a transaction of its own, together with the note that it was taken.

A run that is killed goes on where it stopped: the box is not emptied, and nothing depends on its flags.
"""

import logging
from collections import Counter
from collections.abc import Iterable

from django.db import InterfaceError, OperationalError
from django.db.models import Max
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.messages.mailbox import Mailbox, MailboxError, Session, opened
from engagiert.apps.messages.models import FetchedMail, Inbound, InboundFile, Message
from engagiert.apps.messages.reading import Failure, Received, read
from engagiert.apps.messages.replies import messages_in
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .assigning import announce

_log = logging.getLogger("engagiert.messages")
_Outcome = FetchedMail.Outcome
_State = Message.State
# More than that of one mail is not fetched; one look takes at most so many mails, and the next goes on.
MOST_BYTES = 25 * 1024 * 1024
MOST_MAILS = 200
_TRIED_AGAIN = (_Outcome.UNADDRESSED, _Outcome.UNREADABLE)


def fetch_mails(*, actor: Actor, box: Mailbox, again: bool = False) -> Counter[str]:
    """Look into the box and take in what is new; returns how many mails came to which ``FetchedMail.Outcome``.

    ``again`` also looks once more at mails that were addressed to nobody or could not be read. Raises ``MailboxError``
    where the box cannot be reached; what was taken until then stays taken.
    """
    counts: Counter[str] = Counter()
    with opened(box) as session:
        looked_at = FetchedMail.objects.filter(box=box.name, uid_validity=session.uid_validity)
        last = looked_at.aggregate(last=Max("uid"))["last"] or 0
        open_ones = set(looked_at.filter(outcome__in=_TRIED_AGAIN).values_list("uid", flat=True)) if again else set()
        for uid in sorted(open_ones | set(session.uids_after(last)))[:MOST_MAILS]:
            outcome = _fetch_one(actor, box, session, uid)
            if outcome:
                counts[outcome] += 1
    return counts


def _fetch_one(actor: Actor, box: Mailbox, session: Session, uid: int) -> str:
    size = session.size_of(uid)
    raw = session.content_of(uid, most=MOST_BYTES) if size is not None else None
    if size is None or raw is None:
        return ""
    try:
        outcome = receive_mail(
            actor=actor, box=box.name, uid_validity=session.uid_validity, uid=uid, raw=raw, size=size
        )
    except (OperationalError, InterfaceError):
        # The database's fault, not the mail's: it is taken in by the next look.
        raise
    except Exception as error:
        # One mail must not keep the others out. The error may quote it: only its kind is logged.
        _log.exception("Mail %s of the box could not be taken in: %s", uid, type(error).__name__, exc_info=False)
        outcome = _note_unreadable(actor, box, session.uid_validity, uid, size, type(error).__name__)
    if outcome == _Outcome.STORED:
        try:
            session.mark_seen(uid)
        except MailboxError:
            _log.warning("Mail %s of the box could not be marked as seen", uid)
    return outcome


def receive_mail(*, actor: Actor, box: str, uid_validity: int, uid: int, raw: bytes, size: int) -> str:
    """Take in one mail, whole or not at all; returns its outcome, empty where it was taken in before.

    It goes to the office whose message it answers, and to every office whose own address it names. One that names
    none stays in the box.
    """
    received = read(raw, whole=len(raw) >= size)
    with enter(actor, action="messages.receive"):
        entry = _noted(box, uid_validity, uid, size)
        if entry is None:
            return ""
        answered = _answered(actor, received)
        written: list[Inbound | None] = [
            _store(office, None, received) for office in _addressed(actor, received, answered)
        ]
        written += [_store(message.office, message, received) for message in answered]
        if not written:
            entry.outcome = _Outcome.UNADDRESSED
        elif not any(written):
            entry.outcome = _Outcome.KNOWN
        entry.save(update_fields=["outcome"])
    return str(entry.outcome)


def _noted(box: str, uid_validity: int, uid: int, size: int) -> FetchedMail | None:
    """The note that this mail is taken; None where another look has it. One that came to nothing is tried again."""
    notes = FetchedMail.objects.filter(box=box, uid_validity=uid_validity, uid=uid)
    notes.filter(outcome__in=_TRIED_AGAIN).delete()
    entry = FetchedMail(
        box=box, uid_validity=uid_validity, uid=uid, size=size, outcome=_Outcome.STORED, fetched_at=timezone.now()
    )
    FetchedMail.objects.bulk_create([entry], ignore_conflicts=True)
    return entry if notes.filter(pk=entry.pk).exists() else None


def _note_unreadable(actor: Actor, box: Mailbox, uid_validity: int, uid: int, size: int, reason: str) -> str:
    with enter(actor, action="messages.receive"):
        entry = _noted(box.name, uid_validity, uid, size)
        if entry is not None:
            entry.outcome, entry.reason = _Outcome.UNREADABLE, reason[:60]
            entry.save(update_fields=["outcome", "reason"])
    return str(_Outcome.UNREADABLE)


def _answered(actor: Actor, received: Received) -> list[Message]:
    """The messages it answers, one an office: those whose reply address it names, else the first of its references."""
    named = list(messages_in(received.addressed)) or list(messages_in(received.answers))[:1]
    known = Message.objects.filter(pk__in=named, office__in=actor.office_ids).select_related("office").in_bulk()
    found = [known[key] for key in named if key in known]
    return list({message.office_id: message for message in reversed(found)}.values())


def _addressed(actor: Actor, received: Received, answered: Iterable[Message]) -> list[Office]:
    """Offices whose own address it names and that have it not as a reply; an address that two share names neither."""
    if received.kind == "bounce":
        return []
    having = {message.office_id for message in answered}
    named: dict[str, list[Office]] = {}
    for office in Office.objects.filter(pk__in=actor.office_ids).exclude(mail=""):
        named.setdefault(office.mail.lower(), []).append(office)
    found = [offices[0] for mail, offices in named.items() if mail in received.addressed and len(offices) == 1]
    return [office for office in found if office.pk not in having]


def _store(office: Office, message: Message | None, received: Received) -> Inbound | None:
    """The mail as a row of the office; None where the office has it already."""
    inbound = Inbound(
        office=office,
        kind=received.kind,
        answers=message,
        about=message.about if message else "",
        known_sender=message is not None and received.sender_mail.lower() == message.mail.lower() != "",
        sender_name=received.sender_name,
        sender_mail=received.sender_mail,
        subject=received.subject,
        text=received.text,
        problem=received.problem,
        message_id=received.message_id,
        fingerprint=received.fingerprint,
        sent_at=received.sent_at,
        received_at=timezone.now(),
    )
    Inbound.objects.bulk_create([inbound], ignore_conflicts=True)
    if not Inbound.objects.filter(pk=inbound.pk).exists():
        return None
    InboundFile.objects.bulk_create(
        InboundFile(
            office=office,
            inbound=inbound,
            number=number,
            name=one.name,
            media_type=one.media_type,
            size=one.size,
            content=one.content,
            left_out=one.left_out,
        )
        for number, one in enumerate(received.attachments, start=1)
    )
    if message is not None and received.failure is not None:
        _give_up(message, received.failure)
    if inbound.kind == Inbound.Kind.REPLY:
        announce(inbound)
    return inbound


def _give_up(message: Message, failure: Failure) -> None:
    """A mail server sent the mail back: a person must know. A late report about an earlier address changes nothing."""
    if not failure.final or (failure.recipient and failure.recipient.lower() != message.mail.lower()):
        return
    going = Message.objects.select_for_update(of=("self",)).filter(
        pk=message.pk, channel=Message.Channel.MAIL, state__in=[_State.SENDING, _State.SENT, _State.IN_DOUBT]
    )
    locked = going.first()
    if locked is None:
        return
    locked.state, locked.problem = _State.FAILED, _problem_of(failure.status)
    locked.reply = f"{failure.status} {failure.words}".strip()[:300]
    locked.settled_at, locked.settled_by = None, ""
    locked.save()
    _log.warning("Mail %s came back (%s)", message.pk, locked.problem)


# The numbers of RFC 3463, as far as they tell people what to do.
_BY_STATUS = (
    (("5.1.1", "5.1.3", "5.1.6", "5.1.10", "5.2.1"), "back_unknown"),
    (("5.1.2", "5.1.8", "5.4."), "back_domain"),
    (("5.2.2",), "back_full"),
    (("5.2.3", "5.3.4"), "back_too_big"),
    (("5.7.",), "back_unwanted"),
)


def _problem_of(status: str) -> str:
    for beginnings, problem in _BY_STATUS:
        if any(status == one or (one.endswith(".") and status.startswith(one)) for one in beginnings):
            return problem
    return "back"
