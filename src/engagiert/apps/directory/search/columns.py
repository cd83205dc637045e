"""What every question counts and sorts by, copied from a projection into the process, one array a column.

Finding, ranking and counting 60,000 results in PostgreSQL takes half a second, over arrays some milliseconds
(ADR 0022, 0030). The copy is never older than the transaction that asks: a table of changes says what to read
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

from .postings import Postings

type Rows = NDArray[np.int64]
type Mask = NDArray[np.bool_]

# From so many changes on, all is read again.
_MANY = 2_000
# Metres of a degree of latitude; a flat earth is exact enough for 25 km.
_DEGREE = 111_320
_EVERYTHING_GONE = 0
_NO_POSTINGS = Postings()
_READ = "select id, sort_key, codes, lat, lon, approximate, {day}, search from {table}"
_SINCE = """
select case when pg_is_in_recovery()
        -- A standby does not name the transactions that run: all from the oldest on count as not seen.
        then pg_snapshot_xmin(pg_current_snapshot()) || ':' || pg_snapshot_xmin(pg_current_snapshot()) || ':'
        else pg_current_snapshot()::text end,
    pg_current_xact_id_if_assigned() is not null,
    pg_snapshot_xmax(%(seen)s::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()),
    (select array_agg(listing_id) from {changes}
     where transaction >= pg_snapshot_xmin(%(seen)s::pg_snapshot)::text::bigint
         and not pg_visible_in_snapshot(transaction::text::xid8, %(seen)s::pg_snapshot))
"""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """One state of a projection. Rows are numbered in the order of names, so a row number is a place in that order.

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
    # What each row is found by: its slot there.
    postings: Postings
    slots: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def left_behind(self) -> int:
        """Slots of rows that have changed since."""
        return self.postings.slots - len(self)

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
type _Row = tuple[int, str, list[str], float | None, float | None, bool, datetime.date | None, bytes]


def _columns(rows: Sequence[_Row], behind: Postings = _NO_POSTINGS) -> Columns:
    """``behind``: the postings that these rows are added to."""
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
        postings=behind.extended([row[7] for row in rows]),
        slots=np.arange(behind.slots, behind.slots + len(rows), dtype=np.int32),
    )


def _changed(old: Columns, gone: Collection[int], new: Columns) -> Columns:
    """``old`` without the records ``gone``, with those of ``new``, whose postings stand behind those of ``old``."""
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
        postings=new.postings,
        slots=joined(old.slots, new.slots),
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


class Shelf:
    """The one copy of a projection that a process keeps."""

    def __init__(self, *, table: str, changes: str, day: str) -> None:
        """``table``: the projection; ``changes``: which of its rows were written in which transaction; ``day``: what
        the newest are sorted by, in SQL."""
        self._read = _READ.format(day=day, table=table)
        self._since = _SINCE.format(changes=changes)
        self._lock = threading.Lock()
        # Reading all takes a second of a core: one thread does it, the others wait for its copy.
        self._reading_all = threading.Lock()
        self._copy: _Copy | None = None

    def current(self) -> tuple[Columns, int | None]:
        """The projection as this transaction sees it, and the number of this state; one query where nothing has
        changed. No thread waits for another's query, save for the reading of all.

        No number where the transaction has written something itself: what it sees ends with it.
        """
        old = self._known()
        if old is None:
            with self._reading_all:
                return self._as_of(self._known())
        return self._as_of(old)

    def forget(self) -> None:
        """Forget the copy; for tests and measurements."""
        with self._lock:
            self._copy = None

    def _known(self) -> _Copy | None:
        with self._lock:
            copy = self._copy
        return copy if copy is not None and copy.database == _database() else None

    def _as_of(self, old: _Copy | None) -> tuple[Columns, int | None]:
        [(seen, is_writing, is_ahead, changes)] = _rows(self._since, {"seen": old.seen if old else None})
        changed = set(changes or ())
        if old is not None and not changed and not is_ahead:
            # What it has seen moves on, so that the next one asks about less.
            self._keep(old, _Copy(old.database, seen, old.version, old.columns))
            return old.columns, None if is_writing else old.version
        if old is None or is_ahead or _EVERYTHING_GONE in changed or old.columns.left_behind + len(changed) > _MANY:
            columns = _columns(_rows(self._read, []))
        else:
            again = _rows(f"{self._read} where id = any(%s)", [list(changed)])
            columns = _changed(old.columns, changed, _columns(again, old.columns.postings))
        if is_writing:
            return columns, None
        return columns, self._keep(old, _Copy(_database(), seen, next(_versions), columns))

    def _keep(self, old: _Copy | None, new: _Copy) -> int | None:
        """The number of the new copy; none where another thread has been faster: its copy stays, in which what it
        may not have seen is read at the next question."""
        with self._lock:
            if old is not None and self._copy is not old:
                return None
            self._copy = new
            return new.version


def _database() -> str:
    return str(connection.settings_dict["NAME"])


_versions = itertools.count(1)


def _rows(sql: str, parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
