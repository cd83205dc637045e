"""Finds the place that a row of a list means: by its key in any writing, by the name of a town, by its point."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sqrt

import shapely

from engagiert.apps.places.public import PlaceFinder, official_outlines, places

# A point is given to the town with the nearest official point if it is not further than twice the radius of a circle
# as large as the town; beyond that it lies outside the register.
_REACH = 2.0
_KM_PER_DEGREE = 111.195
# A key in another writing: a cell that a spreadsheet took for a number, "5111000,0" or "5.111.000".
_FRACTION = re.compile(r"[.,]0+$")
_MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Unit:
    """What locating needs of a place."""

    id: int
    ags: str
    name: str
    kind: str
    lat: float | None
    lon: float | None
    area_km2: float | None


class Locator:
    """Reads the register once for many rows."""

    def __init__(self) -> None:
        columns = ("id", "ags", "name", "kind", "lat", "lon", "area_km2")
        self._units = {
            ags: Unit(pk, ags, name, kind, lat, lon, float(area) if area is not None else None)
            for pk, ags, name, kind, lat, lon, area in places().values_list(*columns).iterator()
        }
        self._by_id = {unit.id: unit for unit in self._units.values()}
        self._finder = PlaceFinder()
        self._towns = [u for u in self._units.values() if u.kind == _MUNICIPALITY and u.lat is not None]
        self._areas = official_outlines()
        self._tree = shapely.STRtree([area for _ags, area in self._areas])

    def by_key(self, text: str) -> Unit | None:
        """With or without leading zero, 2 to 8 digits or the 12 of the Regionalschlüssel; a kreisfreie Stadt by the key
        of its Kreis as well. A Kreis is meant where the key is that of a Kreis with several towns."""
        for key in _keys(text):
            unit = self._units.get(key)
            if unit is not None:
                return self._town_itself(unit)
        return None

    def _town_itself(self, unit: Unit) -> Unit:
        return self._units.get(f"{unit.ags}000", unit) if unit.kind == "district" else unit

    def by_name(self, town: str, postcode: str = "") -> Unit | None:
        found = self._finder.find(town, postcode) if town or postcode else None
        return self._by_id.get(found.id) if found else None

    def towns_of(self, lands: Collection[str]) -> list[Unit]:
        """The municipalities of the Länder of these keys (two digits), by name."""
        return sorted((unit for unit in self._towns if unit.ags[:2] in lands), key=lambda unit: unit.name)

    def at(self, lat: float, lon: float) -> Unit | None:
        """The municipality whose official outline holds the point; without outlines the nearest official point."""
        if self._areas:
            rows = sorted(int(row) for row in self._tree.query(shapely.Point(lon, lat), predicate="intersects"))
            # Where outlines overlap, the first key has it: one point, one town, the same every time.
            return self._units.get(self._areas[rows[0]][0]) if rows else None
        near = min(self._towns, key=lambda unit: _apart(unit, lat, lon), default=None)
        if near is None:
            return None
        reach = _REACH * sqrt((near.area_km2 or 100.0) / pi)
        return near if _apart(near, lat, lon) <= reach else None


def apart(unit: Unit, lat: float, lon: float) -> float | None:
    """Kilometres between a point and the official point of a unit, roughly; None where that has none."""
    return None if unit.lat is None or unit.lon is None else _apart(unit, lat, lon)


def _apart(unit: Unit, lat: float, lon: float) -> float:
    up, across = (unit.lat or 0) - lat, ((unit.lon or 0) - lon) * cos(radians(lat))
    return hypot(up, across) * _KM_PER_DEGREE


def _keys(text: str) -> Sequence[str]:
    """Official keys that a cell can mean, the surest first."""
    digits = re.sub(r"\D", "", _FRACTION.sub("", text.strip()))
    if len(digits) in (11, 12):
        whole = digits.zfill(12)
        return (whole[:5] + whole[9:],)
    if len(digits) in (7, 8):
        return (digits.zfill(8),)
    if len(digits) in (4, 5):
        return tuple(dict.fromkeys((digits.zfill(5), digits)))
    return (digits, digits.zfill(len(digits) + 1)) if digits else ()
