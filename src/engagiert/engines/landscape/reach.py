"""How far it is: the nearest facility of each town, and the people who live further than R kilometres from any."""

from dataclasses import dataclass

import numpy as np

from .records import Facilities, Flags, Floats, Towns, Whole
from .sphere import nearest


@dataclass(frozen=True, slots=True)
class Reach:
    """Per town: ``cost`` to its nearest facility (kilometres, or the unit of the matrix), inf where none is known and
    NaN where the town's point, or every way from it, is not; ``nearest``: that facility's row or -1; ``beyond``: the
    cost is above the limit.

    ``population`` sums the towns that have a point and a known population; ``population_beyond`` those of them that lie
    beyond; ``unplaced`` the people of towns without a point, who are in neither.
    """

    cost: Floats
    nearest: Whole
    beyond: Flags
    population: float
    population_beyond: float
    unplaced: float


def reach(towns: Towns, facilities: Facilities, limit: float, costs: Floats | None = None) -> Reach:
    """``limit`` in kilometres along the great circle from the official point; exactly R away is within reach.

    ``costs``: an operator's matrix of towns by facilities, in minutes for instance, instead of kilometres; NaN and inf
    where there is no way. A town whose whole row is NaN is one of which nobody said anything.
    Raises ``ValueError`` for a limit below zero or a matrix of another shape.
    """
    if not limit >= 0:
        raise ValueError("a limit is a number from 0")
    cost, row = nearest(towns, facilities) if costs is None else _by_matrix(towns, facilities, costs)
    known = ~np.isnan(cost)
    beyond = known & (cost > limit)
    people = towns.people
    return Reach(
        cost=cost,
        nearest=row,
        beyond=beyond,
        population=float(people[known].sum()),
        population_beyond=float(people[beyond].sum()),
        unplaced=float(people[~known].sum()),
    )


def _by_matrix(towns: Towns, facilities: Facilities, costs: Floats) -> tuple[Floats, Whole]:
    if costs.shape != (len(towns), len(facilities)):
        raise ValueError(f"the matrix is {costs.shape}, not {(len(towns), len(facilities))}")
    if not len(facilities):
        return np.full(len(towns), np.inf), np.full(len(towns), -1, dtype=np.int64)
    ways = np.where(np.isnan(costs), np.inf, costs)
    row = ways.argmin(axis=1)
    cost = np.where(np.isnan(costs).all(axis=1), np.nan, ways[np.arange(len(towns)), row])
    return cost, np.where(np.isfinite(cost), row, -1).astype(np.int64)


def counts(towns: Towns, facilities: Facilities) -> Whole:
    """Facilities per town; those that no town counts are in none."""
    inside = facilities.town[facilities.town >= 0]
    return np.bincount(inside, minlength=len(towns)).astype(np.int64)


def rates(towns: Towns, number: Whole | Floats, per: float = 10_000) -> Floats:
    """``number`` per ``per`` people; NaN where the population is unknown or zero."""
    known = towns.population > 0
    return np.where(known, number * per / np.where(known, towns.population, 1.0), np.nan)
