"""Who has to agree, by age: laws that hold for every birthday, custody and day."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.privacy.consenting import Given, Needed, age, needed, state

DAYS = st.dates(datetime.date(1930, 1, 1), datetime.date(2040, 12, 31))
MATTERS = st.sampled_from(["data", "engagement"])
CUSTODY = st.sampled_from(["one", "both"])
AGREEMENTS = st.lists(st.builds(Given, st.booleans(), st.booleans(), st.booleans()), max_size=4)


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("matter", "born", "on", "need"),
    [
        ("data", "2010-11-25", "2026-11-25", Needed(own=True, guardians=0)),
        ("data", "2010-11-26", "2026-11-25", Needed(own=True, guardians=2)),
        ("data", "2013-01-01", "2026-11-25", Needed(own=False, guardians=2)),
        ("engagement", "2010-11-25", "2026-11-25", Needed(own=True, guardians=2)),
        ("engagement", "2008-11-25", "2026-11-25", Needed(own=True, guardians=0)),
        ("engagement", "2020-11-25", "2026-11-25", Needed(own=False, guardians=2)),
        ("engagement", "2019-11-25", "2026-11-25", Needed(own=True, guardians=2)),
    ],
)
def test_the_law_by_example(matter: str, born: str, on: str, need: Needed) -> None:
    assert needed(matter, day(born), "both", day(on)) == need  # type: ignore[arg-type]


def test_who_was_born_on_a_leap_day_is_a_year_older_on_the_first_of_march() -> None:
    assert age(day("2008-02-29"), day("2026-02-28")) == 17
    assert age(day("2008-02-29"), day("2026-03-01")) == 18


@given(DAYS, DAYS, st.integers(0, 4000), CUSTODY, MATTERS)
def test_getting_older_never_asks_for_more_guardians(
    born: datetime.date, on: datetime.date, days: int, custody: str, matter: str
) -> None:
    now = needed(matter, born, custody, on)  # type: ignore[arg-type]
    later = needed(matter, born, custody, on + datetime.timedelta(days=days))  # type: ignore[arg-type]
    assert later.guardians <= now.guardians
    assert later.own >= now.own


@given(DAYS, DAYS, CUSTODY, MATTERS)
def test_somebody_is_always_asked(born: datetime.date, on: datetime.date, custody: str, matter: str) -> None:
    need = needed(matter, born, custody, on)  # type: ignore[arg-type]
    assert need.own or need.guardians
    assert need.guardians in (0, 1 if custody == "one" else 2)


@given(st.builds(Needed, st.booleans(), st.integers(0, 2)), AGREEMENTS)
def test_without_enough_standing_words_nothing_is_given(need: Needed, agreements: list[Given]) -> None:
    if state(need, agreements) == "given":
        assert not need.own or any(one.stands for one in agreements if not one.guardian)
        if not (need.own and need.guardians == 0):
            assert sum(one.stands for one in agreements if one.guardian) >= need.guardians


@given(st.builds(Needed, st.just(True), st.integers(0, 2)), AGREEMENTS, st.data())
def test_whoever_is_needed_can_end_it_alone(need: Needed, agreements: list[Given], data: st.DataObject) -> None:
    if not agreements or state(need, agreements) != "given":
        return
    heard = [one for one in agreements if not one.guardian or need.guardians]
    chosen = data.draw(st.sampled_from(heard))
    after = [Given(one.guardian, one.given, True) if one is chosen else one for one in agreements]
    assert state(need, after) == "withdrawn"


@given(DAYS, CUSTODY)
def test_a_consent_of_guardians_is_outgrown_on_the_birthday_and_not_before(born: datetime.date, custody: str) -> None:
    guardians = [Given(guardian=True, given=True)] * 2
    before, after = born + datetime.timedelta(days=365 * 12), born + datetime.timedelta(days=366 * 17)
    assert state(needed("data", born, custody, before), guardians) == "given"  # type: ignore[arg-type]
    assert state(needed("data", born, custody, after), guardians) == "outgrown"  # type: ignore[arg-type]
