"""Reminders come once: a year of nightly jobs, with the hour that is not and the hour that is there twice."""

import contextlib
import datetime
from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases.models import Case
from engagiert.apps.directory.public import Organisation, services
from engagiert.apps.messages.public import Message
from tests.cast import BERTA
from tests.factories import a_year, askings, letters, records
from tests.factories.calendar import BERLIN, let_pass, names_of_periods, the_days
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)

# Holidays of North Rhine-Westphalia in 2027 that fall on a weekday, from the law and not from the code under test.
HOLIDAYS = {"2027-01-01", "2027-03-26", "2027-03-29", "2027-05-06", "2027-05-17", "2027-05-27", "2027-11-01"}
YEAR = [("2027-01-01", "2027-12-31")]
SAMPLE = [("2027-01-02", "2027-01-08"), ("2027-03-25", "2027-03-31"), ("2027-10-29", "2027-11-03")]
CHANGES = the_days(("2027-03-28", "2027-03-28"), ("2027-10-31", "2027-10-31"))
CLUBS = [f"verein{number:02d}@probe.example" for number in range(5)]
# What each job reminds of in the year that `a_year` plans: beginning and end of a message's key, or a case's kind.
REMINDS: dict[str, dict[tuple[str, str], int]] = {
    "cases.remind_offices": {},  # each working day, see below
    "directory.ask_yearly": {("directory.confirmation_request", ""): len(CLUBS)},
    "opportunities.ask_due": {("opportunities.question", ""): 2},
    "programme.turn_all": {("programme.outing", ":reminder"): 1},
    "recognition.remind_all": {("recognition.reminder", ""): 2},
    "surveys.run_all": {("surveys.reminder", ""): len(CLUBS) + 1, ("surveys.goal_reminder", ""): 2},
    "volunteering.pass_on_all": {("volunteering.seat", ":reminder"): 1},
    # After four weeks; nobody answers, so the question of half a year makes no second case.
    "volunteering.run_all": {("case", "volunteering.check_in"): 1},
    "waves.run_all": {("case", "waves.promise"): 1},
}
# These tidy, count, send and fetch; they remind nobody.
REMIND_NOBODY = {
    "accounts.departures", "accounts.forget_sessions", "directory.bring_to_desk", "directory.count_terms",
    "directory.forget_unmet", "messages.fetch", "messages.sweep", "places.end_alliances", "privacy.keep_all_periods",
}  # fmt: skip


def at_half_past_two(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T02:30").replace(tzinfo=BERLIN)


def test_every_job_with_a_period_is_in_the_year() -> None:
    """A new one is named here, with what it reminds of."""
    assert names_of_periods() == {*REMINDS, *REMIND_NOBODY}


def an_office_with_work() -> Office:
    office = a_year.planned(BERTA)
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        Office.objects.filter(pk=office.pk).update(mail="buero@nieheim.example")
        Case.objects.filter(pk=case.pk).update(due_on="2027-01-04")
        services.plan_asking(actor=actor, office=office, is_on=True, by_letter=False, site="https://engagiert.example")
    for address in CLUBS:
        record = records.an_organisation(by=BERTA, name=f"Verein {address[6:8]}", mails=[address])
        with BERTA.at_work():
            Organisation.objects.filter(pk=record.pk).update(confirmed_on="2025-06-01")
    for day in ("2027-03-28", "2027-10-31"):
        letters.a_message(by=BERTA, to="chor@probe.example", key=f"tests:{day}", not_before=at_half_past_two(day))
    return office


@contextlib.contextmanager
def at_the_end_of_the_year() -> Iterator[None]:
    with time_machine.travel(datetime.datetime(2027, 12, 31, 23, tzinfo=BERLIN), tick=False), BERTA.at_work():
        yield


def written_at(office: Office) -> list[Message]:
    with at_the_end_of_the_year():
        return list(Message.objects.filter(office=office))


def test_each_reminder_of_a_year_comes_once(is_long: bool, promise: Kept) -> None:
    days = the_days(*(YEAR if is_long else SAMPLE))
    with time_machine.travel(datetime.datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN), tick=False):
        office = an_office_with_work()
    jobs = let_pass(days, closely=CHANGES)

    working = [day for day in days if day.weekday() < 5 and str(day) not in HOLIDAYS]
    messages = written_at(office)
    digests = [message.key for message in messages if message.key.startswith("cases:digest:")]
    assert sorted(digests) == [f"cases:digest:{day}" for day in working]
    escalations = Counter(message.key for message in messages if message.key.startswith("cases:escalation:"))
    assert set(escalations.values()) == {1}
    asked = Counter(message.mail for message in messages if message.purpose == "directory.confirmation_request")
    assert asked == Counter(CLUBS)
    assert reminded(messages) == {job: wanted for job, wanted in REMINDS.items() if wanted}
    # The hour that is not (28 March) and the one that is there twice (31 October): one mail each.
    at = {
        message.key: timezone.localtime(message.settled_at) for message in messages if message.key.startswith("tests:")
    }
    assert {key: moment.date().isoformat() for key, moment in at.items()} == {
        "tests:2027-03-28": "2027-03-28",
        "tests:2027-10-31": "2027-10-31",
    }
    assert {message.state for message in messages} == {"sent"}
    assert len(mail.outbox) == len(messages)
    sent = Counter(letter.extra_headers["Message-ID"] for letter in mail.outbox)
    assert set(sent.values()) == {1}
    promise("reminders", len(messages), f"reminders, each once, by {jobs:,} jobs on {len(days)} days")


def reminded(messages: list[Message]) -> dict[str, dict[tuple[str, str], int]]:
    """As ``REMINDS``, by what was written and what stands on the desk."""
    with at_the_end_of_the_year():
        kinds = Counter(Case.objects.values_list("kind", flat=True))
    return {
        job: {
            (purpose, end): kinds[end]
            if purpose == "case"
            else sum(message.purpose == purpose and message.key.endswith(end) for message in messages)
            for purpose, end in wanted
        }
        for job, wanted in REMINDS.items()
        if wanted
    }


def test_a_second_run_of_the_same_night_says_nothing_twice() -> None:
    with time_machine.travel(datetime.datetime(2027, 1, 1, 0, 5, tzinfo=BERLIN), tick=False):
        office = an_office_with_work()
    night = the_days(("2027-03-30", "2027-03-30"))
    let_pass(night)
    once = len(written_at(office))
    let_pass(night)
    assert len(written_at(office)) == once > 0
