"""Points of the register for maps: bunches for the picture that a server draws, numbers for the one a browser draws.

List, map and count answer the same question, so they show the same number; what has no point is counted beside it.
"""

import gzip
import json
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engagiert.apps.places.public import Remembered, Where, shapes_within
from engagiert.kernel.ui.mapping import Bounds, Bunch, Frame, bunches, path

from . import register
from .search import Point, Question, points

# More than any Land has organisations in our register; a map beyond it would say less than it knows.
_MOST = 250_000
# From so many points on, what was worked out of them is kept until the register changes.
BROAD = 500
# Degrees → whole numbers of the payload: five decimals are a metre.
_FINE = 100_000
GERMANY: Bounds = (5.87, 47.27, 15.04, 55.06)
# A frame of a cut-out never gets smaller than a few streets.
_CLOSEST = 0.004
# Units across a picture with marks: few, so that they stay big enough for a finger on a phone.
MARKED = 480
# As many as an address of outlines may name.
_MOST_KEYS = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies below the points. ``shapes``: pairs of a municipality's key and its path data in the frame;
    ``keys``: official keys of all that belongs on the map, for the outlines that a browser asks for."""

    frame: Frame
    shapes: Sequence[tuple[str, str]]
    keys: Sequence[str]
    sources: Sequence[str]
    is_patchwork: bool


_grounds = Remembered[Ground]()


def ground(where: Where, *, cut_out: Bounds | None = None) -> Ground:
    """The municipalities round a town or of an area, drawn. Remembered where nothing is cut out."""
    if cut_out is not None:
        return _draw(where, cut_out)
    return _grounds.get((where.address, where.keys, where.map_state), lambda: _draw(where, None))


def _draw(where: Where, cut_out: Bounds | None) -> Ground:
    found = shapes_within(where.around, where.map_state)
    frame = Frame.around(cut_out or found.bounds(where.keys) or GERMANY, width=MARKED if cut_out else 800)
    seen = [shape for shape in found.shapes if _meets(shape.polygons, frame)]
    return Ground(
        frame=frame,
        shapes=[(shape.key, data) for shape in seen if (data := path(shape.polygons, frame))],
        keys=[shape.key for shape in seen][:_MOST_KEYS] if where.town else where.keys,
        sources=found.sources,
        is_patchwork=found.is_patchwork,
    )


@dataclass(frozen=True, slots=True)
class Pin:
    """One point on the picture of its town: units from the upper left corner, the picture's size, whose outlines."""

    x: int
    y: int
    frame: Frame
    ground: Ground


def pin(where: Where, lat: float | None, lon: float | None) -> Pin | None:
    """Where in the town a point lies; None without point or beyond the picture."""
    if lat is None or lon is None:
        return None
    below = ground(where)
    frame = below.frame.scaled(MARKED)
    x, y = map(round, frame.place(lon, lat))
    return Pin(x, y, frame, below) if 0 <= x <= frame.width and 0 <= y <= frame.height else None


def _meets(polygons: Sequence[Any], frame: Frame) -> bool:
    """Whether the polygons' bounds and the frame have something in common."""
    west, south, east, north = frame.bounds
    return any(
        min(x for x, _y in border) <= east
        and max(x for x, _y in border) >= west
        and min(y for _x, y in border) <= north
        and max(y for _x, y in border) >= south
        for border, *_holes in polygons
    )


@dataclass(frozen=True, slots=True)
class Sketch:
    """Points of a question in a frame: ``located`` have one, ``outside`` of those lie beyond the frame,
    ``approximate`` are known only by town; ``ids`` are those inside, the first few."""

    located: int
    approximate: int
    outside: int
    bunches: Sequence[Bunch]
    ids: Sequence[int]


_LISTED = 60
_sketches = register.Kept[Sketch](most=60)


def sketch(question: Question, frame: Frame, *, total: int, cell: int = 56) -> Sketch:
    """A broad question (``total`` results) is kept until the register changes."""
    if total < BROAD:
        return _sketched(points(question, most=_MOST), frame, cell)
    key = (*_key(question), frame, cell)
    state = register.state()
    kept = _sketches.get(key, state)
    if kept is None:
        kept = _sketched(points(question, most=_MOST), frame, cell)
        _sketches.put(key, state, kept)
    return kept


def _sketched(found: Sequence[Point], frame: Frame, cell: int) -> Sketch:
    west, south, east, north = frame.bounds
    inside = [point for point in found if west <= point.lon <= east and south <= point.lat <= north]
    return Sketch(
        located=len(found),
        approximate=sum(point.approximate for point in found),
        outside=len(found) - len(inside),
        bunches=bunches(inside, frame, cell=cell),
        ids=[point.id for point in inside[:_LISTED]],
    )


# Compressed, a hundred thousand points are about a megabyte.
_payloads = register.Kept[bytes](most=16)


def payload(question: Question) -> bytes:
    """JSON for the browser, as gzip: {"origin": [x, y], "points": [dx, dy, approximate, id, …]} in 1/100,000 degree.

    One flat list of small numbers: 50,000 points are about 1 MB, half of it compressed. A big one is kept until the
    register changes.
    """
    key, state = _key(question), register.state()
    kept = _payloads.get(key, state)
    if kept is not None:
        return kept
    found = points(question, most=_MOST)
    west = min((round(point.lon * _FINE) for point in found), default=0)
    south = min((round(point.lat * _FINE) for point in found), default=0)
    content = {"origin": [west, south], "points": list(_numbers(found, west, south))}
    packed = gzip.compress(json.dumps(content, separators=(",", ":")).encode(), 6, mtime=0)
    if len(found) >= BROAD:
        _payloads.put(key, state, packed)
    return packed


def _key(question: Question) -> tuple[Hashable, ...]:
    return (question.within, question.text, tuple(sorted(question.codes)), question.near)


def _numbers(found: Iterable[Point], west: int, south: int) -> Iterable[int]:
    for point in found:
        yield round(point.lon * _FINE) - west
        yield round(point.lat * _FINE) - south
        yield int(point.approximate)
        yield point.id


def cut_out(text: str) -> Bounds | None:
    """West, south, east, north of an address such as “7.4,51.5,7.6,51.7”; None where it is not to be read."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (-180 <= west <= east <= 180 and -85 <= south <= north <= 85):
        return None
    return west, south, max(east, west + _CLOSEST), max(north, south + _CLOSEST)


def as_text(bounds: Bounds) -> str:
    return ",".join(f"{value:.5f}" for value in bounds)
