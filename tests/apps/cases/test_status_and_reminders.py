"""What the asker sees by code, and what the office hears in the morning."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from engagiert.apps.cases import selectors
from engagiert.apps.cases.clock import add_working_days
from engagiert.apps.cases.models import Asker, Case, ConfidentialNote, Entry
from engagiert.apps.cases.public import From, services
from engagiert.apps.messages.public import Message
from engagiert.apps.privacy.services import keep_periods
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.links.public import Link, LinkGone
from tests.cast import ANYBODY, BERTA, IDA, OLE, anybody_at_work
from tests.factories import askings

pytestmark = pytest.mark.django_db
NRW = "05762028"


def handed_in(text: str = "Wer hilft beim Umzug?") -> str:
    _case, code = services.hand_in(
        actor=ANYBODY, office=BERTA.office(), kind="cases.question", asker=From(name="Oksana Prykladenko"),
        subject="Umzug", text=text, token="ein-formular",
    )  # fmt: skip
    return code


def test_the_same_form_twice_gives_the_same_code() -> None:
    assert handed_in() == handed_in()
    assert handed_in() != handed_in("Und wann?")


def test_the_status_has_no_name_and_no_words() -> None:
    status = services.read_status(code=handed_in().lower().replace("-", " "))
    assert (status.state, status.closed_on) == ("new", None)
    assert "Oksana" not in repr(status)
    assert "Umzug" not in repr(status)


def test_a_code_that_nobody_gave_out_opens_nothing() -> None:
    with pytest.raises(LinkGone):
        services.read_status(code="2222-2222-2222")


def test_words_that_are_added_start_the_clock_again_and_come_once() -> None:
    code = handed_in()
    with BERTA.at_work():
        case = Case.objects.get()
    askings.waiting_since(case, timezone.localdate(), of=BERTA)
    for _click in range(2):
        services.add_words(code=code, text="Am Samstag.", token="t")
    case = askings.as_it_is(case, for_=BERTA)
    assert case.state == "working"
    assert askings.told(case, for_=BERTA)[1:] == [("words", "mit Link, ohne Konto", "Am Samstag.")]
    askings.answered(case, by=BERTA)
    services.add_words(code=code, text="Noch etwas.", token="u")
    assert askings.as_it_is(case, for_=BERTA).is_open


def reminded(on: datetime.date) -> None:
    with BERTA.at_work() as actor:
        services.remind_office(actor=actor, office=BERTA.office(), today=on)


def with_mail() -> None:
    office = BERTA.office()
    office.mail = "buero@nieheim.example"
    with BERTA.at_work("tests.prepare"):
        office.save()


def test_the_office_gets_one_mail_a_day_about_what_is_due_and_it_names_nobody() -> None:
    with_mail()
    case = askings.as_it_is(askings.a_case(by=BERTA), for_=BERTA)
    reminded(case.due_on - datetime.timedelta(days=1))
    for _time in range(2):
        reminded(case.due_on)
    with BERTA.at_work():
        [mail] = Message.objects.all()
    assert mail.mail == "buero@nieheim.example"
    said = str(mail.blocks)
    assert case.number in said
    assert not [name for name in ("Erdacht", "Exempel", "Berta", "Glühbirne") if name in said]


def test_what_waits_too_long_reaches_the_coordinators_but_not_on_a_sunday() -> None:
    with_mail()
    OLE.account()
    case = askings.as_it_is(askings.a_case(by=BERTA), for_=BERTA)
    late = add_working_days(case.due_on, 2, NRW)
    sunday = late + datetime.timedelta(days=6 - late.weekday())
    reminded(sunday)
    with BERTA.at_work():
        assert not Message.objects.exists()
    reminded(late)
    with BERTA.at_work():
        assert sorted(Message.objects.values_list("mail", flat=True)) == [
            "berta@nieheim.example",
            "buero@nieheim.example",
        ]


def test_who_only_reads_can_arrange_nothing() -> None:
    with IDA.at_work() as actor, pytest.raises(NotAllowed):
        services.promise_days(actor=actor, office=BERTA.office(), days={"cases.question": 5})


def test_figures_count_the_office_and_are_silent_below_three() -> None:
    cases = [askings.a_case(by=BERTA, days_ago=1) for _number in range(3)]
    for case in cases[:2]:
        askings.answered(case, by=BERTA)
    today = timezone.localdate()
    period = {"since": today - datetime.timedelta(days=30), "until": today}
    with BERTA.at_work() as actor:
        few = selectors.figures(actor, BERTA.office().pk, **period).whole
    assert (few.received, few.answered, few.in_time, few.share) == (3, 2, None, None)
    askings.answered(cases[2], by=OLE)
    with BERTA.at_work() as actor:
        whole = selectors.figures(actor, BERTA.office().pk, **period)
    assert (whole.whole.answered, whole.whole.share) == (3, 100)
    assert not [word for word in ("Berta", "Ole") if word in repr(whole)]


def public_record() -> dict[str, int]:
    with anybody_at_work():
        return selectors.record_of(BERTA.office().pk)


def test_the_record_is_published_only_where_the_office_wants_it() -> None:
    for _number in range(3):
        askings.answered(askings.a_case(by=BERTA), by=BERTA)
    monday = add_working_days(timezone.localdate(), 1, NRW)
    reminded(monday)
    assert public_record() == {}
    with BERTA.at_work() as actor:
        services.arrange_desk(actor=actor, office=BERTA.office(), publishes_record=True, escalates_after=2)
    reminded(add_working_days(monday, 1, NRW))
    assert public_record() == {"received": 3, "answered": 3, "in_time_percent": 100}


def test_after_two_years_a_case_is_a_count_and_its_confidential_note_is_gone_too() -> None:
    case = askings.a_case(by=BERTA)
    with OLE.at_work() as actor:
        services.add_confidential_note(actor=actor, case=case, text="Sie war krank.")
    askings.answered(case, by=BERTA)
    today = timezone.localdate()
    with BERTA.at_work() as actor:
        office = BERTA.office()
        assert services.forget_cases(actor=actor, office=office, today=today + datetime.timedelta(days=700)) == 0
        assert services.forget_cases(actor=actor, office=office, today=today + datetime.timedelta(days=731)) == 1
        assert services.forget_cases(actor=actor, office=office, today=today + datetime.timedelta(days=732)) == 0
        [bare] = Case.objects.all()
        assert (bare.number, bare.subject, bare.outcome, bare.owner) == ("", "", "answered", None)
        assert not Entry.objects.exists()
        assert not Asker.objects.exists()
        assert selectors.figures(actor, office.pk, since=today, until=today).whole.received == 1
    with OLE.at_work():
        assert not ConfidentialNote.objects.exists()


def test_the_nightly_run_ends_the_words_of_a_case_whichever_way_its_asker_was_reached() -> None:
    ways = (
        From(name="Oksana Prykladenko", mail="oksana@post.example"),
        From(name="Oksana Prykladenko", phone="0000 1"),
        askings.NEPHEW,
        From(name="Erna Musterfrau", speaker="Oksana Prykladenko", speaker_mail="oksana@post.example"),
    )
    for asker in ways:
        askings.answered(askings.a_case(by=BERTA, asker=asker), by=BERTA)
    with BERTA.at_work() as actor:
        keep_periods(actor=actor, office=BERTA.office(), now=timezone.now() + datetime.timedelta(days=732))
        for asker in Asker.objects.all():
            assert (asker.name, asker.mail, asker.speaker, asker.postal, asker.reach) == ("", "", "", [], "none")


def test_a_code_lasts_as_long_as_it_is_needed_and_says_so_when_the_case_is_gone() -> None:
    code = handed_in()
    with BERTA.at_work() as actor:
        case = Case.objects.get()
        assert services.status_code(actor=actor, case=case) == code
        Link.objects.update(expires_at=timezone.now(), created_at=timezone.now() - datetime.timedelta(days=365))
        newer = services.status_code(actor=actor, case=case)
    assert newer != code
    assert services.read_status(code=newer).number == case.number
    with BERTA.at_work():
        Case.objects.all().delete()
    with pytest.raises(LinkGone, match="expired"):
        services.read_status(code=newer)


def test_too_many_words_from_one_connection_get_a_sentence_and_keep_the_text() -> None:
    code, browser = handed_in(), Client()
    for number in range(21):
        answer = browser.post(f"/stand/{code}/", {"text": f"Noch etwas {number}.", "token": f"t{number}"})
    assert answer.status_code == 429
    assert "Bitte warten Sie etwas" in answer.text
    assert "Noch etwas 20." in answer.text
