"""What every question counts and sorts by, copied from the register into the process, one array a column.

PostgreSQL finds and ranks; counting the facets of 60,000 results there takes half a second, over arrays a few
milliseconds (ADR 0022). The copy is never older than the transaction that asks: a table of changes says what to read
again, and what one's own transaction has written but not committed is read for this question alone.
"""

from __future__ import annotations

import bisect
import datetime
import itertools
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

type Rows = NDArray[np.int64]
type Mask = NDArray[np.bool_]

# From so many changes on, all is read again.
_MANY = 2_000
# Metres of a degree of latitude; a flat earth is exact enough for 25 km.
_DEGREE = 111_320
_EVERYTHING_GONE = 0
_READ = """
select id, sort_key, codes, lat, lon, approximate, coalesce(confirmed_on, published_on) from directory_listing
"""
_SINCE = """
select pg_current_snapshot()::text, pg_current_xact_id_if_assigned() is not null,
    pg_snapshot_xmax(%(seen)s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
    (select array_agg(listing_id) from directory_listingchange
     where transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
         and not pg_visible_in_snapshot(transaction::text::xid8, %(seen)s::pg_snapshot))
"""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One state of the register. Rows are numbered in the order of names, so a row number is a place in that order.

    ``codes``: numbers of the codes of each row, (most codes a row, rows), filled up with 0. ``lat`` and ``lon`` are
    nan where a record has no point; ``day`` counts from year 1 and is 0 where there is none.
    """

    keys: Sequence[tuple[str, int]]
    ids: NDArray[np.int64]
    codes: NDArray[np.uint16]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    approximate: Mask
    day: NDArray[np.int32]
    # Row numbers in the order of keys of records.
    by_id: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def rows_of(self, ids: NDArray[np.int64]) -> tuple[Rows, Mask]:
        """Rows of these records, and for each id whether it is here; rows only of those."""
        if not len(self):
            return np.empty(0, np.int64), np.zeros(len(ids), np.bool_)
        places = np.searchsorted(self.ids, ids, sorter=self.by_id)
        rows = self.by_id[np.minimum(places, len(self) - 1)]
        known = self.ids[rows] == ids
        return rows[known], known

    def carrying(self, code: str) -> Mask:
        """For each row whether it carries the code."""
        number = _codes.number(code)
        found = self.nothing()
        if number:
            for column in self.codes:
                found |= column == number
        return found

    def nothing(self) -> Mask:
        return np.zeros(len(self), np.bool_)

    def counted(self, rows: Rows | slice) -> Mapping[str, int]:
        """For each code how many of these rows carry it; codes of none are left out."""
        numbers = np.bincount(self.codes[:, rows].ravel())
        numbers[:1] = 0
        return {_codes.names[number]: int(numbers[number]) for number in np.flatnonzero(numbers)}

    def kilometres(self, rows: Rows, lat: float, lon: float) -> NDArray[np.float64]:
        """From a point to each of these rows; nan where a record has no point."""
        east = (self.lon[rows] - lon) * np.cos(np.radians(lat))
        far: NDArray[np.float64] = np.hypot(self.lat[rows] - lat, east) * (_DEGREE / 1000)
        return far


class _Codes:
    """Numbers for codes, the same for all states of one process; 0 stands for none."""

    def __init__(self) -> None:
        self.names: list[str] = [""]
        self._numbers: dict[str, int] = {"": 0}

    def number(self, code: str) -> int:
        return self._numbers.get(code, 0)

    def add(self, codes: Collection[str]) -> None:
        for code in sorted(set(codes) - self._numbers.keys()):
            self.names.append(code)
            self._numbers[code] = len(self.names) - 1

    def numbers(self, codes: Sequence[str]) -> list[int]:
        return [self._numbers[code] for code in codes]


_codes = _Codes()
type _Row = tuple[int, str, list[str], float | None, float | None, bool, datetime.date | None]


def _columns(rows: Sequence[_Row]) -> Columns:
    rows = sorted(rows, key=lambda row: (row[1], row[0]))
    _codes.add({code for row in rows for code in row[2]})
    codes = np.zeros((max((len(row[2]) for row in rows), default=1), len(rows)), np.uint16)
    for place, row in enumerate(rows):
        codes[: len(row[2]), place] = _codes.numbers(row[2])
    ids = np.array([row[0] for row in rows], np.int64)
    return Columns(
        keys=[(row[1], row[0]) for row in rows],
        ids=ids,
        codes=codes,
        lat=np.array([row[3] for row in rows], np.float64),
        lon=np.array([row[4] for row in rows], np.float64),
        approximate=np.array([row[5] for row in rows], np.bool_),
        day=np.array([row[6].toordinal() if row[6] else 0 for row in rows], np.int32),
        by_id=np.argsort(ids),
    )


def _changed(old: Columns, gone: Collection[int], new: Columns) -> Columns:
    """``old`` without the records ``gone``, with those of ``new``."""
    out, _known = old.rows_of(np.array(sorted(gone), np.int64))
    stay = np.ones(len(old), np.bool_)
    stay[out] = False
    keys = [key for key, here in zip(old.keys, stay, strict=True) if here]
    places = [bisect.bisect_left(keys, key) for key in new.keys]
    for place, key in reversed(list(zip(places, new.keys, strict=True))):
        keys.insert(place, key)

    def joined(kept: NDArray[Any], more: NDArray[Any]) -> NDArray[Any]:
        return np.insert(kept[..., stay], places, more, axis=-1)

    deep = max(len(old.codes), len(new.codes))
    ids = joined(old.ids, new.ids)
    return Columns(
        keys=keys,
        ids=ids,
        codes=joined(_deepened(old.codes, deep), _deepened(new.codes, deep)),
        lat=joined(old.lat, new.lat),
        lon=joined(old.lon, new.lon),
        approximate=joined(old.approximate, new.approximate),
        day=joined(old.day, new.day),
        by_id=np.argsort(ids),
    )


def _deepened(codes: NDArray[np.uint16], deep: int) -> NDArray[np.uint16]:
    return np.pad(codes, ((0, deep - len(codes)), (0, 0)))


@dataclass(frozen=True, slots=True)
class _Copy:
    """``seen``: PostgreSQL's words for the transactions that this copy knows of."""

    database: str
    seen: str
    version: int
    columns: Columns


