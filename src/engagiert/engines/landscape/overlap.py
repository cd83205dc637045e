"""Facilities of one type that serve the same people: an invitation to talk to each other, with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .records import Facilities, Floats, Towns, Whole
from .sphere import kilometres, neighbours, pairs_within, vectors

# Of each facility its nearest others are looked at: two that share most of their people are near each other.
CANDIDATES = 5
# More invitations than anybody follows.
MOST_PAIRS = 500


@dataclass(frozen=True, slots=True)
class Traits:
    """What a facility does, as far as told: codes of services and of times, words of its text, seats not filled."""

    services: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    free_seats: int | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two facilities (rows, the smaller first): ``shared`` people have both in reach, that is ``part`` (Jaccard) of all
    who have one of them; ``km`` apart; what they do alike, empty where nobody told."""

    left: int
    right: int
    km: float
    shared: float
    part: float
    services: frozenset[str]
    times: frozenset[str]
    words: float
    free_seats: int

    @property
    def reasons(self) -> tuple[str, ...]:
        """Codes, the strongest reason to talk first: unfilled seats, then times, services, texts, people."""
        found = [
            ("free_seats", self.free_seats > 0),
            ("times", bool(self.times)),
            ("services", bool(self.services)),
            ("words", self.words >= 0.5),
            ("people", self.part > 0),
        ]
        return tuple(code for code, holds in found if holds)


def overlaps(
    towns: Towns,
    facilities: Facilities,
    km: float,
    *,
    traits: Sequence[Traits] = (),
    least: float = 0.5,
    most: int = MOST_PAIRS,
) -> list[Overlap]:
    """Pairs of facilities of one type whose people within ``km`` agree by at least ``least``; the first ``most``.

    Unfilled seats first, then the more reasons, then the larger part; equal ones by key. Raises ``ValueError`` where
    ``traits`` are of another number than the facilities.
    """
    if traits and len(traits) != len(facilities):
        raise ValueError("traits are told for each facility, or for none")
    left, right, apart = _candidates(facilities, km)
    shared, part = _people(towns, facilities, km, left, right)
    close = np.flatnonzero(part >= least)
    keys = np.array(facilities.keys, dtype=str)
    close = close[np.lexsort((keys[right[close]], keys[left[close]], -part[close]))]
    if not traits:
        # Without traits that is the order already, and no more than wanted need be looked at.
        close = close[:most]
    found = [
        _pair(int(left[row]), int(right[row]), float(apart[row]), float(shared[row]), float(part[row]), traits)
        for row in close
    ]
    found.sort(key=lambda one: (-min(one.free_seats, 1), -len(one.reasons)))
    return found[:most]


def _candidates(facilities: Facilities, km: float) -> tuple[Whole, Whole, Floats]:
    rows = np.flatnonzero(facilities.placed)
    points = vectors(facilities)[rows]
    near = neighbours(points, CANDIDATES)
    here = np.repeat(np.arange(len(rows)), CANDIDATES)[near.ravel() >= 0]
    there = near.ravel()[near.ravel() >= 0]
    pairs = np.unique(np.column_stack((np.minimum(here, there), np.maximum(here, there))), axis=0)
    apart = kilometres(np.linalg.norm(points[pairs[:, 0]] - points[pairs[:, 1]], axis=1))
    # Further apart than both circles reach, nobody can have both.
    kept = apart <= 2 * km
    return rows[pairs[kept, 0]], rows[pairs[kept, 1]], apart[kept]


def _people(towns: Towns, facilities: Facilities, km: float, left: Whole, right: Whole) -> tuple[Floats, Floats]:
    """People who have both in reach, and their part of those who have either; 0 where nobody is known to live."""
    facility, town, _km = pairs_within(vectors(facilities), vectors(towns), km)
    reached = csr_matrix((np.ones(len(town)), (facility, town)), shape=(len(facilities), len(towns)))
    served = reached @ towns.people
    both = np.asarray(reached[left].multiply(reached[right]) @ towns.people).ravel()
    either = served[left] + served[right] - both
    return both, np.where(either > 0, both / np.where(either > 0, either, 1.0), 0.0)


def _pair(left: int, right: int, km: float, shared: float, part: float, traits: Sequence[Traits]) -> Overlap:
    one, other = (traits[left], traits[right]) if traits else (Traits(), Traits())
    words = one.words | other.words
    free = min(one.free_seats or 0, other.free_seats or 0)
    return Overlap(
        left=left,
        right=right,
        km=km,
        shared=shared,
        part=part,
        services=one.services & other.services,
        times=one.times & other.times,
        words=len(one.words & other.words) / len(words) if words else 0.0,
        free_seats=free,
    )
