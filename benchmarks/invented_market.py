"""An invented market of people and offers over the towns of North Rhine-Westphalia, the same for the same seed."""

import numpy as np

from engagiert.engines.matching import taxonomy
from engagiert.engines.matching.columns import Array, Lists, OfferColumns, PersonColumns
from engagiert.engines.matching.week import ANY_TIME

# South, north, west, east of the country, degrees.
SOUTH, NORTH, WEST, EAST = 50.4, 52.4, 6.1, 9.3
TOWNS = 396
WORDS = 4_000


def _points(count: int, made: np.random.Generator, towns: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """People and offers live in towns of very different size, a few kilometres about the centre."""
    lat, lon, size = towns
    town = made.choice(TOWNS, count, p=size)
    spread = 2.0 + 4.0 * np.sqrt(size[town] / size.max())
    return (
        lat[town] + made.normal(0, 1, count) * spread / 111.2,
        lon[town] + made.normal(0, 1, count) * spread / 69.5,
    )


def _sets(count: int, made: np.random.Generator, among: int, most: int) -> Array:
    """Sets of up to ``most`` of ``among`` terms, some terms far more usual than others."""
    share = 1.0 / np.arange(1, among + 1) ** 0.6
    chosen = made.choice(among, (count, most), p=share / share.sum()).astype(np.uint64)
    kept = made.integers(0, most + 1, count)
    bits = np.where(np.arange(most) < kept[:, None], np.uint64(1) << chosen, np.uint64(0))
    return np.bitwise_or.reduce(bits, axis=1)


def _weeks(count: int, made: np.random.Generator, mean: float, anytime: float) -> Array:
    # Afternoons and evenings more than mornings, nights hardly ever.
    chance = np.tile(np.array([0.8, 1.2, 1.6, 0.1]), 7) * mean / 25.9
    bits = (made.random((count, 28)) < chance) @ (1 << np.arange(28, dtype=np.int64))
    some = 1 << (made.integers(0, 7, count) * 4 + made.integers(0, 3, count))
    return np.where(made.random(count) < anytime, ANY_TIME, np.where(bits == 0, some, bits)).astype(np.uint32)


def _words(count: int, made: np.random.Generator, most: int) -> Lists:
    share = 1.0 / np.arange(1, WORDS + 1) ** 0.8
    sizes = made.integers(0, most + 1, count)
    chosen = made.choice(WORDS, int(sizes.sum()), p=share / share.sum())
    # Each word once in a list.
    pairs = np.unique(np.stack([np.repeat(np.arange(count), sizes), chosen], axis=1), axis=0)
    starts = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(pairs[:, 0], minlength=count), out=starts[1:])
    return Lists(starts, pairs[:, 1].astype(np.int32))


def _languages(count: int, made: np.random.Generator, chance: float) -> Array:
    return np.where(made.random(count) < chance, _one_of(count, made, 1, 12), np.uint64(0))


def _one_of(count: int, made: np.random.Generator, low: int, high: int) -> Array:
    """Sets of one bit."""
    return np.uint64(1) << made.integers(low, high, count).astype(np.uint64)


def market(people: int, offers: int, seed: int = 7) -> tuple[OfferColumns, PersonColumns]:
    made = np.random.default_rng(seed)
    # As in the country: the largest town has one in eighteen, half the people live in the sixty largest.
    size = 1.0 / np.arange(1, TOWNS + 1) ** 0.7
    towns = (made.uniform(SOUTH, NORTH, TOWNS), made.uniform(WEST, EAST, TOWNS), size / size.sum())
    return _offers(offers, made, towns), _people(people, offers, made, towns)


def _offers(count: int, made: np.random.Generator, towns: tuple[Array, Array, Array]) -> OfferColumns:
    lat, lon = _points(count, made, towns)
    return OfferColumns(
        keys=np.arange(count),
        organisations=made.integers(0, max(1, count // 3), count).astype(np.int32),
        lat=lat, lon=lon, from_home=made.random(count) < 0.02,
        week=_weeks(count, made, 2.0, 0.1),
        fields=_sets(count, made, len(taxonomy.fields()), 3) | _one_of(count, made, 0, len(taxonomy.fields())),
        skills=_sets(count, made, len(taxonomy.skills()), 3),
        languages_required=_languages(count, made, 0.02), languages_wanted=_languages(count, made, 0.1),
        minimum_age=made.choice(np.array([0, 14, 16, 18], np.uint8), count, p=[0.5, 0.1, 0.2, 0.2]),
        certificates=(made.random(count) < 0.1).astype(np.uint32),
        kind=np.uint8(1) << made.choice(4, count, p=[0.1, 0.6, 0.15, 0.15]).astype(np.uint8),
        hours=made.integers(1, 7, count).astype(np.float32),
        capacity=made.choice(np.array([1, 2, 3, 5, 10], np.int32), count, p=[0.45, 0.25, 0.15, 0.1, 0.05]),
        urgency=made.choice(np.array([0.0, 0.5, 1.0]), count, p=[0.7, 0.2, 0.1]),
        connections=made.poisson(0.3, count).astype(np.int32),
        words=_words(count, made, 12),
        blur_km=np.zeros(count),
    )  # fmt: skip


def _people(count: int, offers: int, made: np.random.Generator, towns: tuple[Array, Array, Array]) -> PersonColumns:
    lat, lon = _points(count, made, towns)
    refused = np.flatnonzero(made.random(count) < 0.05)
    starts = np.zeros(count + 1, np.int32)
    starts[refused + 1] = 1
    return PersonColumns(
        lat=lat, lon=lon,
        radius_km=made.choice(np.array([0.0, 3.0, 5.0, 10.0, 20.0]), count, p=[0.02, 0.25, 0.38, 0.25, 0.1]),
        week=_weeks(count, made, 4.0, 0.1),
        fields=_sets(count, made, len(taxonomy.fields()), 4),
        skills=_sets(count, made, len(taxonomy.skills()), 4),
        languages=np.uint64(1) | _languages(count, made, 0.5),
        age=np.where(made.random(count) < 0.05, 255, made.integers(14, 85, count)).astype(np.uint8),
        certificates=(made.random(count) < 0.4).astype(np.uint32),
        hours=np.where(made.random(count) < 0.3, np.inf, made.integers(2, 11, count)).astype(np.float32),
        refused_kinds=np.where(made.random(count) < 0.05, 1, 0).astype(np.uint8),
        refused_fields=np.zeros(count, np.uint64), refused_skills=np.zeros(count, np.uint64),
        refused_offers=Lists(np.cumsum(starts, dtype=np.int32), made.integers(0, offers, len(refused), np.int32)),
        refused_organisations=Lists.empty(count),
        words=_words(count, made, 8),
        blur_km=np.zeros(count),
    )  # fmt: skip
