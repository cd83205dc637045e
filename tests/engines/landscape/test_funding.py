"""Funding, the cliff and renewals: by hand, and against trying every choice."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engagiert.engines.landscape.cliff import cliff
from engagiert.engines.landscape.funding import Sources, ends_after, funding
from engagiert.engines.landscape.records import Facilities, Grants
from engagiert.engines.landscape.remarks import inspect
from engagiert.engines.landscape.renewals import PROVEN, renewals
from tests.engines.landscape import maps
from tests.engines.landscape.maps import facilities_on_the_line, grants, towns_on_a_line

NEW_YEAR, THE_DAY_BEFORE = np.datetime64("2027-01-01"), np.datetime64("2026-12-31")
TALWIESE = ((0, "Land", 0.8, "2024-01-01", "2026-12-31"), (0, "Stadt", 0.2, None, None))


def secured(day: str | np.datetime64, *rows: tuple[int, str, float | None, str | None, str | None]) -> float:
    return float(Sources.of(1, grants(*rows)).secured(np.datetime64(day))[0])


def test_on_new_year_the_house_loses_the_grant_that_ended_the_day_before() -> None:
    assert secured(THE_DAY_BEFORE, *TALWIESE) == 1.0
    assert secured(NEW_YEAR, *TALWIESE) == pytest.approx(0.2)


def test_a_renewal_takes_the_loss_away_and_is_no_second_source() -> None:
    renewed = (*TALWIESE, (0, "Land", 0.8, "2027-01-01", "2029-12-31"))
    assert secured(NEW_YEAR, *renewed) == pytest.approx(1.0)
    sources = Sources.of(1, grants(*renewed))
    assert ends_after(sources, THE_DAY_BEFORE).tolist() == [np.datetime64("2030-01-01").astype(object)]
    early = (*TALWIESE, (0, "Land", 0.8, "2026-07-01", "2029-12-31"))
    assert secured("2026-08-01", *early) == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # nobody told a share: as long as one grant runs, nothing is known to be lost
        ([(0, "A", None, None, "2026-06-30"), (0, "B", None, None, None)], 1.0),
        ([(0, "A", None, None, "2026-06-30")], 0.0),
        # the second shares the rest
        ([(0, "A", 0.6, None, "2026-06-30"), (0, "B", None, None, None)], 0.4),
        # 30 percent are told and end; of the other 70 nobody knows, so they are no loss
        ([(0, "A", 0.3, None, "2026-06-30")], 0.7),
        # more than the whole is scaled to the whole
        ([(0, "A", 0.9, None, "2026-06-30"), (0, "B", 0.9, None, None)], 0.5),
        # one after the other, never together
        ([(0, "A", 1.0, None, "2026-06-30"), (0, "B", 1.0, "2026-07-01", None)], 1.0),
    ],
)
def test_what_is_agreed_for_new_year(
    rows: list[tuple[int, str, float | None, str | None, str | None]], expected: float
) -> None:
    assert secured(NEW_YEAR, *rows) == pytest.approx(expected)


def test_a_facility_whose_grants_nobody_knows_is_not_called_unfunded() -> None:
    assert np.isnan(Sources.of(1, Grants.none()).secured(NEW_YEAR)[0])


def test_shares_above_the_whole_are_named() -> None:
    seen = inspect(towns_on_a_line(0, 1), facilities_on_the_line(0, towns=towns_on_a_line(0)), grants(
        (0, "A", 0.9, None, None), (0, "B", 0.9, None, None)))  # fmt: skip
    assert [one.code for one in seen.remarks] == ["shares_above_whole"]


def test_concentration_time_limit_and_size() -> None:
    facilities = Facilities.of(["x", "y"], [51, 51], [7, 7], [-1, -1], budget=[40_000, None], staff=[1.5, 2])
    found = funding(facilities, Sources.of(2, grants(*TALWIESE)), np.datetime64("2026-09-30"))
    assert found.concentration[0] == pytest.approx(0.8**2 + 0.2**2)
    assert found.limited[0] == pytest.approx(0.8)
    assert found.months[0] == pytest.approx(92 / (365.2425 / 12))
    assert np.isnan([found.concentration[1], found.limited[1], found.months[1]]).all()
    assert (found.few_staff.tolist(), found.small.tolist()) == ([True, False], [True, False])
    assert (found.staff_known.tolist(), found.budget_known.tolist()) == ([True, True], [True, False])


def test_the_cliff_says_who_loses_the_last_one_in_reach() -> None:
    towns = towns_on_a_line(0, 30, 60, population=[100, 200, 400])
    facilities = facilities_on_the_line(0, 30, towns=towns)
    sources = Sources.of(2, grants((0, "Land", 0.8, None, "2026-12-31"), (0, "Stadt", 0.2, None, None)))
    for day, lost, people in ((THE_DAY_BEFORE, 0.0, 0), (NEW_YEAR, 0.8, 100)):
        found = cliff(towns, facilities, sources, today=np.datetime64("2026-06-01"), day=day, km=10)
        assert found.lost[0] == pytest.approx(lost)
        assert found.people_losing == people
        assert found.falls.tolist() == [bool(people), False]
        assert found.then.population_beyond == 400 + people
    # At a line of 20 percent the town's part keeps the house in the count.
    kept = cliff(towns, facilities, sources, today=THE_DAY_BEFORE, day=NEW_YEAR, km=10, line=0.2)
    assert kept.people_losing == 0


def test_renewals_by_hand() -> None:
    # One house stays at 0. The cheap one serves 300 people, the dear one 900, the third is near the one that stays.
    towns = towns_on_a_line(0, 30, 60, population=[1_000, 300, 900])
    facilities = facilities_on_the_line(0, 30, 60, 2)
    falling = np.array([False, True, True, True])
    cost = np.array([0, 10_000, 50_000, 1_000.0])
    both = renewals(towns, facilities, falling=falling, staying=~falling, cost=cost, budget=60_000, km=10)
    assert (both.chosen.tolist(), both.gain.tolist(), both.spent) == ([1, 2], [300, 900], 60_000)
    assert both.bound == pytest.approx(both.people)
    # With 55,000 the cheap one first would leave no money for the dear one, which is worth more.
    short = renewals(towns, facilities, falling=falling, staying=~falling, cost=cost, budget=55_000, km=10)
    assert (short.chosen.tolist(), short.people) == ([2], 900)
    cost[2] = np.nan
    unpriced = renewals(towns, facilities, falling=falling, staying=~falling, cost=cost, budget=60_000, km=10)
    assert (unpriced.chosen.tolist(), unpriced.unpriced.tolist()) == ([1], [2])


@settings(max_examples=30, deadline=None)
@given(some.integers(0, 10_000), some.integers(1, 9), some.floats(0, 60))
def test_no_choice_is_better_than_the_bound_and_ours_keeps_its_promise(seed: int, number: int, budget: float) -> None:
    towns, facilities = maps.scattered(seed, 25, number)
    cost = np.random.default_rng(seed).integers(1, 20, number).astype(float)
    falling = np.ones(number, np.bool_)
    found = renewals(towns, facilities, falling=falling, staying=~falling, cost=cost, budget=budget, km=25)
    near = maps.great_circle(towns, facilities) <= 25
    best = max(
        float(towns.people[near[:, list(some_of)].any(axis=1)].sum())
        for size in range(number + 1)
        for some_of in combinations(range(number), size)
        if cost[list(some_of)].sum() <= budget
    )
    assert found.spent <= budget
    assert found.people == pytest.approx(float(towns.people[near[:, found.chosen].any(axis=1)].sum()))
    assert PROVEN * best - 1e-6 <= found.people <= best + 1e-6 <= found.bound + 2e-6
