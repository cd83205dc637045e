"""Answering and closing. What somebody writes is never lost: who was overtaken gets it back with what happened."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Asker, Case, Entry
from engagiert.apps.cases.wording.answers import answer_text, receipt_text, recipient_of
from engagiert.apps.messages.public import queue_message
from engagiert.kernel.authz import Actor, require

from .ending import close_locked
from .timeline import (
    change,
    let_clock_run,
    let_clock_stand,
    locked,
    none_overtook,
    open_and_locked,
    start_clock_anew,
    still_open,
    write,
    written_before,
)

WAYS = ("mail", "letter", "told")
THEN = ("close", "ask", "stay")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to the asker: ``way`` mail, letter or told (by telephone or in person), and what is ``then``.

    ``status_address``: where the asker reads how things stand, as (code, absolute address); empty leaves it out.
    """

    text: str
    way: str
    then: str = "close"
    outcome: str = Case.Outcome.ANSWERED
    reason: str = ""
    subject: str = ""
    status: tuple[str, str] = ("", "")


def answer_case(*, actor: Actor, case: Case, answer: Answer, seen: int | None, token: str) -> None:
    """Write to the asker, or note what they were told; then close, wait for their answer, or stay open.

    ``seen``: the version of the case that the form showed. Raises ``Overtaken`` where somebody did something since:
    nothing is sent. The same ``token`` twice is one message.
    """
    now = locked(actor, case)
    if written_before(now, token):
        return
    none_overtook(now, seen)
    still_open(now)
    message_id = None
    if answer.way != "told":
        message = queue_message(
            actor=actor,
            office=now.office,
            key=f"case:{now.pk}:{token}",
            purpose="cases.answer",
            about=f"cases.case:{now.pk}",
            recipient=recipient_of(Asker.objects.get(case=now), answer.way),
            text=answer_text(now, Asker.objects.get(case=now), answer.subject, answer.text, answer.status),
        )
        message_id = message.pk
    facts = {"way": answer.way, "then": answer.then}
    if now.state == Case.State.NEW:
        now.state = Case.State.WORKING
    if now.owner_id is None:
        now.owner_id = actor.account_id
    if answer.then == "ask":
        let_clock_stand(now)
    elif answer.then == "stay":
        let_clock_run(now)
    write(now, Entry.Kind.OUTGOING, by=actor.label, text=answer.text, facts=facts, token=token, message_id=message_id)
    if answer.then == "close":
        close_locked(actor, now, answer.outcome, answer.reason)


def confirm_receipt(*, actor: Actor, case: Case, status: tuple[str, str]) -> None:
    """Tell the asker by mail or letter that it has arrived, until when there is an answer, and the code; once.

    ``status``: code and absolute address of the status page. Raises ``ValidationError`` without an address.
    """
    now = open_and_locked(actor, case)
    token = "receipt"  # noqa: S105 - the name of this one act
    if written_before(now, token):
        return
    asker = Asker.objects.get(case=now)
    way = "letter" if asker.postal and asker.reach != Asker.Reach.MAIL else "mail"
    message = queue_message(
        actor=actor,
        office=now.office,
        key=f"case:{now.pk}:receipt",
        purpose="cases.receipt",
        about=f"cases.case:{now.pk}",
        recipient=recipient_of(asker, way),
        text=receipt_text(now, asker, status),
    )
    change(now, "receipt", by=actor.label, token=token, message_id=message.pk)


def close_case(*, actor: Actor, case: Case, outcome: str, reason: str = "", seen: int | None = None) -> None:
    """Close without a message. Raises ``Overtaken`` as ``answer_case``."""
    now = locked(actor, case)
    if not now.is_open:
        return
    none_overtook(now, seen)
    if kind_of(now.kind).decided_there and outcome != Case.Outcome.NO_REPLY:
        raise ValidationError(_("Darüber entscheiden Sie auf der Seite, um die es geht. Der Vorgang folgt von selbst."))
    close_locked(actor, now, outcome, reason)


def close_cases_about(*, actor: Actor, office: Office, about: str, outcome: str, reason: str = "") -> None:
    """The thing a case is about was decided elsewhere: close it with this outcome; none there is no error."""
    require(actor, rules.OPEN, office.pk)
    for found in Case.objects.filter(office=office, about=about).exclude(state=Case.State.CLOSED):
        close_locked(actor, open_and_locked(actor, found), outcome, reason)


def reopen_case(*, actor: Actor, case: Case) -> None:
    """Something is missing after all: the promise counts from today."""
    now = locked(actor, case)
    if not now.is_open:
        start_clock_anew(now)
        now.merged_into = None
        change(now, "reopened", by=actor.label)
