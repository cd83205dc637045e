"""The two roles, the database and its extensions, in a server of our own or of the operator's."""

from __future__ import annotations

import contextlib
from typing import Any

import psycopg
from psycopg import sql

from engagiert.kernel.db import cluster

type Connection = psycopg.Connection[Any]


class ExternalDatabaseError(Exception):
    """The operator's database lacks something; the message is German and says what to do."""


def prepare_cluster(superuser: Connection, passwords: cluster.ClusterPasswords) -> None:
    """Create roles and database or mend their passwords; `superuser` is in autocommit. Safe to repeat."""
    _set_role(superuser, cluster.OWNER_ROLE, passwords.owner, "CREATEDB")
    _set_role(superuser, cluster.WEB_ROLE, passwords.web, "NOCREATEDB")
    found = superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [cluster.DATABASE]).fetchone()
    if found is None:
        superuser.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(cluster.DATABASE), sql.Identifier(cluster.OWNER_ROLE)
            )
        )


def add_extensions(connection: Connection) -> None:
    """Create the extensions that are missing; needs a superuser or a database that trusts its owner."""
    for name in cluster.EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(name)))


def _set_role(connection: Connection, role: str, password: str, creation: str) -> None:
    if _role_exists(connection, role):
        statement = "ALTER ROLE {role} LOGIN PASSWORD {password}"
    else:
        statement = (
            "CREATE ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION {creation} PASSWORD {password}"
        )
    connection.execute(
        sql.SQL(statement).format(role=sql.Identifier(role), creation=sql.SQL(creation), password=sql.Literal(password))
    )


def _role_exists(connection: Connection, role: str) -> bool:
    return connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def prepare_external(owner: dict[str, Any], web: dict[str, Any], *, make_web_role: bool) -> None:
    """Check the operator's database and add what its owner may add.

    `owner` and `web` are entries of Django's DATABASES. With `make_web_role` the web role is created if
    it is missing. Raises ExternalDatabaseError.
    """
    try:
        connection = _connect(owner)
    except psycopg.OperationalError as problem:
        raise ExternalDatabaseError(
            f"Die Datenbank aus DATABASE_URL antwortet nicht: {_first_line(problem)}"
        ) from problem
    with contextlib.closing(connection):
        _check_server(connection)
        if make_web_role:
            _ensure_external_web_role(connection, str(web["USER"]), str(web["PASSWORD"]))
        _add_external_extensions(connection)
        _check_web_role(connection, str(web["USER"]))
    try:
        _connect(web).close()
    except psycopg.OperationalError as problem:
        raise ExternalDatabaseError(
            f"Die Web-Rolle „{web['USER']}“ kommt nicht in die Datenbank. Bitte ihren Zugang als "
            f"DATABASE_WEB_URL angeben oder berichtigen. Meldung: {_first_line(problem)}"
        ) from problem


def _connect(place: dict[str, Any]) -> Connection:
    options: dict[str, Any] = dict(place["OPTIONS"])
    return psycopg.connect(
        dbname=place["NAME"],
        user=place["USER"] or None,
        password=place["PASSWORD"] or None,
        host=place["HOST"] or None,
        port=place["PORT"] or None,
        autocommit=True,
        **options,
    )


def _check_server(connection: Connection) -> None:
    if connection.info.server_version < 160000:
        raise ExternalDatabaseError("Engagiert braucht PostgreSQL 16 oder neuer.")


def _ensure_external_web_role(connection: Connection, role: str, password: str) -> None:
    # A role that is there may serve another installation: its password is not ours to change.
    if _role_exists(connection, role):
        return
    try:
        _set_role(connection, role, password, "NOCREATEDB")
    except psycopg.errors.InsufficientPrivilege as problem:
        raise ExternalDatabaseError(
            f"Der Zugang aus DATABASE_URL darf die Rolle „{role}“ nicht anlegen. Bitte die Rolle von der "
            "Verwaltung der Datenbank anlegen lassen (LOGIN, ohne SUPERUSER und ohne BYPASSRLS) und ihren "
            "Zugang als DATABASE_WEB_URL angeben."
        ) from problem


def _add_external_extensions(connection: Connection) -> None:
    try:
        add_extensions(connection)
    except psycopg.Error as problem:
        names = ", ".join(cluster.EXTENSIONS)
        raise ExternalDatabaseError(
            f"In der Datenbank fehlen Erweiterungen ({names}). Bitte von der Verwaltung der Datenbank mit "
            f"CREATE EXTENSION anlegen lassen. Meldung: {_first_line(problem)}"
        ) from problem


def _check_web_role(connection: Connection, role: str) -> None:
    """The walls hold only for a role that is neither superuser nor owner nor above row-level security."""
    row = connection.execute(
        "SELECT rolsuper OR rolbypassrls OR pg_has_role(rolname, current_user, 'MEMBER') "
        "FROM pg_roles WHERE rolname = %s",
        [role],
    ).fetchone()
    if row is None:
        raise ExternalDatabaseError(
            f"Die Rolle „{role}“ gibt es in der Datenbank nicht. Bitte anlegen lassen oder DATABASE_WEB_URL "
            "berichtigen."
        )
    if row[0]:
        raise ExternalDatabaseError(
            f"Die Rolle „{role}“ hat zu viele Rechte: Sie darf weder Superuser noch Eigentümer sein noch "
            "BYPASSRLS haben. Sonst gelten die Mauern zwischen den Städten nicht."
        )


def _first_line(problem: Exception) -> str:
    return str(problem).strip().split("\n", 1)[0]
