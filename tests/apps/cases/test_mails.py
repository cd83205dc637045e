"""Mails that come in stand in the case they are about, and the office is asked again."""

import datetime
import uuid

import pytest
from django.utils import timezone

from engagiert.apps.cases import jobs
from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.messages.public import Inbound, Message, inbound_about
from engagiert.apps.messages.public import services as message_services
from tests.cast import BERTA, IDA, OLE, SELMA
from tests.factories.askings import a_case, a_question, answered, as_it_is, told, waiting_since
from tests.factories.replies import a_reply, inbound_of, taken_in

pytestmark = pytest.mark.django_db

OKSANA = "Oksana Prykladenko <oksana@post.example>"


def asked_back(case: Case) -> Message:
    """The mail with which the office asked back."""
    answered(case, by=BERTA, text="Welche Karte meinen Sie?", way="mail", then="ask")
    with BERTA.at_work():
        return Message.objects.get(about=f"cases.case:{case.pk}")


def replied(to: Message, text: str = "Die Ehrenamtskarte.", *, uid: int = 1, **headers: str) -> Inbound:
    raw = a_reply(
        None, text, sender=OKSANA, recipient="antwort@nieheim.example", In_Reply_To=to.message_id, number=uid, **headers
    )
    assert taken_in(raw, uid=uid, for_=(BERTA,)) == "stored"
    return inbound_of(BERTA)[-1]


def the_job_runs(inbound: Inbound) -> None:
    jobs.take_in(inbound_id=str(inbound.pk), office_id=inbound.office_id, about=inbound.about)


def test_a_reply_stands_in_the_case_once_and_the_clock_runs_again() -> None:
    case = a_question(to=BERTA)
    message = asked_back(case)
    assert as_it_is(case, for_=BERTA).state == "asking"
    waiting_since(case, timezone.localdate() - datetime.timedelta(days=14), of=BERTA)
    due = as_it_is(case, for_=BERTA).due_on
    inbound = replied(message, "Die Ehrenamtskarte.\n\n> Welche Karte meinen Sie?")
    for _twice in range(2):
        the_job_runs(inbound)
    now = as_it_is(case, for_=BERTA)
    assert now.state == "working"
    assert now.due_on > due
    came = [(by, text) for kind, by, text in told(case, for_=BERTA) if kind == "incoming"]
    assert came == [("Oksana Prykladenko (oksana@post.example)", "Die Ehrenamtskarte.")]
    shown = BERTA.browser().get(f"/schreibtisch/vorgang/{case.pk}/").content.decode()
    assert "Die Ehrenamtskarte." in shown
    assert f"/schreibtisch/nachrichten/eingang/{inbound.pk}/" in shown
    assert "anderen Adresse" not in shown


def test_a_reply_to_a_closed_case_opens_it_and_out_of_office_does_not() -> None:
    case = a_question(to=BERTA)
    answered(case, by=BERTA, text="Im Rathaus, Raum 3.", way="mail", then="close", outcome="answered")
    assert as_it_is(case, for_=BERTA).state == "closed"
    with BERTA.at_work():
        message = Message.objects.get(about=f"cases.case:{case.pk}")
    assert replied(message, "Bin im Urlaub.", Auto_Submitted="auto-replied").kind == "auto_reply"
    assert as_it_is(case, for_=BERTA).state == "closed"
    the_job_runs(replied(message, "Und wann?", uid=2))
    now = as_it_is(case, for_=BERTA)
    assert (now.state, now.due_on > timezone.localdate()) == ("working", True)


def test_a_mail_about_something_else_or_a_case_that_is_gone_stops_nothing() -> None:
    inbound = replied(asked_back(a_question(to=BERTA)))
    for about in ("directory.organisation:7", f"cases.case:{uuid.uuid4()}", "cases.case:x"):
        with BERTA.at_work():
            Inbound.objects.filter(pk=inbound.pk).update(about=about)
        the_job_runs(inbound)
    with BERTA.at_work():
        assert not Entry.objects.filter(kind="incoming").exists()


def without_a_place() -> Inbound:
    message = asked_back(a_question(to=BERTA))
    inbound = replied(message)
    with BERTA.at_work():
        Inbound.objects.filter(pk=inbound.pk).update(about="", answers=None)
    return inbound_of(BERTA)[0]


def inbox(inbound: Inbound, do: str = "") -> str:
    return f"/schreibtisch/nachrichten/eingang/{inbound.pk}/{do}"


def test_somebody_says_to_which_case_a_mail_belongs() -> None:
    inbound, other = without_a_place(), a_case(by=BERTA, subject="Zweite Sache")
    browser = BERTA.browser()
    shown = browser.get(inbox(inbound)).content.decode()
    assert "Vorgänge von dieser Adresse" in shown
    for _twice in range(2):
        answer = browser.post(inbox(inbound, "entscheiden/"), {"assign": "1", "number": f" {other.number.lower()} "})
        assert answer["Location"] == f"/schreibtisch/vorgang/{other.pk}/"
    with BERTA.at_work() as actor:
        [found] = inbound_about(actor, f"cases.case:{other.pk}")
    the_job_runs(found)
    assert [kind for kind, _by, _text in told(other, for_=BERTA)] == ["asked", "incoming"]
    assert other.number in browser.get(inbox(inbound)).content.decode()
    wrong = browser.post(inbox(inbound, "entscheiden/"), {"assign": "1", "number": "26-XXXXXX"})
    assert wrong.status_code == 422
    assert "gibt es in diesem Büro nicht" in wrong.content.decode()


def test_of_a_mail_becomes_a_case_once_that_counts_from_its_arrival() -> None:
    inbound = without_a_place()
    browser = OLE.browser()
    for _twice in range(2):
        answer = browser.post(inbox(inbound, "entscheiden/"), {"new": "1", "kind": "cases.wish_to_help"})
    with BERTA.at_work():
        case = Case.objects.get(kind="cases.wish_to_help")
        assert (case.channel, case.received_at, case.asker.mail) == ("mail", inbound.received_at, "oksana@post.example")
    assert answer["Location"] == f"/schreibtisch/vorgang/{case.pk}/"
    shown = browser.get(answer["Location"]).content.decode()
    assert shown.count("Die Ehrenamtskarte.") == 1
    assert inbox(inbound) in shown


def test_a_mail_goes_to_no_case_of_another_office_and_by_nobody_who_only_reads() -> None:
    inbound, foreign = without_a_place(), a_case(by=SELMA)
    answer = BERTA.browser().post(inbox(inbound, "entscheiden/"), {"case": str(foreign.pk)})
    assert answer.status_code == 422
    assert IDA.browser().post(inbox(inbound, "entscheiden/"), {"new": "1"}).status_code == 403
    with BERTA.at_work() as actor:
        message_services.assign_inbound(actor=actor, inbound=inbound, about=f"cases.case:{foreign.pk}")
    the_job_runs(inbound_of(BERTA)[0])
    assert [kind for kind, _by, _text in told(foreign, for_=SELMA)] == ["asked"]
