"""What is wrong with the input, named; figures are made from what is left, never from a silent zero."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

import numpy as np

from .funding import Sources
from .records import Facilities, Flags, Grants, Towns, fitting

# code -> what happens with the rows it names
REMARKS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_towns": "there is no town: no figure can be made",
        "one_town": "there is one town only: nothing to compare it with",
        "no_facilities": "no facility of this type is known: nobody is known to be reached",
        "facility_without_point": "counted in its town, left out of distances",
        "facility_without_town": "counts for distances, for no town",
        "point_impossible": "latitude or longitude is no place on Earth; treated as unknown",
        "town_without_population": "left out of rates and of sums of people",
        "town_without_point": "left out of distances; its people are neither reached nor beyond",
        "population_impossible": "a population below zero; treated as unknown",
        "grant_ends_before_it_starts": "the grant is left out",
        "share_impossible": "a share below 0 or above 1; treated as unknown",
        "shares_above_whole": "shares that run at once add up to more than the whole; scaled to the whole",
        "budget_negative": "a budget below zero; treated as unknown",
        "staff_negative": "staff below zero; treated as unknown",
        "supply_impossible": "a supply below zero or unknown; the facility supplies nothing",
    }
)


@dataclass(frozen=True, slots=True)
class Remark:
    """``code`` of ``REMARKS``; ``keys`` of the towns or facilities it is about, none where it is about the whole."""

    code: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inspected:
    """The input with impossible values made unknown, and what was done to it."""

    towns: Towns
    facilities: Facilities
    sources: Sources
    remarks: tuple[Remark, ...]


def inspect(towns: Towns, facilities: Facilities, grants: Grants | None = None) -> Inspected:
    """Raises ``ValueError`` only where columns do not fit each other; everything else is a remark."""
    grants = Grants.none() if grants is None else grants
    fitting(towns, facilities, grants)
    notes = _Notes()
    if len(towns) < 2:
        notes.add("no_towns" if len(towns) == 0 else "one_town")
    if len(facilities) == 0:
        notes.add("no_facilities")
    towns = _towns(towns, notes)
    facilities = _facilities(facilities, notes)
    sources = Sources.of(len(facilities), _grants(grants, facilities, notes))
    notes.mark("shares_above_whole", facilities.keys, sources.overfull > 1)
    return Inspected(towns, facilities, sources, tuple(notes.found))


class _Notes:
    def __init__(self) -> None:
        self.found: list[Remark] = []

    def add(self, code: str, keys: tuple[str, ...] | None = None) -> None:
        if code not in REMARKS:
            raise KeyError(code)
        if keys is None or keys:
            self.found.append(Remark(code, keys or ()))

    def mark(self, code: str, keys: tuple[str, ...], wrong: Flags) -> Flags:
        self.add(code, tuple(keys[row] for row in np.flatnonzero(wrong)))
        return wrong


def _towns(towns: Towns, notes: _Notes) -> Towns:
    off = notes.mark("point_impossible", towns.keys, _no_place(towns))
    below = notes.mark("population_impossible", towns.keys, towns.population < 0)
    towns = replace(
        towns,
        lat=np.where(off, np.nan, towns.lat),
        lon=np.where(off, np.nan, towns.lon),
        population=np.where(below, np.nan, towns.population),
    )
    notes.mark("town_without_point", towns.keys, ~towns.placed)
    notes.mark("town_without_population", towns.keys, np.isnan(towns.population))
    return towns


def _facilities(facilities: Facilities, notes: _Notes) -> Facilities:
    keys = facilities.keys
    off = notes.mark("point_impossible", keys, _no_place(facilities))
    poor = notes.mark("budget_negative", keys, facilities.budget < 0)
    few = notes.mark("staff_negative", keys, facilities.staff < 0)
    idle = notes.mark("supply_impossible", keys, ~(facilities.supply >= 0) | np.isinf(facilities.supply))
    facilities = replace(
        facilities,
        lat=np.where(off, np.nan, facilities.lat),
        lon=np.where(off, np.nan, facilities.lon),
        budget=np.where(poor, np.nan, facilities.budget),
        staff=np.where(few, np.nan, facilities.staff),
        supply=np.where(idle, 0.0, facilities.supply),
    )
    notes.mark("facility_without_point", keys, ~facilities.placed)
    notes.mark("facility_without_town", keys, facilities.town < 0)
    return facilities


def _no_place(rows: Towns | Facilities) -> Flags:
    """Both given, and no point on Earth; one of the two missing is a point nobody knows."""
    given = ~(np.isnan(rows.lat) | np.isnan(rows.lon))
    return given & ~((np.abs(rows.lat) <= 90) & (np.abs(rows.lon) <= 180))


def _grants(grants: Grants, facilities: Facilities, notes: _Notes) -> Grants:
    at = tuple(facilities.keys[row] for row in grants.facility)
    turned = notes.mark("grant_ends_before_it_starts", at, grants.ends < grants.starts)
    odd = notes.mark("share_impossible", at, (grants.share < 0) | (grants.share > 1))
    rows = np.flatnonzero(~turned)
    return Grants(
        grants.facility[rows],
        tuple(grants.funder[row] for row in rows),
        np.where(odd, np.nan, grants.share)[rows],
        grants.starts[rows],
        grants.ends[rows],
    )
