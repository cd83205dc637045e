"""Reads BKG's outlines (VG250, VG5000) from GeoJSON: one clean area for each official key.

The files come in several shapes: keys as AGS, AGS_0 (always eight digits) or ARS; islands and water as features of
their own; degrees or UTM. Whatever is joined or mended is counted.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry

from .problems import BrokenFile, Problem
from .utm import to_degrees

# Generous bounds of Germany: west, south, east, north.
GERMANY = (5.0, 46.5, 16.0, 56.0)
# BKG's level of administration → digits of its key.
_DIGITS = {1: 2, 2: 2, 3: 3, 4: 5, 6: 8}
_ZONES = {"25832": 32, "25833": 33, "4647": 32}
_DEGREES = re.compile(r"CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4258)\b", re.IGNORECASE)
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"SQLite format")


@dataclass(slots=True)
class OutlineFile:
    """What a file holds. ``areas``: official key → area in degrees; ``problems``: features left out."""

    features: int = 0
    areas: dict[str, Geometry] = field(default_factory=dict)
    joined: int = 0
    mended: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_outlines(path: Path) -> OutlineFile:
    """Raises ``BrokenFile`` where the file as a whole cannot be used."""
    document = _document(path)
    zone = _zone(document)
    found = OutlineFile(features=len(document["features"]))
    parts: dict[str, list[Geometry]] = defaultdict(list)
    for number, feature in enumerate(document["features"], start=1):
        properties = _properties(feature)
        key = _key(properties)
        code, area = ("no_ags", None) if key is None else _area(feature, zone)
        if area is None:
            found.problems.append(Problem(code, feature=number, value=str(properties.get("GEN") or key or "")))
            continue
        found.mended += code == "mended"
        parts[str(key)].append(area)
    found.joined = sum(len(areas) - 1 for areas in parts.values())
    found.areas = {key: shapely.union_all(areas) if len(areas) > 1 else areas[0] for key, areas in parts.items()}
    if not found.areas:
        raise BrokenFile([Problem("no_outlines"), *found.problems])
    return found


def _document(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
    except OSError:
        raise BrokenFile([Problem("not_found", value=path.name)]) from None
    if not content.strip():
        raise BrokenFile([Problem("empty", value=path.name)])
    if content.startswith(_PACKED):
        raise BrokenFile([Problem("packed", value=path.name)])
    try:
        document: Any = json.loads(content)
    except (ValueError, RecursionError):
        raise BrokenFile([Problem("no_geojson", value=path.name)]) from None
    is_collection = isinstance(document, dict) and document.get("type") == "FeatureCollection"
    if not is_collection or not isinstance(document.get("features"), list):
        raise BrokenFile([Problem("no_geojson", value=path.name)])
    return dict(document)


def _zone(document: Mapping[str, Any]) -> int | None:
    """The zone of UTM, None for degrees (which GeoJSON means where it says nothing)."""
    crs = document.get("crs")
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    if not name or _DEGREES.search(name):
        return None
    zone = _ZONES.get(name.rsplit(":", 1)[-1])
    if zone is None:
        raise BrokenFile([Problem("unknown_crs", value=name)])
    return zone


def _properties(feature: Any) -> dict[str, Any]:
    given = feature.get("properties") if isinstance(feature, dict) else None
    return {str(name).upper(): value for name, value in given.items()} if isinstance(given, dict) else {}


def _key(properties: Mapping[str, Any]) -> str | None:
    """The official key of the feature's own level; None where there is none."""
    level = properties.get("ADE")
    digits = _DIGITS.get(level) if isinstance(level, int) else None
    for name in ("AGS", "AGS_0", "ARS", "RS", "ARS_0"):
        value = str(properties.get(name) or "")
        if not (value.isascii() and value.isdigit()):
            continue
        if name in ("ARS", "RS", "ARS_0") and len(value) == 12:
            value = value[:5] + value[9:]
        value = value[:digits] if digits else value
        if len(value) in _DIGITS.values():
            return value
    return None


def _area(feature: Any, zone: int | None) -> tuple[str, Geometry | None]:
    """("", area), ("mended", area) or (why not, None)."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "no_area", None
    try:
        area = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, ValueError, TypeError):
        return "bad_area", None
    if not all(map(math.isfinite, area.bounds)):
        # Without a single corner it has no bounds.
        return ("no_area" if area.is_empty else "bad_area"), None
    if zone is not None:
        area = shapely.transform(area, lambda points: _in_degrees(points, zone))
    if not _in_germany(area.bounds):
        return "area_outside", None
    return _sound(area)


def _sound(area: Geometry) -> tuple[str, Geometry | None]:
    if area.is_valid:
        return "", area
    mended = polygons_of(shapely.make_valid(area))
    return ("bad_area", None) if mended.is_empty else ("mended", mended)


def _in_degrees(points: Any, zone: int) -> list[tuple[float, float]]:
    # BKG writes the zone before the easting in EPSG:4647.
    pairs = ((x % 1_000_000 if x > 30_000_000 else x, y) for x, y in points.tolist())
    turned = (to_degrees(x, y, zone) if abs(x) < 3_000_000 and abs(y) < 20_000_000 else (0.0, 0.0) for x, y in pairs)
    return [(longitude, latitude) for latitude, longitude in turned]


def _in_germany(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = GERMANY
    return west <= bounds[0] and south <= bounds[1] and bounds[2] <= east and bounds[3] <= north


def polygons_of(shape: Geometry) -> Geometry:
    """The areas of a geometry as one MultiPolygon; lines and points that mending leaves behind go."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 0]
    inner = [p for part in shapely.get_parts(shape) if part.geom_type == "MultiPolygon" for p in part.geoms]
    return shapely.MultiPolygon([*parts, *inner])
