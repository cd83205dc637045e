"""Many who do something at once, over connections of their own."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import connection

# On a machine that does something else as well.
_PATIENCE = 300


def at_once(doing: Sequence[Callable[[], str]], connections: int) -> Counter[str]:
    """What each said, or “too late”. As many as there are connections begin together; the others when one is free."""
    start, door = threading.Barrier(connections), threading.Lock()
    begun = threading.local()

    def one(work: Callable[[], str]) -> str:
        if not hasattr(begun, "here"):
            begun.here = True
            # One after the other: a server may shut the door on fifty who knock in the same moment.
            with door:
                connection.ensure_connection()
            start.wait(timeout=_PATIENCE)
        try:
            return work()
        except ValidationError:
            return "too late"

    def leave(_number: int) -> None:
        connection.close()
        start.wait(timeout=_PATIENCE)

    with ThreadPoolExecutor(connections) as pool:
        try:
            return Counter(pool.map(one, doing))
        finally:
            list(pool.map(leave, range(connections)))
