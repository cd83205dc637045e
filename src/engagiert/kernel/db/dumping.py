"""A database out to a file and back by PostgreSQL's own programs, and sums by which two databases are compared.

`pg_dump` and not a copy of the server's files: what it writes goes into a newer PostgreSQL as well, and into a server
that holds other databases. All here needs a role above the walls (superuser, or BYPASSRLS): the owner of the tables is
bound by row-level security like everybody else, and a dump made by it would lack rows.
"""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from engagiert.kernel.db.embedded import binaries, plain_environment
from engagiert.kernel.db.roles import Connection

# An entry of Django's DATABASES.
type Place = dict[str, Any]

# Rows are compared by what they look like as text, so everything that changes the look is fixed.
_LOOK = {"timezone": "UTC", "datestyle": "ISO, DMY", "intervalstyle": "postgres", "extra_float_digits": "1",
         "bytea_output": "hex", "row_security": "off"}  # fmt: skip
_SUM = sql.SQL("""
select count(*), coalesce(sum(('x' || left(md5("this row"::text), 15))::bit(60)::bigint), 0)::text
from public.{} "this row"
""")


class DumpError(Exception):
    """Dump or restore did not work; the message is German and says what to do."""


@dataclass(frozen=True, slots=True)
class TableSum:
    """How many rows a table has, and a sum over all of them that does not depend on their order."""

    rows: int
    sum: str


def connect(place: Place, database: str | None = None) -> Connection:
    """A connection in autocommit, to `database` of the server where it is named."""
    try:
        return psycopg.connect(
            dbname=database or place["NAME"],
            user=place["USER"] or None,
            password=place["PASSWORD"] or None,
            host=place["HOST"] or None,
            port=place["PORT"] or None,
            autocommit=True,
            connect_timeout=10,
            **{name: value for name, value in place["OPTIONS"].items() if name.startswith("ssl")},
        )
    except psycopg.OperationalError as problem:
        raise DumpError(f"Die Datenbank antwortet nicht: {str(problem).strip().splitlines()[0]}") from problem


def check_reads_everything(connection: Connection) -> None:
    """Raises DumpError where the walls hide rows from this role."""
    row = connection.execute("select rolsuper or rolbypassrls from pg_roles where rolname = current_user").fetchone()
    if not row or not row[0]:
        raise DumpError(
            f"Die Rolle „{connection.info.user}“ sieht nicht alle Zeilen. Sichern und Wiederherstellen brauchen eine "
            "Rolle mit SUPERUSER oder BYPASSRLS: Bitte ihren Zugang als DATABASE_BACKUP_URL angeben."
        )


@contextlib.contextmanager
def one_moment(connection: Connection) -> Iterator[str]:
    """Inside the block the connection sees the database at one moment; yields the name by which others join it."""
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        row = connection.execute("select pg_export_snapshot()").fetchone()
        yield str(row[0]) if row else ""


def sums(connection: Connection) -> dict[str, TableSum]:
    """Rows and sum of every table; the names are sorted."""
    for name, value in _LOOK.items():
        connection.execute("select set_config(%s, %s, false)", [name, value])
    tables = connection.execute("select tablename from pg_tables where schemaname = 'public' order by 1").fetchall()
    found = {}
    for (table,) in tables:
        row = connection.execute(_SUM.format(sql.Identifier(table))).fetchone()
        if row is not None:
            found[table] = TableSum(int(row[0]), str(row[1]))
    return found


def dump(place: Place, file: Path, *, moment: str) -> None:
    """Write the database as it was at `moment` to `file`, compressed."""
    _run("pg_dump", place, "--format=custom", f"--snapshot={moment}", f"--file={file}", "--no-password",
         "--dbname", str(place["NAME"]))  # fmt: skip


def load(place: Place, database: str, file: Path, *, owner: str) -> None:
    """Read `file` into the empty `database`; everything in it belongs to `owner`. Rights are granted by the caller."""
    _run("pg_restore", place, "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", f"--role={owner}",
         "--no-password", "--dbname", database, str(file))  # fmt: skip


def _run(program: str, place: Place, *words: str) -> None:
    """The password goes by the environment: arguments are read by everybody on the machine."""
    said = {"PGHOST": place["HOST"], "PGPORT": place["PORT"], "PGUSER": place["USER"], "PGPASSWORD": place["PASSWORD"]}
    said |= {f"PG{name.upper()}": value for name, value in place["OPTIONS"].items() if name.startswith("ssl")}
    done = subprocess.run(
        [str(binaries() / program), *words],
        env=plain_environment() | {name: str(value) for name, value in said.items() if value},
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode != 0:
        last = (done.stderr.strip().splitlines() or ["ohne Meldung"])[0]
        raise DumpError(f"{program} ist gescheitert: {last}")


@contextlib.contextmanager
def new_database(keeper: Connection, *, name: str, owner: str) -> Iterator[str]:
    """An empty database beside the one in use; dropped again where the block fails."""
    drop(keeper, name)
    keeper.execute(
        sql.SQL("create database {} owner {} template template0").format(sql.Identifier(name), sql.Identifier(owner))
    )
    try:
        yield name
    except BaseException:
        drop(keeper, name)
        raise


def drop(keeper: Connection, name: str) -> None:
    keeper.execute(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def put_in_place(keeper: Connection, *, new: str, old: str) -> None:
    """`new` takes the name of `old`, which is dropped once that has worked."""
    aside = f"aside_{old}"
    drop(keeper, aside)
    rename = sql.SQL("alter database {} rename to {}")
    keeper.execute(rename.format(sql.Identifier(old), sql.Identifier(aside)))
    try:
        keeper.execute(rename.format(sql.Identifier(new), sql.Identifier(old)))
    except psycopg.Error:
        keeper.execute(rename.format(sql.Identifier(aside), sql.Identifier(old)))
        raise
    drop(keeper, aside)


def others_in(keeper: Connection, name: str) -> int:
    """How many other connections the database has."""
    row = keeper.execute(
        "select count(*) from pg_stat_activity where datname = %s and backend_type = 'client backend' "
        "and pid <> pg_backend_pid()",
        [name],
    ).fetchone()
    return int(row[0]) if row else 0
