"""What the asker sees without account: how things stand, by a code; and the words they add."""

import datetime
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.kinds import kind_of
from engagiert.apps.cases.models import Case, Entry
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import Link, LinkGone, answering, code_of, find_link, open_link
from engagiert.kernel.tenancy import enter

from .ending import close_locked
from .opening import From, open_case
from .timeline import let_clock_run, locked_row, start_clock_anew, write, written_before

PURPOSE: Final = "cases.status"
# Longer than any case should take, and gone when its answer has long been read.
_DAYS: Final = 365


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand, without name, words or notes. ``handed_to``: the office that has it now.

    ``told``: the reason of a decision, which is written for the asker. ``leads_to``: the code of the page with what
    came of it, empty where there is none. ``may_withdraw``: whether the asker may take it back here.
    """

    office: Office
    number: str
    state: str
    received_on: datetime.date
    due_on: datetime.date
    closed_on: datetime.date | None
    asked_on: datetime.date | None
    outcome: str
    handed_to: Office | None
    told: str = ""
    leads_to: str = ""
    may_withdraw: bool = False


def hand_in(
    *, actor: Actor, office: Office, kind: str, asker: From, subject: str, text: str, token: str, about: str = ""
) -> tuple[Case, str]:
    """The public form: open a case and give out the code of its status page. The same form twice is one case."""
    case = open_case(
        actor=actor,
        office=office,
        kind=kind,
        asker=asker,
        channel=Case.Channel.FORM,
        subject=subject,
        text=text,
        token=token,
        about=about,
    )
    return case, code_for(actor, case)


def status_code(*, actor: Actor, case: Case) -> str:
    """The code of the status page, to print and to mail; it stays the same for a year."""
    require(actor, rules.WORK, case)
    return code_for(actor, case)


def code_for(actor: Actor, case: Case) -> str:
    about = f"cases.case:{case.pk}"
    # The stranger who has just handed the case in works for no office: this much is opened for the case's own link.
    with enter(actor, action="cases.give_status_code", offices=(case.office_id,)):
        known = Link.objects.filter(office_id=case.office_id, purpose=PURPOSE, about=about, withdrawn_at__isnull=True)
        living = known.filter(expires_at__gt=timezone.now()).order_by("created_at").first()
        return code_of(living or open_link(office_id=case.office_id, purpose=PURPOSE, about=about, days=_DAYS))


def _case_behind(link: Link) -> Case:
    """Raises ``LinkGone`` where the case has had its time before its code."""
    case = Case.objects.select_related("office__place").filter(pk=link.about.partition(":")[2]).first()
    if case is None:
        raise LinkGone("expired", link)
    return case


def read_status(*, code: str) -> Status:
    """How things stand for who holds the code; raises ``LinkGone``."""
    link = find_link(code, PURPOSE)
    with answering(link, action="cases.read_status"):
        case = _case_behind(link)
        handed = Entry.objects.filter(case=case, kind=Entry.Kind.CHANGE, facts__code="handed_over").last()
        shown = case.merged_into if case.merged_into is not None else case
        kind = kind_of(shown.kind)
        over = shown is case and not shown.is_open
        return Status(
            office=case.office,
            number=case.number,
            state=shown.state,
            received_on=case.received_on,
            due_on=shown.due_on,
            closed_on=shown.closed_on,
            asked_on=shown.asked_on,
            outcome=shown.outcome,
            handed_to=Office.objects.filter(pk=handed.facts["office"]).first()
            if handed and case.outcome == Case.Outcome.HANDED_OVER
            else None,
            told=shown.reason if over and kind.decided_there and shown.outcome == Case.Outcome.DECLINED else "",
            leads_to=kind.leads_to(shown.about) if over and kind.leads_to is not None else "",
            may_withdraw=kind.withdrawable and shown is case and shown.is_open,
        )


def withdraw_case(*, code: str) -> None:
    """The asker takes it back on the status page; twice is once. Raises ``LinkGone``."""
    link = find_link(code, PURPOSE)
    with answering(link, action="cases.withdraw_case") as actor:
        case = locked_row(_case_behind(link))
        if case.is_open and kind_of(case.kind).withdrawable:
            close_locked(actor, case, Case.Outcome.WITHDRAWN, "")


def add_words(*, code: str, text: str, token: str) -> None:
    """The asker adds words; the clock runs again, and a closed case is opened again. Raises ``LinkGone``."""
    link = find_link(code, PURPOSE)
    with answering(link, action="cases.add_words") as actor:
        case = locked_row(_case_behind(link))
        if case.merged_into is not None:
            case = locked_row(case.merged_into)
        if written_before(case, token):
            return
        if not case.is_open:
            start_clock_anew(case)
        let_clock_run(case)
        write(case, Entry.Kind.WORDS, by=actor.label, text=text, token=token)
        bus.publish("ReplyReceived", case_id=str(case.pk), office_id=case.office_id)
