"""Floating catchments: how much supply each person has in reach, shared with everybody else who has it in reach."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .records import Facilities, Flags, Floats, Towns
from .sphere import pairs_within, vectors

# Luo and Qi's zones with the weights of a Gaussian, in parts of the catchment: 10, 20, 30 of 30 minutes.
ZONES: Sequence[tuple[float, float]] = ((1 / 3, 1.0), (2 / 3, 0.68), (1.0, 0.22))


@dataclass(frozen=True, slots=True)
class Access:
    """``value`` per town: supply per person in reach, 0 where nothing is, NaN where the town's point is unknown;
    ``unclaimed``: facilities in whose catchment nobody is known to live."""

    value: Floats
    unclaimed: Flags


def two_step(towns: Towns, facilities: Facilities, km: float) -> Access:
    """2SFCA (Luo, Wang 2003): R_j = S_j / Σ P_k over towns within ``km`` of j; A_i = Σ R_j over facilities within."""
    return _access(towns, facilities, km, ((1.0, 1.0),))


def enhanced_two_step(
    towns: Towns, facilities: Facilities, km: float, zones: Sequence[tuple[float, float]] = ZONES
) -> Access:
    """E2SFCA (Luo, Qi 2009): both steps weighted by distance zone; ``zones``: (part of ``km`` up to which, weight).

    Raises ``ValueError`` where the zones do not grow, or a weight is negative.
    """
    bounds = [bound for bound, _weight in zones]
    if not bounds or bounds != sorted(bounds) or min(weight for _bound, weight in zones) < 0:
        raise ValueError("zones grow, and their weights are not negative")
    return _access(towns, facilities, km, zones)


def _access(towns: Towns, facilities: Facilities, km: float, zones: Sequence[tuple[float, float]]) -> Access:
    facility, town, distance = pairs_within(vectors(facilities), vectors(towns), km * zones[-1][0])
    edges = np.array([bound * km for bound, _weight in zones])
    # The last edge is the search's own, so that rounding cannot put a pair behind it.
    zone = np.minimum(np.searchsorted(edges, distance, side="left"), len(zones) - 1)
    weight = np.array([weight for _bound, weight in zones])[zone]
    demand = np.bincount(facility, weights=weight * towns.people[town], minlength=len(facilities))
    claimed = demand > 0
    ratio = np.where(claimed, facilities.supply / np.where(claimed, demand, 1.0), 0.0)
    value = np.bincount(town, weights=weight * ratio[facility], minlength=len(towns))
    return Access(np.where(towns.placed, value, np.nan), facilities.placed & ~claimed)