_lock = threading.Lock()
_copy: _Copy | None = None
# No number comes twice, so that nothing kept for a state is taken for another's.
_versions = itertools.count(1)


def current() -> tuple[Columns, int | None]:
    """The register as this transaction sees it, and the number of this state; one query where nothing has changed.

    No number where the transaction has written something itself: what it sees ends with it.
    """
    global _copy  # noqa: PLW0603 - the one copy of the process
    database = str(connection.settings_dict["NAME"])
    with _lock:
        old = _copy if _copy is not None and _copy.database == database else None
        seen, is_writing, is_ahead, changes = _since(old)
        changed = set(changes or ())
        if old is not None and not changed and not is_ahead:
            # What it has seen moves on, so that the next one asks about less.
            _copy = _Copy(database, seen, old.version, old.columns)
            return old.columns, None if is_writing else old.version
        if old is None or is_ahead or _EVERYTHING_GONE in changed or len(changed) > _MANY:
            columns = _columns(_rows(_READ, []))
        else:
            columns = _changed(old.columns, changed, _columns(_rows(f"{_READ} where id = any(%s)", [list(changed)])))
        if is_writing:
            return columns, None
        version = next(_versions)
        _copy = _Copy(database, seen, version, columns)
        return columns, version


def forget() -> None:
    """Forget the copy; for tests and measurements."""
    global _copy  # noqa: PLW0603
    with _lock:
        _copy = None


def _since(old: _Copy | None) -> tuple[str, bool, bool, list[int] | None]:
    [row] = _rows(_SINCE, {"seen": old.seen if old else None})
    seen, is_writing, is_ahead, changes = row
    return seen, is_writing, bool(is_ahead), changes


def _rows(sql: str, parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
