"""Each policy does what the wall of its model says; and each that is dropped or opened is missed.

Asked in SQL as the web role, so that nothing but the database answers. The faults are planted in a transaction of the
superuser, who takes on the web role for the question and takes everything back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models
from psycopg import Connection, Error, sql

from engagiert.kernel.tenancy import ByAccount, ByLink, ByOffice, Everyone, Ledger, inspection, walls
from tests.cast import BERTA, IDA, SELMA
from tests.factories.worlds import World, a_world
from tests.trust import catalogue
from tests.trust.promises import PLANTED, Kept
from tests.trust.test_constraints import keeper

pytestmark = pytest.mark.django_db(transaction=True)
WEB, OWNER = "engagiert_web", "engagiert_owner"
NAMES = ("account", "offices", "intake_office", "links", "forgotten")
STANDING = [
    model for model in inspection.own_models() if not isinstance(model.wall, Everyone) or model.wall.written_by_office
]


@dataclass(frozen=True, slots=True)
class Asked:
    """One table, and who is who: ``mine`` and ``other`` are offices with rows in it."""

    db: Connection[Any]
    model: type[models.Model]
    mine: int
    other: int
    account: int
    colleague: int
    stranger: int
    contact: int

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @contextmanager
    def scope(self, role: str = WEB, **values: object) -> Iterator[None]:
        """As this role, with these values of a scope; what happens inside is taken back."""
        with self.db.transaction(force_rollback=True):
            for name in NAMES:
                self.db.execute("select set_config(%s, %s, true)", [f"engagiert.{name}", str(values.get(name, ""))])
            self.db.execute(sql.SQL("set local role {}").format(sql.Identifier(role)))
            yield

    def rows(self, where: str = "true") -> int:
        return self.touched("select", where)

    def touched(self, verb: str, where: str, column: str = "office_id", value: str = "office_id") -> int:
        """How many rows are read, changed or deleted; -1 where a wall refuses."""
        start = {
            "select": "select 1 from {t} where {w}",
            "update": "update {t} set {c} = {v} where {w}",
            "delete": "delete from {t} where {w}",
        }[verb]
        texts = {"w": sql.SQL(where), "c": sql.Identifier(column), "v": sql.SQL(value)}  # type: ignore[arg-type]
        return self._count(sql.SQL(start).format(t=sql.Identifier(self.table), **texts))  # type: ignore[arg-type]

    def lets_in(self, office: int, row: dict[str, Any]) -> bool:
        """Whether a copy of ``row`` may be written as a row of ``office``."""
        table = catalogue.describe(self.db, self.table)
        keyed = {name for _when, of in table.uniques.values() for name in of} - {"office_id"}
        fresh = {
            key: catalogue.fresh(table.types[key], 0xBB) for key in {*table.keys, *keyed} if row.get(key) is not None
        }
        return self._count(catalogue.insert(table, row | fresh | {"office_id": office})) != -1

    def _count(self, statement: sql.Composed) -> int:
        try:
            with self.db.transaction():
                return self.db.execute(statement).rowcount
        except Error as error:
            # Whatever else is wrong with the row is found only after the wall has let it pass.
            return -1 if error.sqlstate == "42501" else 0


def gaps(asked: Asked) -> Iterator[str]:
    """Sentences, one for each thing the wall should do and does not."""
    wall, table = asked.model.wall, asked.table  # type: ignore[attr-defined]
    row = catalogue.describe(asked.db, table).rows[0]
    mine, other = f"office_id = {asked.mine}", f"office_id = {asked.other}"
    there = asked.rows(mine)
    with asked.scope(offices=asked.mine, account=asked.account):
        if asked.rows(mine) != there:
            yield "an office does not see its own rows"
        if not isinstance(wall, Everyone) and asked.rows(other):
            yield "an office sees rows of another"
        if not isinstance(wall, Ledger):
            if asked.touched("update", other) > 0 or asked.touched("delete", other) > 0:
                yield "an office changes rows of another"
            if asked.touched("update", mine, value=str(asked.other)) != -1:
                yield "an office gives its rows to another"
            if asked.lets_in(asked.other, row):
                yield "an office plants a row at another"
            if not asked.lets_in(asked.mine, row):
                yield "an office cannot write its own row"
    with asked.scope():
        if not isinstance(wall, Everyone) and asked.rows():
            yield "rows are seen without a scope"
        if isinstance(wall, Everyone) and asked.rows() < there:
            yield "not everybody reads it"
        if not isinstance(wall, Ledger) and (
            asked.touched("update", "true") > 0 or asked.touched("delete", "true") > 0
        ):
            yield "rows are changed without a scope"
    if not isinstance(wall, Everyone):
        with asked.scope(role=OWNER):
            if asked.rows():
                yield "the owner of the table stands above the wall"
    yield from _MORE[type(wall)](asked, wall, row)


def _of_office(asked: Asked, wall: ByOffice, row: dict[str, Any]) -> Iterator[str]:
    mine = f"office_id = {asked.mine}"
    if wall.named:
        with asked.scope(offices=asked.mine, account=asked.colleague):
            if asked.rows(mine) or asked.touched("update", mine) > 0:
                yield "a colleague reads what names others as readers"
            if asked.touched("delete", mine):
                yield "a row is deleted unread although nothing is forgotten"
    if wall.ends_with:
        with asked.scope(offices=asked.mine, account=asked.colleague, forgotten=row[wall.ends_with]):
            if asked.touched("delete", "true") < 1:
                yield "what must end with another row cannot"
        with asked.scope(offices=asked.other, account=asked.colleague, forgotten=row[wall.ends_with]):
            if asked.touched("delete", "true") != 0:
                yield "another office forgets it"
    if wall.intake:
        with asked.scope(intake_office=asked.mine):
            if not asked.lets_in(asked.mine, row):
                yield "nobody can hand anything in"
            if asked.lets_in(asked.other, row):
                yield "somebody hands in elsewhere"
            if asked.rows():
                yield "who hands in reads"
    if wall.barred:
        yield from _barred(asked)
    shared = "shared_with = array[{}]::bigint[]" if wall.shared else ""
    sits = "members = array[{}]::bigint[]" if wall.members else ""
    if shared:
        yield from _reads_only(asked, shared.format(asked.other), offices=asked.other)
    if sits:
        yield from _reads_only(asked, sits.format(asked.stranger), account=asked.stranger)
    if wall.own:
        yield from _reads_only(asked, "", account=asked.contact)


def _barred(asked: Asked) -> Iterator[str]:
    """Who is named as barred, by account or by what their link is about, finds no row; a colleague finds them all."""
    mine, link = f"office_id = {asked.mine}", "tests.link:1"
    with asked.db.transaction(force_rollback=True):
        asked.touched("update", mine, "barred", f"array['account:{asked.account}', '{link}']")
        there = asked.rows(mine)
        for scope in ({"account": asked.account}, {"account": asked.colleague, "links": f"x,{link}"}):
            with asked.scope(offices=asked.mine, **scope):
                if asked.rows(mine) or asked.touched("update", mine) > 0 or asked.touched("delete", mine) > 0:
                    yield "who is barred reads or changes the row"
        with asked.scope(offices=asked.mine, account=asked.colleague, links="x"):
            if asked.rows(mine) != there:
                yield "who is not barred does not read the row"


def _reads_only(asked: Asked, given: str, **scope: object) -> Iterator[str]:
    """One row is given to read: it is seen, alone, and not changed."""
    with asked.db.transaction(force_rollback=True):
        if given:
            column, _equals, value = given.partition(" = ")
            first = f"ctid = (select ctid from {asked.table} where office_id = {asked.mine} limit 1)"
            asked.touched("update", f"office_id = {asked.mine}", column, "'{}'")
            asked.touched("update", first, column, value)
        own = "id" if asked.table == "directory_organisation" else "organisation_id"
        expected = 1 if given else asked.rows(f"{own} = {_organisation_of(asked)}")
        with asked.scope(**scope):
            if asked.rows(f"office_id = {asked.mine}") != expected:
                yield "who may read this row alone does not, or reads more"
            if asked.touched("update", f"office_id = {asked.mine}") > 0:
                yield "who may only read changes it"


def _organisation_of(asked: Asked) -> int:
    found = asked.db.execute(
        "select split_part(about, ':', 2)::bigint from accounts_role where account_id = %s", [asked.contact]
    ).fetchone()
    assert found is not None
    return int(found[0])


def _of_account(asked: Asked, _wall: ByAccount, row: dict[str, Any]) -> Iterator[str]:
    of_theirs = f"account_id = {row['account_id']}"
    there = asked.rows(of_theirs)
    with asked.scope(account=row["account_id"]):
        if asked.rows() != there:
            yield "an account does not read its own rows alone"
        if asked.lets_in(row["office_id"], row):
            yield "an account writes rows of its own"


def _of_link(asked: Asked, _wall: ByLink, row: dict[str, Any]) -> Iterator[str]:
    with asked.scope(links=row["mark"]):
        if asked.rows() != 1:
            yield "who holds a code does not read that row alone"
        if asked.touched("update", "true") > 0:
            yield "who holds a code changes the row"


def _of_ledger(asked: Asked, _wall: Ledger, row: dict[str, Any]) -> Iterator[str]:
    with asked.scope(offices=asked.mine, account=asked.account):
        before = asked.rows()
        try:
            asked.db.execute("update directory_note set text = text || 'x'")
        except Error:
            yield "a write cannot be put on record"
            return
        if asked.rows() <= before:
            yield "a write leaves no entry"
        if asked.lets_in(asked.mine, row):
            yield "the web role writes an entry by hand"


_MORE: dict[type, Callable[..., Iterator[str]]] = {
    ByOffice: _of_office,
    ByAccount: _of_account,
    ByLink: _of_link,
    Ledger: _of_ledger,
    Everyone: lambda *_nothing: iter(()),
}


def faults(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Words and statement of everything that can be wrong with the wall of a table."""
    table = model._meta.db_table
    for statement in walls.policies(table, model.wall):  # type: ignore[attr-defined]
        name = statement.split()[2]
        yield f"policy {name} dropped", f"drop policy {name} on {table}"
        if " using (" in statement and " using (true)" not in statement:
            yield f"policy {name} reads all", f"alter policy {name} on {table} using (true)"
        if " with check (" in statement and "with check (true)" not in statement:
            yield f"policy {name} writes all", f"alter policy {name} on {table} with check (true)"
    yield "wall switched off", f"alter table {table} disable row level security"
    if not isinstance(model.wall, Everyone):  # type: ignore[attr-defined]
        yield "wall not forced", f"alter table {table} no force row level security"


