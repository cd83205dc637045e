"""Pictures of maps: a mile is a mile in both directions, nothing is lost, nothing overlaps."""

import math
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.kernel.ui.mapping import Frame, bunches, path

UNNA = (7.4, 51.4, 7.9, 51.8)


@dataclass(frozen=True)
class Spot:
    id: int
    lat: float
    lon: float
    approximate: bool = False


spots = st.lists(
    st.builds(
        Spot,
        st.integers(1, 9999),
        st.floats(51.2, 52.0, allow_nan=False),
        st.floats(7.2, 8.1, allow_nan=False),
        st.booleans(),
    ),
    max_size=60,
)


def test_a_frame_holds_its_bounds_with_a_margin_and_does_not_stretch_them() -> None:
    frame = Frame.around(UNNA)
    x, y = frame.place(7.4, 51.8)
    assert x > 0
    assert y > 0
    middle = math.cos(math.radians(51.6))
    across = frame.place(7.7, 51.6)[0] - frame.place(7.6, 51.6)[0]
    down = frame.place(7.6, 51.6)[1] - frame.place(7.6, 51.6 + 0.1 * middle)[1]
    assert across == pytest.approx(down, rel=0.01)


def test_a_point_alone_gets_a_frame_as_well() -> None:
    frame = Frame.around((7.5, 51.5, 7.5, 51.5))
    assert sum(bunch.count for bunch in bunches([Spot(1, 51.5, 7.5)], frame)) == 1
    assert frame.place(7.5, 51.5) == pytest.approx((frame.width / 2, frame.height / 2))


def test_a_path_goes_in_whole_steps_and_keeps_holes() -> None:
    frame = Frame((0, 0, 10, 10), 100, 100)
    border = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    hole = [[4, 4], [6, 4], [6, 6], [4, 4]]
    assert path([[border, hole]], frame) == "M0 100l100 0 0 -100 -100 0zM40 60l20 0 0 -20z"
    assert path([[[[1, 1], [1.01, 1], [1, 1.01], [1, 1]]]], frame) == ""


@given(spots)
def test_every_spot_of_the_frame_is_in_one_bunch(found: list[Spot]) -> None:
    frame = Frame.around(UNNA)
    west, south, east, north = frame.bounds
    inside = [spot for spot in found if west <= spot.lon <= east and south <= spot.lat <= north]
    drawn = bunches(found, frame)
    assert sum(bunch.count for bunch in drawn) == len(inside)
    assert all((bunch.id != 0) == (bunch.count == 1) for bunch in drawn)
    for bunch in drawn:
        west, south, east, north = bunch.bounds
        assert west <= east
        assert south <= north


def test_a_bunch_is_approximate_only_where_all_its_spots_are() -> None:
    frame = Frame.around(UNNA)
    [rough] = bunches([Spot(1, 51.6, 7.6, True), Spot(2, 51.6, 7.6, True)], frame)
    [mixed] = bunches([Spot(1, 51.6, 7.6, True), Spot(2, 51.6, 7.6)], frame)
    assert (rough.approximate, mixed.approximate) == (True, False)


def test_neighbours_that_would_touch_become_one() -> None:
    frame = Frame((0, 0, 10, 10), 640, 640)
    near = [Spot(1, 5, 0.99), Spot(2, 5, 1.01)]
    [both] = bunches(near, frame)
    assert (both.count, both.id, both.bounds) == (2, 0, (0.99, 5, 1.01, 5))
