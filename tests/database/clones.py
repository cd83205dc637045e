"""Builds the template database once for all processes and runs, and clones it for each process.

The template carries a mark of everything it is built from; it is built anew only when that changes.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql

from engagiert.config import env, installing
from engagiert.kernel.db.cluster import OWNER_ROLE
from engagiert.kernel.db.embedded import EmbeddedPostgres

TEMPLATE = "engagiert_test"
# Nothing here must survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "128MB"}
SOURCE = env.PROJECT_DIR / "src" / "engagiert"
_EMPTY = sql.SQL("SELECT {name} WHERE EXISTS (SELECT FROM {table})")


def server() -> EmbeddedPostgres:
    """The cluster of the tests, shared by all processes of all runs in this checkout."""
    surroundings = env.load()
    return EmbeddedPostgres(surroundings.data_dir, surroundings.passwords, CARELESS)


@contextlib.contextmanager
def clone() -> Iterator[str]:
    """A database of this process: migrated, granted, empty; both aliases point to it inside the block."""
    with database_of_its_own(f"{TEMPLATE}_{os.getpid()}") as name:
        _point_to(name)
        try:
            yield name
        finally:
            connections.close_all()


@contextlib.contextmanager
def database_of_its_own(name: str) -> Iterator[str]:
    """A clone called `name`, dropped at the end. The name ends in `_` and this process's id (see the leftovers)."""
    with _one_at_a_time(), _maintenance() as keeper:
        _drop_leftovers(keeper)
        _ensure_template(keeper)
        _drop(keeper, name)
        keeper.execute(_named("CREATE DATABASE {} TEMPLATE {} OWNER {}", name, TEMPLATE, OWNER_ROLE))
    try:
        yield name
    finally:
        with _one_at_a_time(), _maintenance() as keeper:
            _drop(keeper, name)


def empty_tables(name: str) -> None:
    """Empty every table of the clone `name` that was empty in the template."""
    # Walls are forced on the owner too: only the superuser sees all rows.
    with server().connect_as_superuser(name) as keeper:
        kept = set(_kept(keeper).split())
        filled = [table for table in _filled(keeper) if table not in kept]
        if filled:
            tables = sql.SQL(", ").join(map(sql.Identifier, filled))
            keeper.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))


def _maintenance() -> psycopg.Connection[Any]:
    return server().connect_as_superuser()


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (env.load().data_dir / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _ensure_template(keeper: psycopg.Connection[Any]) -> None:
    mark = _mark()
    stamp = env.load().data_dir / "template.mark"
    if stamp.exists() and stamp.read_text() == mark and _exists(keeper, TEMPLATE):
        return
    stamp.unlink(missing_ok=True)
    _drop(keeper, TEMPLATE)
    keeper.execute(_named("CREATE DATABASE {} OWNER {}", TEMPLATE, OWNER_ROLE))
    _point_to(TEMPLATE)
    installing.migrate()
    connections.close_all()
    with server().connect_as_superuser(TEMPLATE) as inside:
        kept = " ".join(_filled(inside))
    keeper.execute(_named("COMMENT ON DATABASE {} IS ", TEMPLATE) + sql.Literal(kept))
    stamp.write_text(mark)


def _mark() -> str:
    """Changes with every migration and with all that migrations call."""
    mark = hashlib.sha256()
    sources = [env.PROJECT_DIR / "uv.lock", Path(__file__), *SOURCE.glob("**/migrations/*.py")]
    for folder in ("kernel/tenancy", "kernel/audit", "kernel/db"):
        sources += (SOURCE / folder).glob("*.py")
    for path in sorted(sources):
        mark.update(str(path).encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()


def _point_to(name: str) -> None:
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _drop_leftovers(keeper: psycopg.Connection[Any]) -> None:
    """Clones of processes that were killed."""
    names = keeper.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEMPLATE}\\_%"]).fetchall()
    for (name,) in names:
        if not Path(f"/proc/{name.rpartition('_')[2]}").exists():
            _drop(keeper, name)


def _drop(keeper: psycopg.Connection[Any], name: str) -> None:
    keeper.execute(_named("DROP DATABASE IF EXISTS {} WITH (FORCE)", name))


def _exists(keeper: psycopg.Connection[Any], name: str) -> bool:
    return keeper.execute("SELECT FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _kept(keeper: psycopg.Connection[Any]) -> str:
    # Comments are not cloned: the template's holds for all its clones.
    row = keeper.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [TEMPLATE]
    ).fetchone()
    return str(row[0] or "") if row else ""


def _filled(keeper: psycopg.Connection[Any]) -> list[str]:
    """Names of the tables that hold a row."""
    tables = keeper.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    if not tables:
        return []
    asked = [_EMPTY.format(name=sql.Literal(table), table=sql.Identifier(table)) for (table,) in tables]
    return [name for (name,) in keeper.execute(sql.SQL(" UNION ALL ").join(asked)).fetchall()]


def _named(statement: str, *names: str) -> sql.Composed:
    return sql.SQL(statement).format(*map(sql.Identifier, names))  # type: ignore[arg-type]