@pytest.fixture
def worlds() -> tuple[World, World]:
    return a_world(BERTA), a_world(SELMA)


def asked_of(db: Connection[Any], model: type[models.Model], worlds: tuple[World, World]) -> Asked:
    mine, other = (world.public.office_id for world in worlds)
    people = (BERTA.account(), IDA.account(), SELMA.account(), worlds[0].contact.account())
    return Asked(db, model, mine, other, *(account.pk for account in people))


def test_each_wall_does_what_it_says_and_is_missed_when_it_is_open(
    worlds: tuple[World, World], promise: Kept, record_property: Callable[[str, object], None]
) -> None:
    people = (BERTA.account(), IDA.account(), SELMA.account(), worlds[0].contact.account())
    who = (*(world.public.office_id for world in worlds), *(account.pk for account in people))
    noticed = []
    with keeper() as db:
        for model in STANDING:
            asked = Asked(db, model, *who)
            assert list(gaps(asked)) == [], model
            for words, statement in faults(model):
                with db.transaction(force_rollback=True):
                    db.execute(statement)  # type: ignore[call-overload]
                    noticed.append((f"{asked.table}: {words}", next(gaps(asked), "")))
    for what, by in noticed:
        record_property(PLANTED, ("wall", what, by))
    assert [what for what, by in noticed if not by] == []
    promise("planted", len(noticed), "holes in walls of tables planted one at a time, each noticed")
