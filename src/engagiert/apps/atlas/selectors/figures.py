"""Reads of the atlas: who is reached by which type, from the rolls and the directory, worked out by the engine."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engagiert.apps.places.public import Place, places
from engagiert.apps.places.public import within as lies_within
from engagiert.engines.landscape import remarks as engine_remarks
from engagiert.engines.landscape.cliff import Cliff, cliff, counting
from engagiert.engines.landscape.reach import counts, rates
from engagiert.engines.landscape.records import NOWHERE, Facilities, Grants, Towns, days, floats
from engagiert.engines.landscape.states import State, States
from engagiert.kernel.db.versions import WhileUnchanged

from .stock import Source, Stock, stock
from .travel import FIRST_MINUTES, Travelled, travelled

# Facilities per so many people.
RATE_PER = 10_000
# The version of the definitions below and in docs/engines/landscape.md; another one makes other figures.
DEFINITIONS_VERSION = "2026-1"


@dataclass(frozen=True, slots=True)
class Line:
    """One municipality. ``count``: facilities that count on the day; ``listed``: all that are known there, whatever
    their funding; ``rate``: per 10,000 people, None without a population; ``nearest_km``: None where none is known.
    ``minutes``: the operator's travel time to the nearest, None where nobody said; ``far``: it is longer than asked."""

    ags: str
    name: str
    population: int | None
    count: int
    listed: int
    rate: float | None
    nearest_km: float | None
    state: str
    beyond: bool
    minutes: float | None = None
    far: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What is not as it should be (codes of the engine), with the names of towns or facilities it is about."""

    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The figures of one type, radius (km) and day within one unit ("" for all that the register holds)."""

    type: str
    radius: float
    day: datetime.date
    within: str
    population: int
    population_beyond: int
    facilities: int
    listed: int
    towns_with: int
    confidence: float | None
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...]
    sources: tuple[Source, ...]
    travelled: Travelled | None = None

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)

    @property
    def as_of(self) -> datetime.date | None:
        return max((source.as_of for source in self.sources), default=None)


@dataclass(slots=True)
class Land:
    """Municipalities as the engine takes them, with the names that pages show."""

    towns: Towns
    names: tuple[str, ...]


# A sum over the versions of all rows: a changed row has another one.
LAND_VERSION = (
    "(select (count(*), sum(('x' || substr(md5(xmin::text || ctid::text), 1, 8))::bit(32)::int))::text"
    " from places_place where ags ^@ any(string_to_array(%s, ',')))"
)
_lands = WhileUnchanged[Land](f"select {LAND_VERSION}")
# Keys of German places begin with one of these.
_EVERYWHERE = "0,1"


def land(within: str) -> Land:
    """All municipalities within one unit or several (keys with commas between), "" for all; by key."""
    keys = within or _EVERYWHERE
    nothing = Land(Towns((), floats([]), floats([]), floats([])), ())
    return _lands.get(keys, read=lambda: _read_land(keys)) or nothing


def _read_land(keys: str) -> Land:
    found = places(kind=Place.Kind.MUNICIPALITY).filter(lies_within(keys.split(","))).order_by("ags")
    rows = list(found.values_list("ags", "lat", "lon", "population", "name"))
    towns = Towns(
        tuple(row[0] for row in rows),
        floats([row[1] for row in rows]),
        floats([row[2] for row in rows]),
        floats([row[3] for row in rows]),
    )
    return Land(towns, tuple(row[4] for row in rows))


def columns_of(known: Stock, towns: Towns) -> tuple[Facilities, Grants]:
    """The stock as the engine takes it; neighbourhoods count for their municipality."""
    row_of = {key: row for row, key in enumerate(towns.keys)}
    spots = known.spots
    facilities = Facilities.of(
        [f"{spot.name}" for spot in spots],
        [spot.lat for spot in spots],
        [spot.lon for spot in spots],
        [row_of.get(spot.ags[:8], NOWHERE) for spot in spots],
        budget=[spot.budget for spot in spots],
        staff=[spot.staff for spot in spots],
    )
    rows = [(at, *grant) for at, spot in enumerate(spots) for grant in spot.grants]
    grants = Grants(
        np.array([row[0] for row in rows], dtype=np.int64),
        tuple(row[1] for row in rows),
        floats([None if row[2] is None else row[2] / 100 for row in rows]),
        days([row[3] for row in rows]),
        days([row[4] for row in rows]),
    )
    return facilities, grants


