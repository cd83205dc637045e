"""The figures that the Land's study published, with ours beside; and the facilities behind each of them."""

import datetime
import re
from dataclasses import dataclass

from engagiert.apps.places.public import Where
from engagiert.engines.text.folding import fold
from engagiert.kernel.db.versions import WhileUnchanged

from .figures import land
from .findings import ended_between
from .region import Region, region
from .stock import STOCK_VERSION, GrantRow, Source, Spot, inventory, stock

SMALL_BUDGET, FEW_STAFF, YOUNG_AFTER = 50_000, 2.0, 2000
# The Land as a funder, by the first word of its name: “Land NRW”, “Landesmittel”, “Ministerium für …”.
_OF_THE_LAND = re.compile(r"(land|landes\w*|ministerium|bezirksregierung)\b")


@dataclass(frozen=True, slots=True)
class Tiles:
    """Counts over the eight types; each ``…_known`` is the number of facilities of which that is known."""

    facilities: int
    towns: int
    towns_with: int
    founded_known: int
    young: int
    budget_known: int
    small: int
    funding_known: int
    by_the_land: int
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Behind:
    """One facility of a list behind a number."""

    type: str
    name: str
    ags: str
    town: str
    founded: int | None
    budget: int | None
    staff: float | None
    grants: tuple[GrantRow, ...]
    ended: tuple[tuple[str, datetime.date], ...]
    comment: str
    commented_on: datetime.date | None
    page: tuple[str, str] | None


_tiles = WhileUnchanged[Tiles](f"select {STOCK_VERSION}, %s, %s")


def tiles(where: Where, today: datetime.date) -> Tiles:
    """One query, more only after something changed."""
    within = ",".join(where.keys)
    found = _tiles.get("", "", within, today.isoformat(), read=lambda: _count(where, today))
    if found is None:
        raise LookupError("tiles are always counted")
    return found


def _count(where: Where, today: datetime.date) -> Tiles:
    stocks = inventory()
    spots = [spot for one in stocks.values() for spot in one.spots if spot.ags.startswith(where.keys)]
    return Tiles(
        facilities=len(spots),
        towns=len(land(",".join(where.keys)).names),
        towns_with=len({spot.ags[:8] for spot in spots}),
        founded_known=sum(spot.founded is not None for spot in spots),
        young=sum(is_young(spot) for spot in spots),
        budget_known=sum(spot.budget is not None for spot in spots),
        small=sum(is_small(spot) for spot in spots),
        funding_known=sum(bool(spot.grants) for spot in spots),
        by_the_land=sum(is_by_the_land(spot, today) for spot in spots),
        is_synthetic=any(one.is_synthetic for one in stocks.values()),
    )


def is_young(spot: Spot) -> bool:
    return spot.founded is not None and spot.founded > YOUNG_AFTER


def is_small(spot: Spot) -> bool:
    return spot.budget is not None and spot.budget < SMALL_BUDGET


def is_by_the_land(spot: Spot, today: datetime.date) -> bool:
    """More than half of its budget comes from the Land today, by the shares that are stated."""
    running = [
        share or 0
        for funder, share, first, last in spot.grants
        if _OF_THE_LAND.match(fold(funder)) and (first is None or first <= today) and (last is None or today <= last)
    ]
    return sum(running) > 50


def behind(
    where: Where, *, group: str, type: str, radius: float, day: datetime.date, today: datetime.date
) -> list[Behind]:
    """The facilities of ``type`` behind a number, "" for all eight types; by town and name. Two queries.

    ``group``: a code of the form's ``GROUPS``.
    """
    if not type:
        names = dict(zip((found := land(",".join(where.keys))).towns.keys, found.names, strict=True))
        rows = [
            _behind(kind, spot, names.get(spot.ags[:8], ""), today, day)
            for kind, one in inventory().items()
            for spot in one.spots
            if spot.ags.startswith(where.keys) and _belongs(spot, group, today)
        ]
    else:
        seen = region(where.keys, type=type, radius=radius, day=day, today=today)
        rows = [
            _behind(type, seen.spots[row], seen.town_of(row), today, day)
            for row, inside in enumerate(seen.facilities_in(where.keys))
            if inside and _belongs_on_the_day(seen, row, group, today)
        ]
    return sorted(rows, key=lambda one: (one.town, one.name))


def _belongs(spot: Spot, group: str, today: datetime.date) -> bool:
    match group:
        case "nach-2000":
            return is_young(spot)
        case "wenig-geld":
            return is_small(spot)
        case "landesmittel":
            return is_by_the_land(spot, today)
        case "wenig-stellen":
            return spot.staff is not None and spot.staff < FEW_STAFF
        case _:
            return True


def _belongs_on_the_day(seen: Region, row: int, group: str, today: datetime.date) -> bool:
    match group:
        case "faellt":
            return bool(seen.fall.falls[row])
        case "befristet":
            return bool(seen.money.limited[row] > 0)
        case "ein-geldgeber":
            return bool(seen.money.concentration[row] > 1 - 1e-9)
        case _:
            return _belongs(seen.spots[row], group, today)


def _behind(type: str, spot: Spot, town: str, today: datetime.date, day: datetime.date) -> Behind:
    told = spot.told
    return Behind(
        type=type,
        name=spot.name,
        ags=spot.ags,
        town=town,
        founded=spot.founded,
        budget=spot.budget,
        staff=spot.staff,
        grants=tuple(spot.grants),
        ended=ended_between(spot, today, day),
        comment=told.comment if told else "",
        commented_on=told.commented_on if told else None,
        page=told.page if told else None,
    )


def sources(type: str) -> tuple[Source, ...]:
    """Where the facilities of a type come from, "" for all eight types together. One query."""
    stocks = [stock(type)] if type else list(inventory().values())
    together: dict[str, Source] = {}
    for one in (source for known in stocks for source in known.sources):
        before = together.get(one.name)
        number, day = (before.facilities, before.as_of) if before else (0, one.as_of)
        together[one.name] = Source(one.name, max(day, one.as_of), number + one.facilities, one.is_synthetic)
    return tuple(together.values())
