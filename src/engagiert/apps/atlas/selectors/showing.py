"""What a page of the atlas shows: one answer for sentences, map, table and files, and the facilities behind it."""

import datetime
from collections import Counter
from dataclasses import dataclass

import numpy as np
from django.http import Http404

from engagiert.apps.places.public import Place, Where, area_of, is_town_itself, places
from engagiert.apps.places.public import within as lies_within

from .figures import Answer, Line, atlas_and_cliff
from .stock import Spot, stock
from .travel import FIRST_MINUTES

# An area with more towns is shown by its Kreise.
MOST_TOWNS = 60
_MOST_ENDS = 12


@dataclass(frozen=True, slots=True)
class Group:
    """The towns of one Kreis together; ``address`` of its own atlas, empty for a Kreis that is a town itself."""

    name: str
    address: str
    towns: int
    towns_with: int
    unknown: int
    count: int
    population: int
    beyond: int
    far: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """One facility behind the numbers. ``lost``: percent of its budget that is not agreed for the day and was today;
    ``ended``: funders whose grants end between, with the last day; ``counts`` on the day; ``funding_known``."""

    name: str
    ags: str
    town: str
    founded: int | None
    budget: int | None
    lost: int
    ended: tuple[tuple[str, datetime.date], ...]
    counts: bool
    funding_known: bool
    grants: tuple[tuple[str, int | None, datetime.date | None, datetime.date | None], ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """The first day without some grants, and how many facilities they were for."""

    day: datetime.date
    facilities: int


@dataclass(frozen=True, slots=True)
class View:
    """``losing``: people who have one in reach today and none on the day; ``lines`` or ``groups`` are shown."""

    answer: Answer
    losing: int
    falling: int
    groups: tuple[Group, ...]
    facilities: tuple[Seen, ...]
    endings: tuple[Ending, ...]


def first_land() -> Place:
    """The Land whose atlas stands at the short address, the first by key; 404 where the register holds none."""
    found = places(kind=Place.Kind.STATE).order_by("ags").first()
    if found is None:
        raise Http404
    return found


def view(
    where: Where,
    *,
    type: str,
    radius: float,
    day: datetime.date,
    today: datetime.date,
    minutes: float = FIRST_MINUTES,
) -> View:
    """Three queries, four for an area with Kreise; more only after something changed."""
    within = ",".join(where.keys)
    known = stock(type)
    answer, fall = atlas_and_cliff(
        known, type=type, radius=radius, day=day, within=within, today=today, minutes=minutes
    )
    spots = known.spots
    names = {line.ags: line.name for line in answer.lines}
    counted = {line.ags: line for line in answer.lines}
    rows = [row for row, spot in enumerate(spots) if spot.ags[:8] in counted]
    seen = [
        _seen(spots[row], names, float(fall.secured_now[row]), float(fall.secured_then[row]), today, day)
        for row in rows
    ]
    return View(
        answer=answer,
        losing=round(fall.people_losing),
        falling=int(fall.falls[rows].sum()) if rows else 0,
        groups=_groups(answer.lines) if len(answer.lines) > MOST_TOWNS else (),
        facilities=tuple(sorted(seen, key=lambda one: (one.town, one.name))),
        endings=_endings([spots[row] for row in rows], today),
    )


def _seen(spot: Spot, names: dict[str, str], now: float, then: float, today: datetime.date, day: datetime.date) -> Seen:
    ended = {(funder, last) for funder, _share, _first, last in spot.grants if last and today <= last < day}
    known = not np.isnan(then)
    return Seen(
        name=spot.name,
        ags=spot.ags,
        town=names[spot.ags[:8]],
        founded=spot.founded,
        budget=spot.budget,
        lost=round(100 * max(0.0, now - then)) if known else 0,
        ended=tuple(sorted(ended, key=lambda one: (one[1], one[0]))),
        counts=not known or then >= 0.5 - 1e-9,
        funding_known=known,
        grants=tuple(spot.grants),
    )


def _endings(spots: list[Spot], today: datetime.date) -> tuple[Ending, ...]:
    ends = Counter(
        day
        for spot in spots
        for day in {last for _funder, _share, _first, last in spot.grants if last and last >= today}
    )
    return tuple(Ending(day + datetime.timedelta(days=1), ends[day]) for day in sorted(ends)[:_MOST_ENDS])


def _groups(lines: tuple[Line, ...]) -> tuple[Group, ...]:
    by_key: dict[str, list[Line]] = {}
    for line in lines:
        by_key.setdefault(line.ags[:5], []).append(line)
    units = places(kind=Place.Kind.DISTRICT).filter(lies_within(by_key))
    return tuple(_group(unit, by_key[unit.ags]) for unit in units if unit.ags in by_key)


def _group(unit: Place, lines: list[Line]) -> Group:
    alone = is_town_itself(unit)
    area = area_of(unit)
    return Group(
        name=unit.name if alone else area.name,
        address="" if alone else area.address,
        towns=len(lines),
        towns_with=sum(line.count > 0 for line in lines),
        unknown=sum(line.state == "unknown" for line in lines),
        count=sum(line.count for line in lines),
        population=sum(line.population or 0 for line in lines),
        beyond=sum(line.population or 0 for line in lines if line.beyond),
        far=sum(line.population or 0 for line in lines if line.far),
    )
