"""Pictures of maps as SVG: degrees become units of a picture, borders become path data. Pure, no database.

The picture is a plate carrée stretched by the cosine of its middle latitude: on a map of a Land nobody sees the
difference to Mercator, and it needs one multiplication.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

# [longitude, latitude] pairs; a polygon is its border and its holes.
type Ring = Sequence[Sequence[float]]
type Polygon = Sequence[Ring]
type Bounds = tuple[float, float, float, float]

# Borders that touch the frame look cut off.
_MARGIN = 0.03
# A part of a Kreis that is no taller than a letter is still a map.
_LEAST_SHARE, _MOST_SHARE = 0.5, 1.4


@dataclass(frozen=True, slots=True)
class Frame:
    """The window of a picture. ``bounds``: west, south, east, north in degrees; ``width`` and ``height`` in units."""

    bounds: Bounds
    width: int
    height: int

    @classmethod
    def around(cls, bounds: Bounds, *, width: int = 800) -> Self:
        """A frame with a margin that holds the bounds in its middle; its height follows, within reason."""
        west, south, east, north = bounds
        middle = (south + north) / 2
        squeeze = math.cos(math.radians(middle))
        across, up = max((east - west) * squeeze, 0.01), max(north - south, 0.01)
        share = min(max(up / across, _LEAST_SHARE), _MOST_SHARE)
        # The side with room to spare grows, so that a mile is a mile in both directions.
        across, up = max(across, up / share), max(up, across * share)
        half_across, half_up = across * (0.5 + _MARGIN) / squeeze, up * (0.5 + _MARGIN)
        centre = (west + east) / 2
        fitted = (centre - half_across, middle - half_up, centre + half_across, middle + half_up)
        return cls(fitted, width, round(width * share))

    def scaled(self, width: int) -> Self:
        """The same window, drawn to another size."""
        return replace(self, width=width, height=round(self.height * width / self.width))

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """(x, y) in units from the upper left corner."""
        west, south, east, north = self.bounds
        return (
            (longitude - west) / (east - west) * self.width,
            (north - latitude) / (north - south) * self.height,
        )


def path(polygons: Iterable[Polygon], frame: Frame) -> str:
    """SVG path data in whole units, relative steps; corners that fall on the one before them are left out."""
    parts: list[str] = []
    for polygon in polygons:
        for ring in polygon:
            corners = [(round(x), round(y)) for x, y in (frame.place(point[0], point[1]) for point in ring)]
            kept = [corner for number, corner in enumerate(corners) if not number or corner != corners[number - 1]]
            if len(kept) < 3:
                continue
            (x, y), steps = kept[0], []
            for next_x, next_y in kept[1:-1] if kept[-1] == kept[0] else kept[1:]:
                steps.append(f"{next_x - x} {next_y - y}")
                x, y = next_x, next_y
            parts.append(f"M{kept[0][0]} {kept[0][1]}l{' '.join(steps)}z")
    return "".join(parts)


class Spot(Protocol):
    """Something to find on a map, degrees WGS 84. ``approximate``: only its town is known."""

    @property
    def id(self) -> int: ...
    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def approximate(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Bunch:
    """Spots too near to each other to be drawn apart; ``id`` is that of a lonely one, else 0.

    ``approximate``: of none the house is known. ``bounds``: west, south, east, north of its spots.
    """

    count: int
    approximate: bool
    bounds: Bounds
    id: int
    x: float
    y: float
    radius: float


def bunches(spots: Iterable[Spot], frame: Frame, *, cell: int = 56) -> list[Bunch]:
    """Spots of the frame gathered in squares of ``cell`` units, the fullest first; none touches another. O(n)."""
    west, south, east, north = frame.bounds
    across, down = frame.width / (east - west) / cell, frame.height / (north - south) / cell
    squares: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    # Written out: for a Land this runs a hundred thousand times.
    for spot in spots:
        longitude, latitude = spot.lon, spot.lat
        if west <= longitude <= east and south <= latitude <= north:
            squares[int((longitude - west) * across), int((north - latitude) * down)].append(spot)
    found: list[Bunch] = []
    for bunch in sorted((_bunch(inside, frame, cell) for inside in squares.values()), key=_by_count):
        near = next(
            (one for one in found if math.dist((one.x, one.y), (bunch.x, bunch.y)) < one.radius + bunch.radius), None
        )
        if near is None:
            found.append(bunch)
        else:
            found[found.index(near)] = _together(near, bunch, cell)
    return sorted(found, key=_by_count)


def _by_count(bunch: Bunch) -> tuple[float, float, float]:
    return -bunch.count, bunch.x, bunch.y


def _together(bigger: Bunch, smaller: Bunch, cell: int) -> Bunch:
    """Stays where the bigger one is, so that it does not wander into a third."""
    count = bigger.count + smaller.count
    sides = list(zip(bigger.bounds, smaller.bounds, strict=True))
    return replace(
        bigger,
        count=count,
        approximate=bigger.approximate and smaller.approximate,
        bounds=(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])),
        id=0,
        radius=_radius(count, cell),
    )


def _radius(count: int, cell: int) -> float:
    # Never less than a finger needs on a phone; it grows with the count, slowly: 2 → 18, 1,000 → 28 units.
    return round(min(17 + 1.6 * math.log(count), max(cell / 2, 17)), 1)


def _bunch(spots: Sequence[Spot], frame: Frame, cell: int) -> Bunch:
    longitudes, latitudes = [spot.lon for spot in spots], [spot.lat for spot in spots]
    x, y = frame.place(sum(longitudes) / len(spots), sum(latitudes) / len(spots))
    return Bunch(
        count=len(spots),
        approximate=all(spot.approximate for spot in spots),
        bounds=(min(longitudes), min(latitudes), max(longitudes), max(latitudes)),
        id=spots[0].id if len(spots) == 1 else 0,
        x=round(x, 1),
        y=round(y, 1),
        radius=_radius(len(spots), cell),
    )
