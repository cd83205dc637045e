"""Hours as people write them, as they are kept, and as pages say them."""

import datetime

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.accounts import hours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9–12", [("09:00", "12:00")]),
        ("9-12, 14-16.30 Uhr", [("09:00", "12:00"), ("14:00", "16:30")]),
        ("9:00 bis 12:30 Uhr und 14 bis 24 Uhr", [("09:00", "12:30"), ("14:00", "24:00")]),
        ("", []),
        (" geschlossen ", []),
    ],
)
def test_a_day_is_read_as_people_write_it(typed: str, kept: list[tuple[str, str]]) -> None:
    assert hours.read_spans(typed) == kept


@pytest.mark.parametrize("typed", ["morgens", "9", "12–9", "9–12, 11–13", "25–26", "9–12.75", "9–12 außer feiertags"])
def test_what_is_no_hour_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        hours.read_spans(typed)


def test_a_line_written_by_hand_becomes_hours_of_days() -> None:
    assert hours.read_line("Mo bis Mi 9–12 Uhr, Mi auch 14–17.30 Uhr; Fr 8.30-12") == {
        "mo": [("09:00", "12:00")],
        "tu": [("09:00", "12:00")],
        "we": [("09:00", "12:00"), ("14:00", "17:30")],
        "fr": [("08:30", "12:00")],
    }
    assert hours.read_line("Mo, Di, Do 9–12 Uhr")["th"] == [("09:00", "12:00")]


def test_a_line_that_is_not_wholly_clear_is_not_guessed() -> None:
    assert hours.read_line("Mo bis Fr 9–12 Uhr, in den Ferien anders") == {}
    assert hours.read_line("werktags") == {}


def test_days_with_the_same_hours_are_said_together() -> None:
    week = hours.read_line("Mo bis Mi 9–12 Uhr, Do 9–12 Uhr und 14–16.30 Uhr, Sa 10–11 Uhr")
    kept = hours.hours_of(week, by_appointment=True)
    assert hours.lines(kept) == ["Mo–Mi 9–12 Uhr", "Do 9–12 und 14–16.30 Uhr", "Sa 10–11 Uhr", "und nach Vereinbarung"]
    assert hours.lines({}) == []
    assert hours.lines(hours.hours_of({}, by_appointment=True)) == ["nach Vereinbarung"]


def test_in_english_hours_are_said_in_english() -> None:
    with override("en"):
        assert hours.lines(hours.hours_of(hours.read_line("Di und Mi 9–12 Uhr"))) == ["Tue, Wed 09:00–12:00"]


spans = st.lists(st.integers(0, 24 * 60), min_size=2, max_size=6, unique=True).map(sorted)


@given(spans)
def test_what_is_kept_can_be_typed_again(minutes: list[int]) -> None:
    clock = [f"{one // 60:02d}:{one % 60:02d}" for one in minutes[: len(minutes) // 2 * 2]]
    kept = list(zip(clock[::2], clock[1::2], strict=True))
    assert hours.read_spans(hours.typed(kept)) == kept


def test_closed_days_are_read_line_by_line_and_told_when_they_come_near() -> None:
    typed = "24.12.2026–1.1.2027 Betriebsferien\n1.11.2026"
    closed = hours.read_closed(typed)
    assert closed == [
        {"from": "2026-11-01", "to": "2026-11-01", "reason": ""},
        {"from": "2026-12-24", "to": "2027-01-01", "reason": "Betriebsferien"},
    ]
    assert hours.read_closed(hours.typed_closed(closed)) == closed
    assert hours.closed_soon(closed, datetime.date(2026, 11, 20)) == []
    [soon] = hours.closed_soon(closed, datetime.date(2026, 12, 10))
    assert hours.closed_in_words(soon) == ("24. Dezember 2026 bis 1. Januar 2027", "Betriebsferien")
    assert hours.closed_soon(closed, datetime.date(2027, 1, 1)) == [soon]


@pytest.mark.parametrize("typed", ["31.2.2026", "Weihnachten", "2.1.2027–1.1.2027 verkehrt"])
def test_a_closed_day_that_is_none_is_quoted(typed: str) -> None:
    with pytest.raises(ValueError, match=typed[:6]):
        hours.read_closed(typed)
