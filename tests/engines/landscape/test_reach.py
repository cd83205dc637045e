"""Reach, catchments and the three states: by hand on small maps, and as laws over invented ones."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engagiert.engines.landscape.catchments import enhanced_two_step, two_step
from engagiert.engines.landscape.reach import counts, rates, reach
from engagiert.engines.landscape.records import Facilities, Towns, floats
from engagiert.engines.landscape.remarks import inspect
from engagiert.engines.landscape.states import State, States, missing_types
from tests.engines.landscape import maps
from tests.engines.landscape.maps import facilities_on_the_line, towns_on_a_line

quickly = settings(max_examples=25, deadline=None)


def test_who_lives_further_than_ten_kilometres_from_any_is_beyond() -> None:
    towns = towns_on_a_line(0, 9, 21, 40, population=[100, 200, 400, 800])
    found = reach(towns, facilities_on_the_line(0, 45), 10)
    assert found.cost == pytest.approx([0, 9, 21, 5], abs=1e-9)
    assert found.nearest.tolist() == [0, 0, 0, 1]
    assert (found.population, found.population_beyond) == (1500, 400)


def test_a_facility_across_the_border_counts_for_distance_and_for_no_town() -> None:
    towns = towns_on_a_line(0)
    abroad = facilities_on_the_line(4)
    assert reach(towns, abroad, 5).population_beyond == 0
    assert counts(towns, abroad).tolist() == [0]


def test_without_any_facility_everybody_is_beyond_and_it_is_said() -> None:
    towns = towns_on_a_line(0, 5)
    nothing = facilities_on_the_line()
    found = reach(towns, nothing, 10)
    assert np.isinf(found.cost).all()
    assert found.population_beyond == 2_000
    assert [one.code for one in inspect(towns, nothing).remarks] == ["no_facilities"]


def test_what_is_not_known_is_named_and_makes_no_zero() -> None:
    towns = Towns(("a", "b", "c"), floats([51, None, 51.1]), floats([7, 7, 7]), floats([None, 500, -3]))
    facilities = Facilities.of(["x", "y"], [None, 95], [7, 7], [0, -1], budget=[-1, None], supply=[1, -2])
    seen = inspect(towns, facilities, maps.grants((0, "Land", 1.5, "2026-01-01", "2025-01-01")))
    assert {one.code: one.keys for one in seen.remarks} == {
        "population_impossible": ("c",),
        "town_without_point": ("b",),
        "town_without_population": ("a", "c"),
        "point_impossible": ("y",),
        "budget_negative": ("x",),
        "supply_impossible": ("y",),
        "facility_without_point": ("x", "y"),
        "facility_without_town": ("y",),
        "grant_ends_before_it_starts": ("x",),
        "share_impossible": ("x",),
    }
    found = reach(seen.towns, seen.facilities, 10)
    assert np.isnan(found.cost[1])
    assert found.unplaced == 500
    assert np.isnan(rates(seen.towns, counts(seen.towns, seen.facilities))).tolist() == [True, False, True]
    assert not seen.sources.told.any()


def test_an_empty_land_and_a_single_town_are_said() -> None:
    nobody = Towns((), floats([]), floats([]), floats([]))
    assert [one.code for one in inspect(nobody, facilities_on_the_line()).remarks] == ["no_towns", "no_facilities"]
    assert reach(nobody, facilities_on_the_line(3), 5).population == 0
    assert "one_town" in [one.code for one in inspect(towns_on_a_line(0), facilities_on_the_line(0)).remarks]


def test_columns_that_do_not_fit_are_refused() -> None:
    towns = towns_on_a_line(0, 1)
    with pytest.raises(ValueError, match="a town is named"):
        inspect(towns, Facilities.of(["x"], [51], [7], [2]))
    with pytest.raises(ValueError, match="a facility is named"):
        inspect(towns, facilities_on_the_line(0), maps.grants((1, "Land", None, None, None)))
    with pytest.raises(ValueError, match="rows"):
        inspect(replace(towns, lat=floats([51])), facilities_on_the_line(0))


def test_minutes_of_an_operator_take_the_place_of_kilometres() -> None:
    towns, facilities = towns_on_a_line(0, 9), facilities_on_the_line(0, 45)
    minutes = np.array([[12.0, np.nan], [np.nan, np.inf]])
    found = reach(towns, facilities, 30, costs=minutes)
    assert (found.cost.tolist(), found.nearest.tolist(), found.beyond.tolist()) == (
        [12, np.inf],
        [0, -1],
        [False, True],
    )
    with pytest.raises(ValueError, match="matrix"):
        reach(towns, facilities, 30, costs=minutes[:1])


@quickly
@given(maps.maps, some.floats(0, 120))
def test_the_tree_finds_what_comparing_everything_finds(world: tuple[Towns, Facilities], km: float) -> None:
    towns, facilities = world
    plain = maps.great_circle(towns, facilities).min(axis=1)
    found = reach(towns, facilities, km)
    assert found.cost == pytest.approx(plain, abs=1e-6)
    clear = np.abs(plain - km) > 1e-6
    assert (found.beyond == (plain > km))[clear].all()


@quickly
@given(maps.maps, some.randoms(use_true_random=False))
def test_order_changes_nothing_and_another_facility_never_takes_reach_away(
    world: tuple[Towns, Facilities], dice: object
) -> None:
    towns, facilities = world
    turned = facilities.only(np.arange(len(facilities))[::-1])
    fewer = facilities.only(np.arange(len(facilities) // 2 + 1))
    whole = reach(towns, facilities, 20)
    assert reach(towns, turned, 20).cost == pytest.approx(whole.cost, abs=1e-9)
    assert (reach(towns, fewer, 20).cost >= whole.cost - 1e-9).all()
    assert reach(towns, fewer, 20).population_beyond >= whole.population_beyond


def test_three_states_and_what_is_missing() -> None:
    towns = towns_on_a_line(0, 10, 20, 30)
    facilities = facilities_on_the_line(0, 30, towns=towns)
    states = States.of(towns, facilities, np.array([False, True, False, True]))
    assert [State(one).code for one in states.state] == ["present", "absent", "unknown", "present"]
    assert states.confidence == 0.75
    assert states.contradicted.tolist() == [False, False, False, True]
    none = States.of(towns, facilities_on_the_line(), np.array([True, False, False, False]))
    assert missing_types({"haus": states, "amt": none}) == [("amt",), ("haus",), (), ()]


def test_two_steps_by_hand() -> None:
    # Within 10 km the first facility serves both towns (4,000 people), the second the far one only (3,000).
    towns = towns_on_a_line(0, 8, population=[1_000, 3_000])
    facilities = facilities_on_the_line(4, 16, supply=[8, 6])
    assert two_step(towns, facilities, 10).value == pytest.approx([8 / 4000, 8 / 4000 + 6 / 3000])
    # Zones of 3.33, 6.67 and 10 km: the first is 4 km from both (0.68), the second 8 km from the far town (0.22).
    enhanced = enhanced_two_step(towns, facilities, 10)
    first, second = 8 / (0.68 * 4000), 6 / (0.22 * 3000)
    assert enhanced.value == pytest.approx([0.68 * first, 0.68 * first + 0.22 * second])
    assert two_step(towns, facilities_on_the_line(500), 10).unclaimed.tolist() == [True]


@quickly
@given(maps.maps, some.floats(1, 80))
def test_all_supply_that_is_claimed_is_shared_out(world: tuple[Towns, Facilities], km: float) -> None:
    towns, facilities = world
    for access in (two_step(towns, facilities, km), enhanced_two_step(towns, facilities, km)):
        claimed = facilities.supply[~access.unclaimed].sum()
        assert (access.value * towns.people).sum() == pytest.approx(claimed)
