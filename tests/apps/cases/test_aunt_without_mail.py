"""Klaas Exempel calls for his aunt, who has neither mail nor telephone (scenario 6)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.cases.clock import add_working_days, due_after_receipt
from engagiert.apps.cases.models import Case, Promise
from engagiert.apps.cases.public import From, services
from engagiert.apps.messages.public import Message
from tests.cast import BERTA, anybody_at_work
from tests.factories import askings

pytestmark = pytest.mark.django_db


def test_a_call_becomes_a_case_with_a_promise_and_says_who_spoke_for_whom() -> None:
    case = askings.as_it_is(askings.a_case(by=BERTA), for_=BERTA)
    assert (case.state, case.asker.name, case.asker.speaker) == ("new", "Anneliese Erdacht", "Klaas Exempel")
    assert case.due_on == due_after_receipt(timezone.localdate(), 3, "05762028")
    assert case.number.startswith(f"{timezone.localdate().year % 100}-")
    assert askings.told(case, for_=BERTA) == [("asked", "Berta Beispiel", "Im Flur ist es dunkel.")]


def test_the_promise_of_the_office_holds_before_that_of_the_kind() -> None:
    office = BERTA.office()
    with BERTA.at_work():
        Promise.objects.create(office=office, kind="cases.question", days=10)
    assert askings.as_it_is(askings.a_case(by=BERTA), for_=BERTA).promised_days == 10


def test_asking_back_by_letter_stops_the_clock_and_the_slip_starts_it_again() -> None:
    case = askings.a_case(by=BERTA, days_ago=7)
    askings.answered(case, by=BERTA, text="Ist eine Leiter da?", way="letter", then="ask")
    case = askings.as_it_is(case, for_=BERTA)
    assert (case.state, case.asked_on) == ("asking", timezone.localdate())
    with BERTA.at_work():
        letter = Message.objects.get()
    assert letter.postal == ["Anneliese Erdacht", "Musterweg 12", "33039 Nieheim"]
    due, asked = case.due_on, timezone.localdate() - datetime.timedelta(days=5)
    case = askings.waiting_since(case, asked, of=BERTA)
    with BERTA.at_work() as actor:
        services.note_reply(actor=actor, case=case, text="Ja, im Keller.", channel="letter")
    case = askings.as_it_is(case, for_=BERTA)
    assert (case.state, case.asked_on) == ("working", None)
    waited = (case.due_on - due).days
    assert waited > 0
    assert case.due_on <= add_working_days(due, 5, "05762028")


def test_who_cannot_be_reached_as_said_is_noticed_before_anything_is_written() -> None:
    with BERTA.at_work(), pytest.raises(ValidationError, match="Anschrift"):
        askings.a_case(by=BERTA, asker=From(name="Anneliese Erdacht", reach="post"))
    with BERTA.at_work():
        assert not Case.objects.exists()


def test_the_answer_closes_the_case_and_says_how_it_ended() -> None:
    case = askings.a_case(by=BERTA)
    askings.answered(case, by=BERTA, way="letter", outcome="helped", reason="Der Nachbar kommt.")
    case = askings.as_it_is(case, for_=BERTA)
    assert (case.state, case.outcome, case.reason) == ("closed", "helped", "Der Nachbar kommt.")
    assert [kind for kind, _by, _text in askings.told(case, for_=BERTA)] == ["asked", "outgoing", "change"]
    with BERTA.at_work() as actor:
        services.reopen_case(actor=actor, case=case)
    case = askings.as_it_is(case, for_=BERTA)
    assert (case.state, case.outcome) == ("working", "")
    assert case.due_on > timezone.localdate()


def test_somebody_without_account_asks_and_reads_nothing_back() -> None:
    case = askings.a_question(to=BERTA)
    with anybody_at_work():
        assert Case.objects.count() == 0
    assert askings.as_it_is(case, for_=BERTA).asker.mail == "oksana@post.example"


def test_the_same_form_sent_twice_is_one_case() -> None:
    for _click in range(2):
        askings.a_case(by=BERTA, token="a-form")
    askings.a_case(by=BERTA, token="a-form", text="Und im Bad auch.")
    with BERTA.at_work():
        assert Case.objects.count() == 2


def test_a_letter_with_her_address_and_the_code_confirms_that_it_arrived_and_is_written_once() -> None:
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        for _click in range(2):
            code = services.status_code(actor=actor, case=case)
            services.confirm_receipt(actor=actor, case=case, status=(code, f"https://x.example/code/{code}/"))
        [letter] = Message.objects.all()
    assert letter.postal[0] == "Anneliese Erdacht"
    assert code in str(letter.blocks)
    assert "Glühbirne" not in str(letter.blocks)
    assert not letter.mail
