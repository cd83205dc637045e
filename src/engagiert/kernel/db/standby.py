"""Public pages from a standby server, where the operator has one (`DATABASE_REPLICA_URL`).

A request is read from one server as a whole: inside `reading()` the connection that everything calls `default` is the
standby's. That holds for queries by hand as well, which a router of models never sees.

Whoever wrote carries the place in the server's log up to which they wrote (`written_up_to`), and is answered by the
standby only once it has replayed that far. A standby that does not answer, or stays behind, is left alone; every few
seconds somebody looks after it, and both is said in the log.
"""

from __future__ import annotations

import contextlib
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

ALIAS = "replica"
LOOK_SECONDS = 5.0
_PLACE = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
_log = logging.getLogger("engagiert.standby")


@dataclass(slots=True)
class _Watch:
    """What this process knows of the two servers; every change of it is said in the log."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    looked: float = -LOOK_SECONDS
    good: bool = True
    # Where the primary's log ended at the last look: by the next one the standby must have come so far.
    mark: str = ""
    timeline: str = ""


_watch = _Watch()
_own = threading.local()


def is_set_up() -> bool:
    return ALIAS in connections.settings


def written_up_to() -> str:
    """The end of the primary's log, to be carried by whoever has just written."""
    [place] = _row(connections["default"], "select pg_current_wal_insert_lsn()::text")
    return str(place)


def behind_bytes() -> int:
    """How far the standby is behind the primary; raises OperationalError where one does not answer."""
    [place] = _row(connections["default"], "select pg_current_wal_lsn()::text")
    [behind] = _row(_connection(), "select pg_wal_lsn_diff(%s, pg_last_wal_replay_lsn())::bigint", [place])
    return max(int(behind or 0), 0)


def may_answer(carried: str = "") -> bool:
    """Whether the standby may answer now, for somebody who wrote up to `carried`."""
    if not is_set_up():
        return False
    _look()
    if not _watch.good:
        return False
    return not carried or (_PLACE.fullmatch(carried) is not None and _has_replayed(carried))


@contextlib.contextmanager
def reading() -> Iterator[None]:
    """Inside the block this thread reads from the standby; a write fails there with Django's InternalError."""
    primary, standby = connections["default"], _connection()
    connections["default"] = standby
    try:
        yield
    finally:
        connections["default"] = primary


def failed() -> None:
    """The standby let a request down: nobody asks it until the next look."""
    with _watch.lock:
        _turn(False)
        _watch.looked = time.monotonic()
    with contextlib.suppress(Error):
        _connection().close()


def forget() -> None:
    """Close this thread's connection and forget what was seen; for tests."""
    _connection().close()
    _watch.looked, _watch.good, _watch.mark, _watch.timeline = -LOOK_SECONDS, True, "", ""


def _connection() -> BaseDatabaseWrapper:
    """This thread's connection to the standby; calls itself `default`, so that transactions find it."""
    standby: BaseDatabaseWrapper | None = getattr(_own, "standby", None)
    if standby is None:
        standby = connections.create_connection(ALIAS)
        standby.alias = "default"
        _own.standby = standby
    if not standby.in_atomic_block:
        standby.close_if_unusable_or_obsolete()
    return standby


def _has_replayed(place: str) -> bool:
    try:
        [reached] = _row(_connection(), "select pg_last_wal_replay_lsn() >= %s::pg_lsn", [place])
    except Error:
        failed()
        return False
    return bool(reached)


def _look() -> None:
    """One thread looks, at most every few seconds; the others go by what is known."""
    if time.monotonic() - _watch.looked < LOOK_SECONDS or not _watch.lock.acquire(blocking=False):
        return
    try:
        _watch.looked = time.monotonic()
        # What the primary had written at the last look: the standby had the time between for it.
        mark = _watch.mark or "0/0"
        with contextlib.suppress(Error):
            # Without a primary public pages go on.
            _look_at_primary()
        try:
            [good] = _row(
                _connection(), "select pg_is_in_recovery() and pg_last_wal_replay_lsn() >= %s::pg_lsn", [mark]
            )
        except Error:
            good = False
        _turn(bool(good))
    finally:
        _watch.lock.release()


def _look_at_primary() -> None:
    mark, timeline = _row(
        connections["default"],
        "select pg_current_wal_lsn()::text, left(pg_walfile_name(pg_current_wal_lsn()), 8)",
    )
    if _watch.timeline and timeline != _watch.timeline:
        _log.warning("Another server took over writing: timeline %s, was %s", timeline, _watch.timeline)
    _watch.mark, _watch.timeline = str(mark), str(timeline)


def _turn(good: bool) -> None:
    if good != _watch.good:
        words = "answers again" if good else "does not answer or stays behind; all pages come from the primary"
        _log.warning("The standby server %s", words)
    _watch.good = good


def _row(server: BaseDatabaseWrapper, query: str, values: list[Any] | None = None) -> tuple[Any, ...]:
    with server.cursor() as cursor:
        cursor.execute(query, values)
        return tuple(cursor.fetchone())
