"""What the web role may do with each table: decided here after every migration, never by hand."""

from typing import Any

from django.db import connections
from psycopg import sql

# Written by the database itself (the audit trigger) or by the owner (migrations): the web role only reads.
READ_ONLY = frozenset({"audit_entry", "django_migrations"})
# Who may name this function in a trigger of a table of their own (a temporary one, say) could forge the log.
OWNER_ONLY = ("audit_write()",)


def sync(*, owner_alias: str = "owner", web_alias: str = "default") -> None:
    """Grant the web role reading and writing of all tables, and only reading of those in ``READ_ONLY``."""
    role = sql.Identifier(str(connections[web_alias].settings_dict["USER"]))
    connection = connections[owner_alias]
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("grant usage on schema public to {}").format(role))
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            _grant(cursor, sql.Identifier(table), role, read_only=table in READ_ONLY)
        cursor.execute(sql.SQL("grant usage on all sequences in schema public to {}").format(role))
        cursor.execute(sql.SQL("grant execute on all functions in schema public to {}").format(role))
        for function in OWNER_ONLY:
            # From everybody as well: a function that a restored dump makes may be called by all.
            cursor.execute(sql.SQL("revoke execute on function {} from public, {}").format(sql.SQL(function), role))


def _grant(cursor: Any, table: sql.Identifier, role: sql.Identifier, *, read_only: bool) -> None:
    cursor.execute(sql.SQL("revoke all on {} from {}").format(table, role))
    rights = sql.SQL("select" if read_only else "select, insert, update, delete")
    cursor.execute(sql.SQL("grant {} on {} to {}").format(rights, table, role))
