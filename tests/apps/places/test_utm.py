"""UTM to degrees and back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engagiert.apps.places.utm import to_degrees, to_utm

# longitude, latitude, zone, easting, northing: computed once with PROJ 9 (EPSG:4258 to EPSG:25832 and 25833)
KNOWN = [
    (9.0, 52.0, 32, 500000.0, 5761038.212466577),
    (6.958281, 50.941278, 32, 356558.85755940544, 5645279.7267262675),
    (7.523533, 51.614327, 32, 397773.583740074, 5719176.523322129),
    (13.377704, 52.516275, 33, 389918.04154894914, 5819699.132313861),
]


@pytest.mark.parametrize(("longitude", "latitude", "zone", "easting", "northing"), KNOWN)
def test_known_points_agree_within_a_millimetre(
    longitude: float, latitude: float, zone: int, easting: float, northing: float
) -> None:
    assert to_utm(latitude, longitude, zone) == pytest.approx((easting, northing), abs=1e-3)
    assert to_degrees(easting, northing, zone) == pytest.approx((latitude, longitude), abs=1e-8)


@given(st.floats(47, 55.5), st.floats(5.5, 15.5))
def test_there_and_back_is_the_same_house_within_a_centimetre(latitude: float, longitude: float) -> None:
    again = to_degrees(*to_utm(latitude, longitude))
    north = (again[0] - latitude) * 111_000
    east = (again[1] - longitude) * 111_000 * math.cos(math.radians(latitude))
    assert math.hypot(north, east) <= 0.01
