"""JSON as a table: a list of objects, an object that holds one, GeoJSON, HSDS, or one object per line."""

import json
from collections.abc import Iterator
from typing import Any

from engagiert.engines.intake import hsds
from engagiert.engines.intake.encodings import Decoded
from engagiert.engines.intake.fields import HEADERS
from engagiert.engines.intake.grid import Grid, Limits, Row
from engagiert.engines.intake.problems import UnreadableTable, problem
from engagiert.engines.text.folding import fold

# the path of a nested value is its column name: "adresse/plz"
_JOIN = "/"


def looks_like_json(text: str) -> bool:
    """Whether the first characters are those of a JSON list or object, not of a bracket in a CSV header."""
    start = text[:400].lstrip()
    if start[:1] == "{":
        return start[1:].lstrip()[:1] in {'"', "}"}
    if start[:1] == "[":
        return start[1:].lstrip()[:1] in {"{", "]", "[", '"'} or start[1:].lstrip()[:1].isdigit()
    return False


def read_json(decoded: Decoded, limits: Limits) -> Grid:
    """Rows in the order of the list; columns in the order in which their names first appear."""
    value = _parsed(decoded.text)
    found = _records(value)
    if found is None:
        raise UnreadableTable("no_table")
    if not found:
        raise UnreadableTable("empty")
    if len(found) > limits.max_rows:
        raise UnreadableTable("too_many_rows", allowed=limits.max_rows)
    columns: dict[str, int] = {}
    flat: list[dict[str, str]] = []
    dropped = 0
    for entry in found:
        cells, lost = _flat(entry, limits)
        dropped += lost
        flat.append(cells)
        for name in cells:
            columns.setdefault(name, len(columns))
        if len(columns) > limits.max_columns:
            raise UnreadableTable("too_many_columns", columns=len(columns), allowed=limits.max_columns)
    rows = [Row(1, tuple(columns))]
    for line, cells in enumerate(flat, start=2):
        if any(cells.values()):
            rows.append(Row(line, tuple(cells.get(name, "") for name in columns)))
    notes = (problem("nested_values_dropped", params={"count": dropped}),) if dropped else ()
    return Grid(tuple(rows), "json", decoded.encoding, headed=True, notes=notes)


def _parsed(text: str) -> Any:
    """Numbers stay text, so that no digit is lost; raises ``json_broken`` with line and column."""
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=lambda _: "")
    except RecursionError as e:
        raise UnreadableTable("json_broken", line=1, column=1) from e
    except json.JSONDecodeError as e:
        lines = [line for line in text.splitlines() if line.strip()]
        if e.msg == "Extra data" and len(lines) > 1:
            return _json_lines(lines)
        raise UnreadableTable("json_broken", line=e.lineno, column=e.colno) from e
    except ValueError as e:
        raise UnreadableTable("json_broken", line=1, column=1) from e


def _json_lines(lines: list[str]) -> list[Any]:
    values = []
    for number, line in enumerate(lines, start=1):
        try:
            values.append(json.loads(line, parse_int=str, parse_float=str, parse_constant=lambda _: ""))
        except (ValueError, RecursionError) as e:
            raise UnreadableTable("json_broken", line=number, column=getattr(e, "colno", 1)) from e
    return values


def _records(value: Any) -> list[dict[str, Any]] | None:
    """The list of objects in ``value``: itself, or the longest one or two levels in."""
    organisations = hsds.rows(value)
    if organisations is not None:
        return organisations
    if isinstance(value, dict) and isinstance(value.get("features"), list):
        return [_feature(f) for f in value["features"] if isinstance(f, dict)]
    if isinstance(value, list):
        objects = [entry for entry in value if isinstance(entry, dict)]
        return objects if objects or not value else None
    if not isinstance(value, dict):
        return None
    if keyed := _keyed(value) or next((found for v in value.values() if (found := _keyed(v)) and _named(found)), None):
        return keyed
    inner = [v for v in value.values() if isinstance(v, dict)]
    lists = [
        [entry for entry in candidate if isinstance(entry, dict)]
        for level in (value, *inner)
        for candidate in level.values()
        if isinstance(candidate, list)
    ]
    best = max(lists, key=len, default=[])
    return best or ([value] if value and not lists else None)


def _keyed(value: Any) -> list[dict[str, Any]] | None:
    """The values of an object that is a list in truth: {"1": {…}, "2": {…}}, all objects with a key in common."""
    entries = list(value.values()) if isinstance(value, dict) else []
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        return None
    common = set(entries[0]).intersection(*entries[1:])
    named = len(entries) > 1 or all(str(key).isdigit() for key in value)
    return entries if common and named else None


def _named(entries: list[dict[str, Any]]) -> bool:
    return all(any(HEADERS.get(fold(str(key))) == "name" for key in entry) for entry in entries)


def _feature(feature: dict[str, Any]) -> dict[str, Any]:
    """A GeoJSON feature: its properties and the point, longitude first as the standard has it."""
    properties = feature.get("properties")
    record: dict[str, Any] = dict(properties) if isinstance(properties, dict) else {}
    geometry = feature.get("geometry")
    point = geometry.get("coordinates") if isinstance(geometry, dict) else None
    is_point = isinstance(geometry, dict) and geometry.get("type") == "Point"
    if is_point and isinstance(point, list) and len(point) >= 2:
        record.setdefault("longitude", point[0])
        record.setdefault("latitude", point[1])
    if "id" in feature:
        record.setdefault("id", feature["id"])
    return record


def _flat(entry: dict[str, Any], limits: Limits) -> tuple[dict[str, str], int]:
    """Path -> text, and how many values lay too deep. Values of a list are joined with "; "."""
    texts: dict[str, list[str]] = {}
    lost = 0
    waiting: list[tuple[str, Any, int]] = [("", entry, 0)]
    while waiting:
        path, value, depth = waiting.pop()
        if isinstance(value, dict | list):
            if depth >= limits.max_depth:
                lost += 1
                texts.setdefault(path, [])
                continue
            waiting.extend(reversed([(name, child, depth + 1) for name, child in _children(path, value)]))
            if not value:
                texts.setdefault(path, [])
        else:
            found = texts.setdefault(path, [])
            text = _scalar(value)
            if text:
                found.append(text)
        if len(texts) > limits.max_columns:
            raise UnreadableTable("too_many_columns", columns=len(texts), allowed=limits.max_columns)
    return {path: "; ".join(found) for path, found in texts.items() if path}, lost


def _children(path: str, value: dict[str, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from ((path, child) for child in value)
    else:
        yield from ((f"{path}{_JOIN}{name}" if path else str(name), child) for name, child in value.items())


def _scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return str(value)
