"""One Land as the engine sees it for a type, a distance and a day; kept while unchanged, so that every page of every
town in it cuts its part out of one result.

Patterns and shared catchments need the towns around: a Kreis alone would say something else of its own border.
"""

import datetime
from dataclasses import dataclass

import numpy as np

from engagiert.engines.landscape import remarks as engine_remarks
from engagiert.engines.landscape.cliff import Cliff, cliff, counting
from engagiert.engines.landscape.concentrations import Hotspots, hotspots
from engagiert.engines.landscape.funding import Funding, ends_after, funding
from engagiert.engines.landscape.overlap import Overlap, Traits, overlaps
from engagiert.engines.landscape.reach import counts, rates, reach
from engagiert.engines.landscape.records import NOWHERE, Facilities, Flags, Towns
from engagiert.engines.landscape.states import State, States
from engagiert.kernel.db.versions import WhileUnchanged

from .figures import LAND_VERSION, RATE_PER, columns_of, confirmed_absent, land
from .stock import STOCK_VERSION, Source, Spot, read_stock

# Towns within this distance of each other are neighbours in one of the two weight matrices of Gi*.
BAND_KM = 25.0
# Further endings than these are too far away to be looked at one by one.
MOST_STEPS = 24


@dataclass(frozen=True, slots=True)
class Standing:
    """Which facilities count on a day, and which towns then have none within reach."""

    day: datetime.date
    stands: Flags
    beyond: Flags


@dataclass(frozen=True, slots=True)
class Region:
    """Columns of towns (``towns``, ``names``, ``state``, ``count``, ``listed``, ``rate``) and of facilities (``spots``,
    ``facilities``, ``money``); ``fall`` is what falls from ``today`` to ``day``,
    ``steps`` what counts today and on each of the next days on which grants have run out."""

    names: tuple[str, ...]
    towns: Towns
    state: tuple[str, ...]
    count: tuple[int, ...]
    listed: tuple[int, ...]
    rate: tuple[float | None, ...]
    spots: list[Spot]
    facilities: Facilities
    fall: Cliff
    steps: tuple[Standing, ...]
    money: Funding
    hot: Hotspots
    pairs: list[Overlap]
    sources: tuple[Source, ...]
    today: datetime.date
    day: datetime.date

    def towns_in(self, keys: tuple[str, ...]) -> Flags:
        """Which towns lie in the unit or units of these keys."""
        return np.array([key.startswith(keys) for key in self.towns.keys], dtype=np.bool_)

    def facilities_in(self, keys: tuple[str, ...]) -> Flags:
        inside = self.towns_in(keys)
        town = self.facilities.town
        return np.where(town == NOWHERE, False, inside[town]) if len(inside) else np.zeros(len(town), np.bool_)

    def town_of(self, facility: int) -> str:
        row = int(self.facilities.town[facility])
        return "" if row == NOWHERE else self.names[row]


_regions = WhileUnchanged[Region](f"select {STOCK_VERSION}, {LAND_VERSION}, %s, %s, %s")


def region(keys: tuple[str, ...], *, type: str, radius: float, day: datetime.date, today: datetime.date) -> Region:
    """The Land or Länder that these keys lie in. One query, some more after a change."""
    lands = ",".join(sorted({key[:2] for key in keys}))
    found = _regions.get(
        type, type, lands, str(radius), day.isoformat(), today.isoformat(),
        read=lambda: _work_out(lands, type, radius, day, today),
    )  # fmt: skip
    if found is None:
        raise LookupError("a result is always worked out")
    return found


def _work_out(lands: str, type: str, radius: float, day: datetime.date, today: datetime.date) -> Region:
    known, here = read_stock(type), land(lands)
    facilities, grants = columns_of(known, here.towns)
    seen = engine_remarks.inspect(here.towns, facilities, grants)
    fall = cliff(
        seen.towns, seen.facilities, seen.sources, today=np.datetime64(today), day=np.datetime64(day), km=radius
    )
    standing = seen.facilities.only(counting(fall.secured_then))
    number, listed = counts(seen.towns, standing), counts(seen.towns, seen.facilities)
    rate = rates(seen.towns, number, RATE_PER)
    states = States.of(seen.towns, standing, confirmed_absent(known, here.towns, listed))
    return Region(
        names=here.names,
        towns=seen.towns,
        state=tuple(State(code).code for code in states.state),
        count=tuple(int(one) for one in number),
        listed=tuple(int(one) for one in listed),
        rate=tuple(None if np.isnan(one) else round(float(one), 4) for one in rate),
        spots=known.spots,
        facilities=seen.facilities,
        fall=fall,
        steps=_steps(seen, radius, today),
        money=funding(seen.facilities, seen.sources, np.datetime64(day)),
        hot=hotspots(seen.towns, rate, states.state != State.UNKNOWN, km=BAND_KM),
        pairs=overlaps(seen.towns, seen.facilities, radius, traits=[_traits(spot) for spot in known.spots]),
        sources=tuple(known.sources),
        today=today,
        day=day,
    )


def _steps(seen: engine_remarks.Inspected, radius: float, today: datetime.date) -> tuple[Standing, ...]:
    ends = [one.astype(datetime.date) for one in ends_after(seen.sources, np.datetime64(today))[:MOST_STEPS]]
    found = []
    for day in (today, *ends):
        stands = counting(seen.sources.secured(np.datetime64(day)))
        found.append(Standing(day, stands, reach(seen.towns, seen.facilities.only(stands), radius).beyond))
    return tuple(found)


def _traits(spot: Spot) -> Traits:
    """Nobody tells free places of a facility that only a roll lists; then there is no reason but the people."""
    told = spot.told
    return Traits(told.services, told.times, told.words, told.free) if told else Traits()
