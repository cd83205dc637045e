"""The state of the public register as a number that changes with it, and what was worked out for a state.

Counting a hundred thousand records for every visitor would be waste: an answer to a broad question is kept in the
process until the register changes. Narrow questions are cheap and are always asked anew.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable

from django.db import connection, transaction

MOST_KEPT = 500


def note_change() -> None:
    """To be called by whoever writes the register: a new state for the writer now, for all others at the commit."""
    _next_state()
    transaction.on_commit(_next_state)


def _next_state() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('directory_register_state')")


def state() -> int:
    """Equal as long as no change was committed. A sequence: writers of one town do not wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(pg_sequence_last_value('directory_register_state'), 0)")
        row = cursor.fetchone()
    return int(row[0])


class Kept[V]:
    """Values by question, each true for one state of the register; those not asked for longest go first."""

    def __init__(self, *, most: int = MOST_KEPT) -> None:
        self._most = most
        self._values: OrderedDict[Hashable, tuple[int, V]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: Hashable, at: int) -> V | None:
        """The value for this state; None where it is not known or of another state."""
        with self._lock:
            kept = self._values.get(question)
            if kept is None or kept[0] != at:
                return None
            self._values.move_to_end(question)
            return kept[1]

    def put(self, question: Hashable, at: int, value: V) -> None:
        """``at``: the state read *before* the value was worked out, so that a change in between is noticed."""
        with self._lock:
            self._values[question] = (at, value)
            self._values.move_to_end(question)
            if len(self._values) > self._most:
                self._values.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
