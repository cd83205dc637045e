"""How long the way to the nearest facility takes, where the operator has a table of travel times (ADR 0052)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from engagiert.apps.atlas.models import TravelTable
from engagiert.engines.landscape.reach import reach
from engagiert.engines.landscape.records import Facilities, Floats, Towns
from engagiert.kernel.db.versions import WhileUnchanged

FIRST_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Ways:
    """The operator's table: key of a town → key of another → minutes. ``targets``: all towns that ways lead to."""

    source: str
    mode: str
    as_of: datetime.date
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


_ways = WhileUnchanged[Ways]("select id, changes, imported_at::text from atlas_traveltable")


def ways() -> Ways | None:
    """The table in force, None where the operator has none; one query, two more after a change."""
    return _ways.get(read=_read)


def _read() -> Ways | None:
    table = TravelTable.objects.first()
    if table is None:
        return None
    minutes = dict(table.rows.values_list("origin__ags", "minutes"))
    targets = frozenset(target for row in minutes.values() for target in row)
    return Ways(table.source, table.mode, table.as_of, minutes, targets)


def travelled(towns: Towns, places: Iterable[str], limit: float) -> Travelled | None:
    """From each town to the nearest of ``places`` (keys of the towns in which facilities count)."""
    known = ways()
    if known is None:
        return None
    goals = sorted({key for key in places if key})
    there = Facilities.of(goals, [None] * len(goals), [None] * len(goals), [-1] * len(goals))
    lands = {key[:2] for key in towns.keys}
    found = reach(towns, there, limit, costs=_costs(known, towns.keys, goals))
    return Travelled(
        source=known.source,
        mode=known.mode,
        as_of=known.as_of,
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
