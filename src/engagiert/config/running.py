"""What a command needs before it works: Django set up and the database running."""

from __future__ import annotations

import contextlib
import functools
import os
from collections.abc import Callable, Iterator

import django
from django.db import connections

from engagiert.config import env
from engagiert.kernel.db.embedded import EmbeddedPostgres


def set_up_django() -> None:
    """Load settings, apps and models; asks no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "engagiert.config.settings")
    django.setup()


@contextlib.contextmanager
def database() -> Iterator[EmbeddedPostgres | None]:
    """The database runs and Django is set up inside the block; stops the server if nobody else uses it.

    Yields the project's own server, or None where the operator named a database.
    """
    with contextlib.ExitStack() as stack:
        server = _own_server()
        if server is not None:
            stack.enter_context(server.running())
        set_up_django()
        stack.callback(_close_connections)
        yield server


def needs_database[**P, R](work: Callable[P, R]) -> Callable[P, R]:
    """Run `work` with the database."""

    @functools.wraps(work)
    def with_database(*args: P.args, **kwargs: P.kwargs) -> R:
        with database():
            return work(*args, **kwargs)

    return with_database


def _own_server() -> EmbeddedPostgres | None:
    surroundings = env.load()
    return EmbeddedPostgres(surroundings.data_dir, surroundings.passwords) if surroundings.embedded else None


def _close_connections() -> None:
    connections.close_all()
