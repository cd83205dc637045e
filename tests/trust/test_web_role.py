"""What the web role is not, and what it cannot do; and that the inspections notice when somebody lets it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.db.utils import ProgrammingError

from engagiert.kernel.tenancy import inspection

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

REFUSED = (
    "alter table directory_note disable row level security",
    "alter table directory_note no force row level security",
    "drop policy own_office on directory_note",
    "alter policy own_office on directory_note using (true)",
    "create policy mine on directory_note using (true)",
    "alter table directory_note disable trigger audit",
    "drop trigger audit on directory_note",
    "create trigger mine after insert on directory_note for each row execute function audit_write('')",
    "create or replace function engagiert_offices() returns bigint[] language sql as 'select null::bigint[]'",
    "create table mine (id int)",
    "create function mine() returns int language sql as 'select 1'",
    "set role engagiert_owner",
    "set session authorization engagiert_owner",
    "alter role engagiert_web superuser",
    "alter role engagiert_web bypassrls",
    "create role mine",
    "set session_replication_role = replica",
    "alter table audit_entry add column mine int",
    "drop table audit_entry",
    "copy directory_note to program 'cat'",
    "select pg_read_file('/etc/passwd')",
    "select rolpassword from pg_authid",
)


def try_(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", REFUSED)
def test_the_web_role_is_refused(statement: str) -> None:
    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied|must be superuser"):
        try_(statement)


def test_a_right_that_the_web_role_grants_itself_is_none() -> None:
    # PostgreSQL only warns that nothing was granted.
    try_("grant insert on audit_entry to engagiert_web")
    with pytest.raises(ProgrammingError, match="permission denied"):
        try_(
            "insert into audit_entry (at, actor, action, operation, table_name, row_id) "
            "values (now(), 'x', 'x', 'INSERT', 'x', '1')"
        )


def test_the_log_cannot_be_forged_through_a_table_of_ones_own() -> None:
    try_("create temporary table directory_note (id int, office_id int)")
    with pytest.raises(ProgrammingError, match="permission denied for function audit_write"):
        try_(
            "create trigger audit after insert on pg_temp.directory_note "
            "for each row execute function audit_write('office_id')"
        )


@contextmanager
def planted(*statements: str) -> Iterator[Any]:
    """A cursor of the owner that has done something foolish, which is undone afterwards."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        yield cursor
        transaction.set_rollback(True, "owner")


def test_today_nothing_is_wrong() -> None:
    for alias in ("default", "owner"):
        with connections[alias].cursor() as cursor:
            assert inspection.undeclared(cursor) == []
            assert inspection.broken_walls(cursor) == []
            assert inspection.off_the_record(cursor) == []
            assert inspection.excess_rights(cursor, "engagiert_web") == []


@pytest.mark.parametrize(
    ("foolish", "noticed"),
    [
        ("drop policy own_office on directory_note", "directory_note: policy “own_office” is missing"),
        ("alter policy own_office on directory_note using (true)", "directory_note: policy “own_office” is missing"),
        ("create policy more on directory_note using (true)", "directory_note: policy “more” is not declared"),
        ("create policy more on audit_entry for delete using (true)", "audit_entry: policy “more” is not declared"),
        ("drop policy intake on directory_suggestion", "directory_suggestion: policy “intake” is missing"),
        ("drop policy write_own on directory_listing", "directory_listing: policy “write_own” is missing"),
        ("alter table accounts_role no force row level security", "accounts_role: row-level security is not forced"),
        ("alter table accounts_role disable row level security", "accounts_role: row-level security is not enabled"),
        ("alter table places_town enable row level security", "places_town is declared open but has row-level"),
    ],
)
def test_a_gap_in_a_wall_is_noticed(foolish: str, noticed: str) -> None:
    with planted(foolish) as cursor:
        found = inspection.broken_walls(cursor)
    assert any(sentence.startswith(noticed) for sentence in found), found


@pytest.mark.parametrize(
    ("foolish", "noticed"),
    [
        ("drop trigger audit on directory_note", "directory_note: writes leave no audit entry"),
        ("alter table directory_note disable trigger audit", "directory_note: the audit trigger is disabled"),
        ("create table new_table (id int)", "new_table: writes leave no audit entry"),
        (
            "drop trigger audit on directory_note; create trigger audit after insert on directory_note "
            "for each row execute function audit_write('office_id')",
            "directory_note: the audit trigger does not fire on every write",
        ),
        (
            "drop trigger audit on directory_note; create trigger audit after insert or update or delete "
            "on directory_note for each row execute function audit_write('')",
            "directory_note: audit entries do not name the office",
        ),
    ],
)
def test_a_gap_in_the_record_is_noticed(foolish: str, noticed: str) -> None:
    with planted(foolish) as cursor:
        found = inspection.off_the_record(cursor)
    assert any(sentence.startswith(noticed) for sentence in found), found


def test_a_table_that_nobody_declared_is_noticed() -> None:
    with planted("create table new_table (id int)") as cursor:
        assert inspection.undeclared(cursor) == ["new_table is neither a model's table nor listed as third-party."]


@pytest.mark.parametrize(
    ("foolish", "noticed"),
    [
        ("grant truncate on directory_note to engagiert_web", "engagiert_web has TRUNCATE on directory_note."),
        ("grant trigger on directory_note to engagiert_web", "engagiert_web has TRIGGER on directory_note."),
        (
            "grant insert on audit_entry to engagiert_web",
            "engagiert_web has INSERT on audit_entry, which is only read.",
        ),
        ("grant execute on function audit_write() to engagiert_web", "engagiert_web may call audit_write()."),
        ("grant execute on function audit_write() to public", "engagiert_web may call audit_write()."),
        ("grant create on schema public to engagiert_web", "engagiert_web may create objects in the schema."),
    ],
)
def test_a_right_too_many_is_noticed(foolish: str, noticed: str) -> None:
    with planted(foolish) as cursor:
        assert inspection.excess_rights(cursor, "engagiert_web") == [noticed]


def test_a_web_role_that_owns_the_database_is_noticed() -> None:
    with connection.cursor() as cursor:
        assert inspection.excess_rights(cursor, "engagiert_owner")
