"""Holds the database to what the models and ``third_party`` say: walls, record, rights of the web role.

Each inspection returns sentences, one a fault, and an empty list where all is well. It reads the catalogue only,
apart from one temporary table, in which PostgreSQL itself writes out what a wall's policies look like.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from .grants import OWNER_ONLY, READ_ONLY
from .third_party import DESTINY
from .walls import Everyone, Wall, policies

type Cursor = Any
type Policies = frozenset[tuple[str, str, str, str | None, str | None]]

_OWN = "engagiert."
_PROBE = "wall_probe"


def own_models() -> list[type[models.Model]]:
    """Every model of the project that has a table."""
    return [model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith(_OWN)]


def walls() -> dict[str, Wall]:
    """Table → declared wall; a model that declares none is left out."""
    return {model._meta.db_table: model.wall for model in own_models() if hasattr(model, "wall")}


def tables(cursor: Cursor) -> list[str]:
    cursor.execute("select tablename from pg_tables where schemaname = 'public' order by tablename")
    return [name for (name,) in cursor.fetchall()]


def undeclared(cursor: Cursor) -> list[str]:
    """Tables of which nobody has said whose they are."""
    own = walls()
    faults = [f"{model.__name__} declares no wall." for model in own_models() if model._meta.db_table not in own]
    known = own.keys() | DESTINY.keys()
    return faults + [
        f"{name} is neither a model's table nor listed as third-party." for name in tables(cursor) if name not in known
    ]


def broken_walls(cursor: Cursor) -> list[str]:
    """Walls that do not stand as declared: not enabled, not forced, or with other policies."""
    cursor.execute(
        "select relname, relrowsecurity, relforcerowsecurity from pg_class "
        "where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    flags = {name: (enabled, forced) for name, enabled, forced in cursor.fetchall()}
    return [fault for table, wall in walls().items() for fault in _faults(cursor, table, wall, flags.get(table))]


def _faults(cursor: Cursor, table: str, wall: Wall, flags: tuple[bool, bool] | None) -> Iterator[str]:
    if flags is None:
        yield f"{table} does not exist."
        return
    if isinstance(wall, Everyone) and not wall.written_by_office:
        if any(flags):
            yield f"{table} is declared open but has row-level security."
        return
    if not flags[0]:
        yield f"{table}: row-level security is not enabled."
    if not flags[1]:
        yield f"{table}: row-level security is not forced on the owner."
    found, wanted = _policies_of(cursor, table), _wanted(cursor, table, wall)
    yield from (f"{table}: policy “{policy[0]}” is missing or different." for policy in sorted(wanted - found, key=str))
    yield from (f"{table}: policy “{policy[0]}” is not declared." for policy in sorted(found - wanted, key=str))


def _policies_of(cursor: Cursor, table: str) -> Policies:
    cursor.execute(
        "select policyname, permissive, cmd || roles::text, qual, with_check from pg_policies where tablename = %s",
        [table],
    )
    return frozenset(cursor.fetchall())


def _wanted(cursor: Cursor, table: str, wall: Wall) -> Policies:
    """The policies of the wall as PostgreSQL writes them, built on a temporary table and read back."""
    lists = "shared_with bigint[], readers bigint[], members bigint[], barred varchar(80)[]"
    lists += ", case_id uuid, volunteer_id uuid"
    columns = f"id bigint, office_id bigint, organisation_id bigint, account_id bigint, mark varchar(64), {lists}"
    cursor.execute(f"create temporary table {_PROBE} ({columns})")
    try:
        for statement in policies(_PROBE, wall):
            cursor.execute(statement)
        return _policies_of(cursor, _PROBE)
    finally:
        cursor.execute(f"drop table {_PROBE}")


def off_the_record(cursor: Cursor) -> list[str]:
    """Tables whose writes leave no entry although nobody gave a reason, or leave one without the office."""
    cursor.execute(
        "select tgrelid::regclass::text, pg_get_triggerdef(oid), tgenabled from pg_trigger "
        "where tgfoid = 'audit_write'::regproc and not tgisinternal"
    )
    triggers = {table: (definition, enabled) for table, definition, enabled in cursor.fetchall()}
    excused = {table: fate.off_the_record for table, fate in DESTINY.items()}
    excused |= {model._meta.db_table: getattr(model, "off_the_record", "") for model in own_models()}
    faults = []
    for table in tables(cursor):
        if table not in triggers:
            faults += [] if excused.get(table) else [f"{table}: writes leave no audit entry, and no reason is given."]
        elif excused.get(table):
            faults.append(f"{table} is excused from the record but has the trigger.")
        else:
            faults += _trigger_faults(table, *triggers[table])
    return faults


def _trigger_faults(table: str, definition: str, enabled: str) -> Iterator[str]:
    wanted = f"AFTER INSERT OR DELETE OR UPDATE ON public.{table} FOR EACH ROW EXECUTE FUNCTION audit_write("
    if enabled not in ("O", "A"):
        yield f"{table}: the audit trigger is disabled."
    if wanted not in definition:
        yield f"{table}: the audit trigger does not fire on every write: {definition}"
    columns = {
        field.column for model in own_models() if model._meta.db_table == table for field in model._meta.concrete_fields
    }
    if "office_id" in columns and "audit_write('office_id')" not in definition:
        yield f"{table}: audit entries do not name the office."


def excess_rights(cursor: Cursor, role: str) -> list[str]:
    """What ``role`` may do beyond reading and writing rows: own, truncate, forge, change the schema."""
    return [*_role_faults(cursor, role), *_table_faults(cursor, role), *_function_faults(cursor, role)]


def _role_faults(cursor: Cursor, role: str) -> Iterator[str]:
    cursor.execute(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = %s",
        [role],
    )
    names = ("superuser", "above row-level security", "maker of roles", "maker of databases", "replicator")
    yield from (f"{role} is {name}." for name, has in zip(names, cursor.fetchone(), strict=True) if has)
    cursor.execute("select has_schema_privilege(%s, 'public', 'create')", [role])
    if cursor.fetchone()[0]:
        yield f"{role} may create objects in the schema."
    cursor.execute(
        "select r.rolname from pg_roles r where r.rolname <> %s and pg_has_role(%s, r.oid, 'member')", [role, role]
    )
    yield from (f"{role} is a member of {name}." for (name,) in cursor.fetchall())


def _table_faults(cursor: Cursor, role: str) -> Iterator[str]:
    cursor.execute(
        "select c.relname, p.privilege from pg_class c, "
        "unnest(array['TRUNCATE', 'REFERENCES', 'TRIGGER', 'INSERT', 'UPDATE', 'DELETE']) p(privilege) "
        "where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') "
        "and has_table_privilege(%s, c.oid, p.privilege)",
        [role],
    )
    for table, right in cursor.fetchall():
        if right in ("TRUNCATE", "REFERENCES", "TRIGGER"):
            yield f"{role} has {right} on {table}."
        elif table in READ_ONLY:
            yield f"{role} has {right} on {table}, which is only read."


def _function_faults(cursor: Cursor, role: str) -> Iterator[str]:
    for function in OWNER_ONLY:
        cursor.execute("select has_function_privilege(%s, %s, 'execute')", [role, function])
        if cursor.fetchone()[0]:
            yield f"{role} may call {function}."
