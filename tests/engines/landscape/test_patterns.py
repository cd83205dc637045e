"""Concentrations and overlaps: by hand and as laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engagiert.engines.landscape.concentrations import discoveries, hotspots
from engagiert.engines.landscape.overlap import Traits, overlaps
from engagiert.engines.landscape.records import Facilities, Towns
from tests.engines.landscape import maps
from tests.engines.landscape.maps import facilities_on_the_line, towns_on_a_line

quickly = settings(max_examples=25, deadline=None)


def test_benjamini_and_hochberg_by_their_own_example() -> None:
    # The fifteen p values of their paper of 1995, section 4.1: four are found at 0.05.
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1,
    ]
    assert discoveries(np.array(p), 0.05).sum() == 4
    assert discoveries(np.array([]), 0.05).sum() == 0


def a_grid() -> tuple[Towns, np.ndarray]:
    """144 towns 10 km apart, those of one corner with a much higher rate than the rest."""
    rows, columns = np.divmod(np.arange(144), 12)
    keys = tuple(f"t{number}" for number in range(144))
    towns = Towns(keys, 50.5 + rows / 11.1, 7 + columns / 7, np.full(144, 1e4))
    return towns, np.where((rows < 4) & (columns < 4), 9.0, 1.0) + (rows + columns) % 3 * 0.1


def test_a_corner_with_many_is_found_under_both_weights() -> None:
    towns, rate = a_grid()
    found = hotspots(towns, rate, np.ones(144, np.bool_), km=15)
    assert found.found[13] == 1
    assert found.stable[13]
    assert found.found[143] == 0
    assert found.enough


def test_what_nobody_knows_makes_no_cold_spot() -> None:
    towns, rate = a_grid()
    known = rate > 5
    rate = np.where(known, rate, 0.0)
    found = hotspots(towns, rate, known, km=15)
    assert not found.found[~known].any()
    assert found.considered.sum() == known.sum()
    few = hotspots(towns, rate, np.arange(144) < 5, km=15)
    assert not few.enough
    assert not few.found.any()


@quickly
@given(maps.maps, some.floats(0.1, 50), some.floats(-5, 5))
def test_another_unit_or_level_of_the_rate_changes_no_finding(
    world: tuple[Towns, Facilities], unit: float, level: float
) -> None:
    towns, _facilities = world
    rate = np.random.default_rng(len(towns)).gamma(2, 1, len(towns))
    everywhere = np.ones(len(towns), np.bool_)
    one, other = (hotspots(towns, value, everywhere, km=40) for value in (rate, rate * unit + level))
    assert one.z_band == pytest.approx(other.z_band, abs=1e-6, nan_ok=True)
    assert one.found.tolist() == other.found.tolist()


def test_two_courses_on_tuesday_are_invited_to_talk_and_told_why() -> None:
    towns = towns_on_a_line(0, 5, 40, population=[4_000, 1_000, 2_000])
    houses = facilities_on_the_line(1, 3, 40)
    german = frozenset({"deutsch_anfang"})
    same = Traits(german, frozenset({"di-0930"}), frozenset({"deutsch", "anfang"}), free_seats=4)
    other = Traits(german, frozenset({"di-0930"}), frozenset({"deutsch", "anfang", "neu"}), free_seats=5)
    (found,) = overlaps(towns, houses, 10, traits=[same, other, same])
    assert (found.left, found.right, found.shared, found.part) == (0, 1, 5_000, 1.0)
    assert found.km == pytest.approx(2)
    assert found.free_seats == 4
    assert found.reasons == ("free_seats", "times", "services", "words", "people")
    (plain,) = overlaps(towns, houses, 10)
    assert plain.reasons == ("people",)


def test_few_people_in_common_are_no_overlap() -> None:
    towns = towns_on_a_line(0, 8, 16, population=[1_000, 500, 1_000])
    houses = facilities_on_the_line(0, 16)
    assert overlaps(towns, houses, 10) == []
    (found,) = overlaps(towns, houses, 10, least=0.2)
    assert found.part == pytest.approx(500 / 2_500)
    with pytest.raises(ValueError, match="traits"):
        overlaps(towns, houses, 10, traits=[Traits()])


@quickly
@given(maps.maps)
def test_the_order_of_facilities_changes_no_pair(world: tuple[Towns, Facilities]) -> None:
    towns, facilities = world
    turned = facilities.only(np.arange(len(facilities))[::-1])
    pairs = {
        frozenset((facilities.keys[one.left], facilities.keys[one.right])) for one in overlaps(towns, facilities, 15)
    }
    again = {frozenset((turned.keys[one.left], turned.keys[one.right])) for one in overlaps(towns, turned, 15)}
    assert pairs == again
