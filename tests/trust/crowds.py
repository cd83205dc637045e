"""Many who do something at once, over connections of their own."""

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.core.exceptions import ValidationError
from django.db import connection


def at_once(doing: Sequence[Callable[[], str]], connections: int) -> Counter[str]:
    """What each said, or “too late”. As many as there are connections begin together; the others when one is free."""
    start = threading.Barrier(connections)
    begun = threading.local()

    def one(work: Callable[[], str]) -> str:
        if not hasattr(begun, "here"):
            begun.here = True
            connection.ensure_connection()
            start.wait(timeout=60)
        try:
            return work()
        except ValidationError:
            return "too late"

    def leave(_number: int) -> None:
        start.wait(timeout=60)
        connection.close()

    with ThreadPoolExecutor(connections) as pool:
        said = Counter(pool.map(one, doing))
        list(pool.map(leave, range(connections)))
    return said
