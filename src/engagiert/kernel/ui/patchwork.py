"""The project's sign: a patchwork of rounded Voronoi cells, computed in plain Python from points.

A cell is the frame cut by one half-plane per other site (the perpendicular bisector, moved towards the cell by half
the gap). That is O(n²·k) for n sites with k corners, fine for the hundred cells of a picture.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

type Point = tuple[float, float]
type Polygon = tuple[Point, ...]


@dataclass(frozen=True)
class Cell:
    """One patch: its site, its corners counter-clockwise or clockwise as the frame, and the middle of its area."""

    site: Point
    corners: Polygon
    middle: Point


def scatter(columns: int, rows: int, *, width: float, height: float, seed: int, unrest: float = 0.32) -> list[Point]:
    """One site in each field of a grid, shaken by up to `unrest` of the field and evened out once (Lloyd's step)."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    across, down = width / columns, height / rows
    sites = [
        (
            across * (column + 0.5 + dice.uniform(-unrest, unrest) + (0.22 if row % 2 else -0.22)),
            down * (row + 0.5 + dice.uniform(-unrest, unrest)),
        )
        for row in range(rows)
        for column in range(columns)
    ]
    return [cell.middle for cell in voronoi(sites, width=width, height=height, gap=0)]


def voronoi(sites: Sequence[Point], *, width: float, height: float, gap: float) -> list[Cell]:
    """Cells of the sites inside the frame (0, 0)–(width, height), `gap` apart; a site without area is left out."""
    edge = gap / 2
    frame: Polygon = ((edge, edge), (width - edge, edge), (width - edge, height - edge), (edge, height - edge))
    found = []
    for site in sites:
        corners = frame
        for other in sites:
            if other != site:
                corners = _cut(corners, site, other, gap)
        if len(corners) > 2:
            found.append(Cell(site, corners, _middle(corners)))
    return found


def rounded(corners: Polygon, radius: float) -> str:
    """SVG path data of the polygon with rounded corners; short sides shrink the rounding of their two corners."""
    parts: list[str] = []
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        start = _towards(corner, before, min(radius, math.dist(corner, before) * 0.5))
        end = _towards(corner, after, min(radius, math.dist(corner, after) * 0.5))
        parts.append(f"{'L' if parts else 'M'}{_pair(start)}Q{_pair(corner)} {_pair(end)}")
    return "".join(parts) + "Z"


def _cut(corners: Polygon, site: Point, other: Point, gap: float) -> Polygon:
    """The part of the polygon nearer to `site` than to `other`, less half the gap (Sutherland–Hodgman)."""
    normal = (other[0] - site[0], other[1] - site[1])
    length = math.hypot(*normal)
    limit = normal[0] * (site[0] + other[0]) / 2 + normal[1] * (site[1] + other[1]) / 2 - length * gap / 2
    sides = [normal[0] * x + normal[1] * y - limit for x, y in corners]
    kept: list[Point] = []
    for index, corner in enumerate(corners):
        before, side_before, side = corners[index - 1], sides[index - 1], sides[index]
        if (side_before <= 0) != (side <= 0):
            share = side_before / (side_before - side)
            kept.append((before[0] + share * (corner[0] - before[0]), before[1] + share * (corner[1] - before[1])))
        if side <= 0:
            kept.append(corner)
    return tuple(kept)


def _middle(corners: Polygon) -> Point:
    area = x = y = 0.0
    for index, (x1, y1) in enumerate(corners):
        x2, y2 = corners[(index + 1) % len(corners)]
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area))


def _towards(start: Point, end: Point, distance: float) -> Point:
    whole = math.dist(start, end)
    share = distance / whole if whole else 0.0
    return (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))


def _pair(point: Point) -> str:
    return f"{point[0]:.0f} {point[1]:.0f}"
