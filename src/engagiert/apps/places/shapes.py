"""What a map draws of places: their outlines, or a patchwork of cells round the official points.

A cell is a place's part of the plane in the Voronoi diagram of the points of its whole Land, cut to a hull round
them (concave hull, Duckham et al. 2008), set apart from its neighbours and rounded: the project's sign.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sqrt
from typing import Any

import shapely
from shapely import Geometry

from .selectors import towns_within

_CONCAVITY = 0.3
# Of the mean distance between two points: how far the hull reaches beyond them, the gap, the rounding.
_REACH, _GAP, _ROUNDING = 0.62, 0.035, 0.12
# Half a side of the cell of a lonely point, degrees of latitude: some six kilometres.
_ALONE = 0.055
_MOST_REMEMBERED = 100


@dataclass(frozen=True, slots=True)
class Shape:
    """One municipality on a map. ``polygons`` as in ``Outline``; ``takes_part``: it has a page of its own."""

    key: str
    name: str
    slug: str
    polygons: Sequence[Any]
    takes_part: bool


@dataclass(frozen=True, slots=True)
class Shapes:
    """``sources`` must be named beside the map; none for a patchwork."""

    shapes: tuple[Shape, ...]
    sources: tuple[str, ...]
    is_patchwork: bool

    def bounds(self, keys: Iterable[str]) -> tuple[float, float, float, float] | None:
        """West, south, east, north of the shapes within these keys; None where none is."""
        wanted = tuple(keys)
        corners = [
            corner
            for shape in self.shapes
            if shape.key.startswith(wanted)
            for polygon in shape.polygons
            for corner in polygon[0]
        ]
        if not corners:
            return None
        longitudes, latitudes = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


@lru_cache(maxsize=20)
def patchwork(points: tuple[tuple[str, float, float], ...]) -> Mapping[str, Sequence[Any]]:
    """Key → polygons in degrees, for (key, longitude, latitude) of all points that share the plane."""
    if not points:
        return {}
    squeeze = cos(radians(sum(point[2] for point in points) / len(points)))
    sites = {key: (longitude * squeeze, latitude) for key, longitude, latitude in points}
    distinct = list(dict.fromkeys(sites.values()))
    cells = dict(zip(distinct, _cells(distinct), strict=True))
    return {key: _in_degrees(cells[site], squeeze) for key, site in sites.items()}


def _cells(sites: list[tuple[float, float]]) -> list[Geometry]:
    cloud = shapely.MultiPoint(sites)
    if len(sites) < 3:
        hull, step = shapely.buffer(cloud, _ALONE).convex_hull, _ALONE * 2
    else:
        around = shapely.concave_hull(cloud, ratio=_CONCAVITY)
        step = sqrt(max(around.area, _ALONE**2) / len(sites))
        hull = around.buffer(step * _REACH)
    if len(sites) == 1:
        return [hull]
    found = shapely.get_parts(shapely.voronoi_polygons(cloud, extend_to=hull, ordered=True))
    return [_rounded(shapely.intersection(cell, hull), step) for cell in found]


def _rounded(cell: Geometry, step: float) -> Geometry:
    """The cell a gap away from its neighbours, without sharp corners; a tiny one keeps its corners."""
    for rounding in (_ROUNDING, _ROUNDING / 4):
        smaller = cell.buffer(-step * (_GAP + rounding), quad_segs=4)
        if not smaller.is_empty:
            return smaller.buffer(step * rounding, quad_segs=4)
    return cell


def _in_degrees(cell: Geometry, squeeze: float) -> list[Any]:
    return [
        [[[round(x / squeeze, 4), round(y, 4)] for x, y in ring.coords] for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(cell)
        if part.geom_type == "Polygon"
    ]


def without(polygons: Sequence[Any], others: Sequence[Sequence[Any]]) -> list[Any]:
    """The polygons less what official outlines beside them cover."""
    covered = shapely.union_all([_geometry(other) for other in others])
    return _in_degrees(shapely.difference(_geometry(polygons), covered), 1)


def _geometry(polygons: Sequence[Any]) -> Geometry:
    return shapely.make_valid(shapely.MultiPolygon([(rings[0], rings[1:]) for rings in polygons]))


class Remembered[V]:
    """Values worked out from shapes, until a new state of the register of places makes their key another one."""

    def __init__(self) -> None:
        self._values: OrderedDict[Any, V] = OrderedDict()

    def get(self, key: Any, make: Callable[[], V]) -> V:
        value = self._values.get(key)
        if value is None:
            value = self._values[key] = make()
            while len(self._values) > _MOST_REMEMBERED:
                self._values.popitem(last=False)
        return value


_shapes = Remembered[Shapes]()


def shapes_within(keys: Sequence[str], state: str) -> Shapes:
    """What a map draws of the municipalities within these keys. Remembered by state; without, two queries."""
    return _shapes.get((tuple(keys), state), lambda: _read_shapes(keys))


def _read_shapes(keys: Sequence[str]) -> Shapes:
    columns = ("ags", "name", "slug", "takes_part", "outline__polygons", "outline__source")
    rows = list(towns_within(keys).values_list(*columns))
    missing = {row[0] for row in rows if row[4] is None}
    cells = _cells_of(missing) if missing else {}
    official = [row[4] for row in rows if row[4] is not None]
    if official:
        cells = {key: without(cell, official) for key, cell in cells.items()}
    shapes = (Shape(key, name, slug, known or cells.get(key, ()), part) for key, name, slug, part, known, _s in rows)
    sources = dict.fromkeys(row[5] for row in rows if row[5])
    return Shapes(tuple(shapes), tuple(sources), is_patchwork=not official)


def _cells_of(keys: Iterable[str]) -> dict[str, Sequence[Any]]:
    """Cells of these municipalities, as they lie in the patchwork of their Land."""
    wanted = set(keys)
    found: dict[str, Sequence[Any]] = {}
    for land in sorted({key[:2] for key in wanted}):
        located = towns_within([land]).filter(lat__isnull=False, lon__isnull=False).order_by("ags")
        cells = patchwork(tuple(located.values_list("ags", "lon", "lat")))
        found |= {key: cell for key, cell in cells.items() if key in wanted}
    return found


def official_outlines() -> list[tuple[str, Geometry]]:
    """Key and area of every municipality whose official outline is known, by key; degrees, x is the longitude."""
    rows = towns_within([""]).filter(outline__isnull=False).order_by("ags").values_list("ags", "outline__polygons")
    return [(ags, _geometry(polygons)) for ags, polygons in rows]