def atlas(
    *,
    type: str,
    radius: float,
    day: datetime.date,
    within: str = "",
    today: datetime.date | None = None,
    minutes: float = FIRST_MINUTES,
) -> Answer:
    """The figures of ``type`` on ``day`` (its funding then, if nothing is renewed) within the unit of key ``within``;
    beside ``radius`` within ``minutes``, where the operator has travel times.

    A facility counts as long as at least half of its budget is agreed, or nobody knows its funding. Facilities outside
    ``within`` count for distances: the nearest one is looked for across every border.
    """
    known = stock(type)
    answer, _cliff = atlas_and_cliff(
        known, type=type, radius=radius, day=day, within=within, today=today or day, minutes=minutes
    )
    return answer


def atlas_and_cliff(
    known: Stock,
    *,
    type: str,
    radius: float,
    day: datetime.date,
    within: str,
    today: datetime.date,
    minutes: float = FIRST_MINUTES,
) -> tuple[Answer, Cliff]:
    """The same with what falls between the two days; the rows of the cliff are those of ``known``. One query."""
    found = land(within)
    facilities, grants = columns_of(known, found.towns)
    seen = engine_remarks.inspect(found.towns, facilities, grants)
    then = cliff(
        seen.towns,
        seen.facilities,
        seen.sources,
        today=np.datetime64(today),
        day=np.datetime64(day),
        km=radius,
    )
    stands = counting(then.secured_then)
    standing, listed = seen.facilities.only(stands), counts(seen.towns, seen.facilities)
    states = States.of(seen.towns, standing, confirmed_absent(known, found.towns, listed))
    number, rate = counts(seen.towns, standing), rates(seen.towns, counts(seen.towns, standing), RATE_PER)
    going = travelled(
        known.times,
        seen.towns,
        [spot.ags[:8] for spot, there in zip(known.spots, stands, strict=True) if there],
        minutes,
    )
    lines = tuple(
        Line(
            ags=key,
            name=found.names[row],
            population=_whole(found.towns.population[row]),
            count=int(number[row]),
            listed=int(listed[row]),
            rate=_figure(rate[row], 4),
            nearest_km=_figure(then.then.cost[row], 3),
            state=State(states.state[row]).code,
            beyond=bool(then.then.beyond[row]),
            minutes=going.minutes[row] if going else None,
            far=bool(going and going.far[row]),
        )
        for row, key in enumerate(found.towns.keys)
    )
    answer = Answer(
        type=type,
        radius=radius,
        day=day,
        within=within,
        population=round(float(seen.towns.people.sum())),
        population_beyond=round(then.then.population_beyond),
        facilities=int(number.sum()),
        listed=int(listed.sum()),
        towns_with=int((number > 0).sum()),
        confidence=_figure(states.confidence, 4),
        lines=lines,
        remarks=_remarks(seen.remarks, found),
        sources=tuple(known.sources),
        travelled=going,
    )
    return answer, then


def confirmed_absent(known: Stock, towns: Towns, listed: Sequence[int] | np.ndarray) -> np.ndarray:
    """Said by name, or within the area of a list that calls itself complete and names none there."""
    return np.array(
        [
            key in known.absent or (bool(known.complete_for) and key.startswith(known.complete_for) and not listed[row])
            for row, key in enumerate(towns.keys)
        ],
        dtype=np.bool_,
    )


def _remarks(found: Sequence[engine_remarks.Remark], land: Land) -> tuple[Remark, ...]:
    """Facilities of other areas are no remark on this one."""
    names = dict(zip(land.towns.keys, land.names, strict=True))
    return tuple(
        Remark(one.code, tuple(names.get(key, key) for key in one.keys))
        for one in found
        if one.code != "facility_without_town"
    )


def _whole(value: float) -> int | None:
    return None if np.isnan(value) else round(value)


def _figure(value: float, digits: int) -> float | None:
    return None if not np.isfinite(value) else round(float(value), digits)
