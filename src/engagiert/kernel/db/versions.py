"""Records that nearly every page reads, kept in the process for as long as their rows in PostgreSQL are the same ones.

PostgreSQL never changes a row: it writes a new version at another place (``ctid``), marked with the transaction that
wrote it (``xmin``). One small statement asks for both; the records themselves are read again only when they are others.
That statement runs in the transaction of the page, so it sees what this transaction sees: what others have committed,
what it wrote itself, and nothing that was taken back.
"""

import pickle
from collections.abc import Callable

from django.db import connection

type Versions = tuple[object, ...]

MOST_KEPT = 2000


class WhileUnchanged[V]:
    """``versions``: a statement whose one row tells the versions of all rows that will be read; no row where there are
    none. It takes the question as its parameters.

    What is kept is handed out as a copy, so that whoever changes it changes no other page.
    """

    def __init__(self, versions: str) -> None:
        self._versions = versions
        self._kept: dict[tuple[object, ...], tuple[Versions, bytes]] = {}

    def get(self, *question: str | int, read: Callable[[], V | None]) -> V | None:
        """What ``read`` answers to the question, None where there is nothing; one query, more where it is not kept."""
        with connection.cursor() as cursor:
            cursor.execute(self._versions, question)
            now: Versions | None = cursor.fetchone()
        if now is None:
            return None
        kept = self._kept.get(question)
        if kept is not None and kept[0] == now:
            return pickle.loads(kept[1])  # type: ignore[no-any-return]  # noqa: S301 - written by this process  # nosec B301
        # Read after its version: a change in between is noticed by the next question.
        found = read()
        if found is not None:
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[question] = now, pickle.dumps(found, pickle.HIGHEST_PROTOCOL)
        return found
