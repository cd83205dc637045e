"""Small invented maps: towns on a line or scattered over a Land, facilities and grants among them."""

import numpy as np
from hypothesis import strategies as some

from engagiert.engines.landscape.records import Facilities, Floats, Grants, Towns, days, floats

# One degree of latitude in kilometres on the engine's sphere.
DEGREE = 2 * np.pi * 6371.0088 / 360


def towns_on_a_line(*kilometres: float, population: list[float | None] | None = None) -> Towns:
    """Towns north of each other, so many kilometres from 51° N; 1,000 people each unless said."""
    lat = [51 + one / DEGREE for one in kilometres]
    people = population if population is not None else [1_000.0] * len(kilometres)
    keys = tuple(f"t{number}" for number in range(len(kilometres)))
    return Towns(keys, floats(lat), floats([7.0] * len(lat)), floats(people))


def facilities_on_the_line(*kilometres: float | None, towns: Towns | None = None, **more: object) -> Facilities:
    """In the town at the very same place, if there is one; None is a facility whose point nobody knows."""
    lat = [None if one is None else 51 + one / DEGREE for one in kilometres]
    at = [-1] * len(lat)
    if towns is not None:
        at = [next((row for row, known in enumerate(towns.lat) if one is not None and abs(known - one) < 1e-9), -1)
              for one in lat]  # fmt: skip
    keys = [f"f{number}" for number in range(len(lat))]
    return Facilities.of(keys, lat, [None if one is None else 7.0 for one in lat], at, **more)  # type: ignore[arg-type]


def grants(*rows: tuple[int, str, float | None, str | None, str | None]) -> Grants:
    """(facility, funder, share, first day, last day)."""
    return Grants(
        np.array([row[0] for row in rows], np.int64),
        tuple(row[1] for row in rows),
        floats([row[2] for row in rows]),
        days([row[3] for row in rows]),
        days([row[4] for row in rows]),
    )


def scattered(seed: int, towns: int, facilities: int) -> tuple[Towns, Facilities]:
    """Over an area like Nordrhein-Westfalen's, seeded."""
    dice = np.random.default_rng(seed)
    keys = tuple(f"t{number}" for number in range(towns))
    people = np.round(dice.lognormal(9.8, 0.9, towns))
    place = Towns(keys, dice.uniform(50.4, 52.5, towns), dice.uniform(6.0, 9.4, towns), people)
    town = dice.integers(0, towns, facilities)
    names = tuple(f"f{number}" for number in range(facilities))
    lat = place.lat[town] + dice.normal(0, 0.02, facilities)
    lon = place.lon[town] + dice.normal(0, 0.03, facilities)
    return place, Facilities.of(names, lat, lon, town, supply=dice.integers(1, 9, facilities).astype(float))


def great_circle(towns: Towns, facilities: Facilities) -> Floats:
    """All distances in kilometres by the haversine formula, written plainly: towns by facilities."""
    a, b = np.radians(towns.lat)[:, None], np.radians(facilities.lat)[None, :]
    across = np.radians(facilities.lon)[None, :] - np.radians(towns.lon)[:, None]
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(across / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(half)))


maps = some.builds(scattered, some.integers(0, 10_000), some.integers(2, 40), some.integers(1, 30))
