"""The answer clock: working days, holidays, and waiting that is added and no more."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.cases import clock

NRW = "05978024"
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2035, 12, 31))
LENGTHS = st.integers(1, 40)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_call_before_whitsun_is_due_after_it() -> None:
    """Thursday 21 May 2026, three working days: neither weekend nor Whit Monday counts."""
    assert clock.due_after_receipt(day("2026-05-21"), 3, NRW) == day("2026-05-27")


def test_only_the_waiting_is_added_when_the_slip_comes_back() -> None:
    due = clock.due_after_waiting(day("2026-05-27"), day("2026-05-26"), day("2026-06-01"), NRW)
    assert due == day("2026-06-02")


def test_corpus_christi_is_a_holiday_here_and_not_in_berlin() -> None:
    assert not clock.is_working_day(day("2026-06-04"), NRW)
    assert clock.is_working_day(day("2026-06-04"), "11000000")


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-12-23", "2026-12-29"),  # Christmas Day is a Friday
        ("2026-04-02", "2026-04-09"),  # Maundy Thursday
        ("2026-03-28", "2026-04-01"),  # a Saturday; the clocks change in this night
        ("2026-10-24", "2026-10-28"),  # and back
    ],
)
def test_a_promise_of_three_days_over_feasts_and_weekends(received: str, due: str) -> None:
    assert clock.due_after_receipt(day(received), 3, NRW) == day(due)


@given(DAYS, LENGTHS)
def test_the_last_day_is_a_working_day_with_just_the_promised_days_before_it(
    received: datetime.date, promised: int
) -> None:
    due = clock.due_after_receipt(received, promised, NRW)
    assert clock.is_working_day(due, NRW)
    assert clock.working_days_between(received, due, NRW) == promised


@given(DAYS, LENGTHS, LENGTHS)
def test_a_longer_promise_is_never_due_earlier(received: datetime.date, one: int, more: int) -> None:
    first, second = (clock.due_after_receipt(received, days, NRW) for days in (one, one + more))
    assert first < second


@given(DAYS, LENGTHS, st.integers(0, 30), st.integers(0, 60))
def test_what_was_left_before_the_waiting_is_left_after_it(
    received: datetime.date, promised: int, worked: int, waited: int
) -> None:
    """Also for who was late when they asked back: as late as before, no later and no earlier."""
    due = clock.due_after_receipt(received, promised, NRW)
    asked = received + datetime.timedelta(days=worked)
    resumed = asked + datetime.timedelta(days=waited)
    after = clock.due_after_waiting(due, asked, resumed, NRW)
    assert clock.working_days_between(resumed, after, NRW) == clock.working_days_between(asked, due, NRW)
    assert after >= due


@given(DAYS, DAYS)
def test_counting_there_and_back_is_the_same(one: datetime.date, other: datetime.date) -> None:
    assert clock.working_days_between(one, other, NRW) == -clock.working_days_between(other, one, NRW)
