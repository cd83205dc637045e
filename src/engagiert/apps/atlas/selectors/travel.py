"""How long the way to the nearest facility takes, where the operator has a table of travel times (ADR 0052)."""

import datetime
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from engagiert.apps.atlas.models import TravelRow, TravelTable
from engagiert.engines.landscape.reach import reach
from engagiert.engines.landscape.records import Facilities, Floats, Towns

FIRST_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Times:
    """The operator's table in force; ``version`` is another one after each import."""

    source: str
    mode: str
    as_of: datetime.date
    version: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Key of a town → key of another → minutes. ``targets``: all towns that ways lead to."""

    minutes: Mapping[str, Mapping[str, float]]
    targets: frozenset[str]


@dataclass(frozen=True, slots=True)
class Travelled:
    """``minutes`` per town to its nearest facility, None where the table does not say; ``far``: longer than ``limit``,
    or not reached within the table. ``population``: people in towns of which it says something, ``population_far``
    those of them who have further, ``unknown`` the others; ``without``: keys of places in the same Land with a facility
    that it names no way to."""

    source: str
    mode: str
    as_of: datetime.date
    limit: float
    minutes: tuple[float | None, ...]
    far: tuple[bool, ...]
    population: int
    population_far: int
    unknown: int
    without: tuple[str, ...]


# Asked together with the stock, so that no page pays for it.
TIMES_VERSION = "(select (id, changes, imported_at)::text from atlas_traveltable)"


def read_times() -> Times | None:
    """None where the operator has no travel times; one query."""
    found = TravelTable.objects.first()
    if found is None:
        return None
    version = f"{found.pk} {found.changes} {found.imported_at.isoformat()}"
    return Times(found.source, found.mode, found.as_of, version)


@functools.lru_cache(maxsize=2)
def _ways(_version: str) -> Ways:
    """Handed out as it is, since nobody changes it: a copy for each page would cost more than the page."""
    minutes = dict(TravelRow.objects.values_list("origin__ags", "minutes"))
    return Ways(minutes, frozenset(target for row in minutes.values() for target in row))


def travelled(times: Times | None, towns: Towns, places: Iterable[str], limit: float) -> Travelled | None:
    """From each town to the nearest of ``places`` (keys of the towns in which facilities count)."""
    if times is None:
        return None
    known = _ways(times.version)
    goals = sorted({key for key in places if key})
    there = Facilities.of(goals, [None] * len(goals), [None] * len(goals), [-1] * len(goals))
    lands = {key[:2] for key in towns.keys}
    found = reach(towns, there, limit, costs=_costs(known, towns.keys, goals))
    return Travelled(
        source=times.source,
        mode=times.mode,
        as_of=times.as_of,
        limit=limit,
        minutes=tuple(round(float(one), 1) if np.isfinite(one) else None for one in found.cost),
        far=tuple(bool(one) for one in found.beyond),
        population=round(found.population),
        population_far=round(found.population_beyond),
        unknown=round(found.unplaced),
        without=tuple(key for key in goals if key not in known.targets and key[:2] in lands),
    )


def _costs(known: Ways, towns: tuple[str, ...], goals: list[str]) -> Floats:
    """Towns by goals in minutes: inf where the table speaks of both and names no way, NaN where it does not. Within a
    town it is nothing unless the table says how long."""
    costs = np.full((len(towns), len(goals)), np.nan)
    column = {key: at for at, key in enumerate(goals)}
    reached = np.array([key in known.targets for key in goals], dtype=np.bool_)
    for row, key in enumerate(towns):
        if key in known.minutes:
            costs[row, reached] = np.inf
            for target, minutes in known.minutes[key].items():
                if target in column:
                    costs[row, column[target]] = minutes
        if key in column and not np.isfinite(costs[row, column[key]]):
            costs[row, column[key]] = 0.0
    return costs
