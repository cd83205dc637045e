"""Two people on one case: neither loses a word, and only one has it (scenario 7)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection

from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.cases.public import From, services
from engagiert.apps.messages.public import Message
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OLE
from tests.factories import askings

SIX_LINES = "\n".join(f"Zeile {number}" for number in range(1, 7))
FIRM = From(name="Stahlbau Muster GmbH", mail="buero@stahlbau.example")


@pytest.mark.django_db
def test_who_was_overtaken_learns_of_it_before_the_reply_goes_and_sends_one_mail() -> None:
    case = askings.a_case(by=BERTA, asker=FIRM, subject="14 Auszubildende")
    seen = askings.as_it_is(case, for_=BERTA).version
    with OLE.at_work() as actor:
        services.add_note(actor=actor, case=case, text="Die Firma will im Mai.", token="n1")
        services.take_case(actor=actor, case=case)
    answer = services.Answer(text=SIX_LINES, way="mail", then="stay")
    with BERTA.at_work() as actor, pytest.raises(services.Overtaken) as overtaken:
        services.answer_case(actor=actor, case=case, answer=answer, seen=seen, token="t1")
    assert [entry.text for entry in overtaken.value.entries] == ["Die Firma will im Mai.", ""]
    with BERTA.at_work() as actor:
        assert not Message.objects.exists()
        for _click in range(2):
            now = overtaken.value.case.version
            services.answer_case(actor=actor, case=case, answer=answer, seen=now, token="t1")
        assert Message.objects.count() == 1
    written = [(by, text) for _kind, by, text in askings.told(case, for_=BERTA) if text]
    assert written[1:] == [("Ole Exempel", "Die Firma will im Mai."), ("Berta Beispiel", SIX_LINES)]


@pytest.mark.django_db
def test_a_note_never_meets_a_conflict_and_a_double_click_writes_one() -> None:
    case = askings.a_case(by=BERTA)
    for person in (BERTA, OLE):
        with person.at_work() as actor:
            for _click in range(2):
                services.add_note(actor=actor, case=case, text=f"Von {person.name}", token=person.name)
    assert len(askings.told(case, for_=BERTA)) == 3


@pytest.mark.django_db
def test_the_second_who_takes_a_case_reads_who_has_it_and_may_then_take_it_over_knowingly() -> None:
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        services.take_case(actor=actor, case=case)
    with OLE.at_work() as actor, pytest.raises(ValidationError, match="Berta Beispiel"):
        services.take_case(actor=actor, case=case, seen_owner=None)
    with OLE.at_work() as actor:
        services.take_case(actor=actor, case=case, seen_owner=BERTA.account().pk)
    assert askings.as_it_is(case, for_=BERTA).owner == OLE.account()


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_a_case_at_once_exactly_one_has_it() -> None:
    case = askings.a_case(by=BERTA)
    actors = [BERTA.actor(), OLE.actor()] * 5
    won, lost = [], []

    def take(number: int) -> None:
        try:
            with enter(actors[number], action="tests.take"):
                services.take_case(actor=actors[number], case=case)
            won.append(actors[number].account_id)
        except ValidationError:
            lost.append(actors[number].account_id)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(number,)) for number in range(len(actors))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(won)) == 1
    assert len(won) == len(lost) == 5
    with BERTA.at_work():
        assert Case.objects.get().owner_id == won[0]
        assert Entry.objects.filter(kind="change").count() == 1


@pytest.mark.django_db
def test_many_may_ask_about_one_organisation_but_a_decision_waits_once() -> None:
    for _number in range(2):
        askings.a_case(by=BERTA, about="directory.organisation:1")
    with BERTA.at_work() as actor:
        office = BERTA.office()
        asked = services.Asked("directory.pair", From(), "duplicate", "Zweimal da?", about="directory.pair:1")
        services.open_cases(actor=actor, office=office, asked=[asked])
        with pytest.raises(IntegrityError):
            services.open_cases(actor=actor, office=office, asked=[asked])
        assert Case.objects.count() == 3
