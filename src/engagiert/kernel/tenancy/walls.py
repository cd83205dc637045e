"""Which wall stands round a table, and the SQL that builds it.

Every model names its wall as the class attribute ``wall``; the architecture tests hold the database to it.
"""

from dataclasses import dataclass
from typing import Any

from django.db.migrations.operations import RunSQL

_OFFICES = "(select engagiert_offices())::bigint[]"
_SITS_IN = "(select engagiert_account()) = any (members)"
_BARRED = "barred::text[] && ((select engagiert_links()) || ('account:' || (select engagiert_account())))"


@dataclass(frozen=True, slots=True)
class ByOffice:
    """Rows belong to an office: only a scope that holds this office reads or writes them.

    ``intake``: somebody without account may insert, and only insert, for the office they write to.
    ``shared``: offices listed in the column ``shared_with`` may read the row, and only read.
    ``named``: of the office only the accounts listed in the column ``readers`` read or write the row.
    ``ends_with``: the column with the key of what the row ends with: where that is forgotten, rows are deleted unread.
    ``members``: accounts listed in the column ``members``, of whatever office, may read the row, and only read.
    ``own``: the column with the key of an organisation; whoever speaks for that organisation reads the row.
    ``barred``: whoever is named in the column ``barred`` neither reads nor writes the row, whatever else they may:
    ``account:<number>``, or what the link is about with whose code they came (``enter(…, link_marks=…)``).
    """

    intake: bool = False
    shared: bool = False
    named: bool = False
    ends_with: str = ""
    members: bool = False
    own: str = ""
    barred: bool = False


@dataclass(frozen=True, slots=True)
class ByAccount:
    """Rows belong to an account, and to an office whose coordinators may read and write them."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Rows are written by the database alone; an account reads its own, an office those about it.

    The right to insert is never granted to the web role (``grants.py``); the trigger runs as the owner.
    """


@dataclass(frozen=True, slots=True)
class Everyone:
    """A table without wall for reading. ``reason`` says why nothing private can stand in it.

    ``written_by_office``: rows carry ``office_id`` and only a scope with this office may write them.
    """

    reason: str
    written_by_office: bool = False


@dataclass(frozen=True, slots=True)
class ByLink:
    """Rows belong to an office; whoever holds the code of a row, known by its ``mark``, reads that one row."""


type Wall = ByOffice | ByAccount | ByLink | Ledger | Everyone


def spoken_for(column: str) -> str:
    """The condition that the acting account speaks for the organisation in ``column``.

    The function reads the account's own roles; the directory brings it along, whose organisations they are about.
    """
    return f"{column} = any ((select engagiert_own_organisations())::bigint[])"


def policies(table: str, wall: Wall) -> list[str]:
    """The statements that create the policies of ``table``; none where everybody may read and write."""
    mine = f"office_id = any ({_OFFICES})"
    own = f"account_id = (select engagiert_account()) or {mine}"
    if isinstance(wall, Ledger):
        return [
            f"create policy own on {table} for select using ({own})",
            f"create policy by_trigger on {table} for insert with check (true)",
        ]
    if isinstance(wall, ByAccount):
        return [f"create policy own on {table} using ({own}) with check ({mine})"]
    if isinstance(wall, ByLink):
        return [
            f"create policy own_office on {table} using ({mine}) with check ({mine})",
            f"create policy by_code on {table} for select using (mark = any ((select engagiert_links())::text[]))",
        ]
    if isinstance(wall, Everyone) and not wall.written_by_office:
        return []
    if isinstance(wall, Everyone):
        return [
            f"create policy read_all on {table} for select using (true)",
            f"create policy write_own on {table} using ({mine}) with check ({mine})",
        ]
    return _of_office(table, wall, mine)


def _of_office(table: str, wall: ByOffice, office: str) -> list[str]:
    mine = office
    if wall.named:
        mine = f"{mine} and (select engagiert_account()) = any (readers)"
    policies = [f"create policy own_office on {table} using ({mine}) with check ({mine})"]
    if wall.ends_with:
        forgotten = "string_to_array(current_setting('engagiert.forgotten', true), ',')"
        unread = f"{office} and {wall.ends_with}::text = any ({forgotten})"
        policies.append(f"create policy by_forgetting on {table} for delete using ({unread})")
    if wall.shared:
        # PostgreSQL asks policies in the reverse order of their names: this one only about rows of other offices.
        policies.append(f"create policy by_sharing on {table} for select using (shared_with && {_OFFICES})")
    if wall.members:
        policies.append(f"create policy members on {table} for select using ({_SITS_IN})")
    if wall.intake:
        check = "office_id = (select engagiert_intake_office())"
        policies.append(f"create policy intake on {table} for insert with check ({check})")
    if wall.own:
        policies.append(f"create policy own_record on {table} for select using ({spoken_for(wall.own)})")
    if wall.barred:
        policies.append(f"create policy not_barred on {table} as restrictive using (not ({_BARRED}))")
    return policies


def build(table: str, wall: Wall) -> RunSQL:
    """The migration operation that puts the wall round ``table``, forced on its owner too, and takes it away."""
    drops = [f"drop policy {sql.split()[2]} on {table}" for sql in policies(table, wall)]
    forward: list[str | tuple[str, Any]] = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
        *policies(table, wall),
    ]
    backward: list[str | tuple[str, Any]] = [
        *drops,
        f"alter table {table} no force row level security",
        f"alter table {table} disable row level security",
    ]
    return RunSQL(sql=forward, reverse_sql=backward)
