"""What the models declare of each table, and a row that breaks it: made from PostgreSQL's own words, not by hand."""

import itertools
import math
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, LiteralString, cast

from django.db import models
from psycopg import Connection, Error, sql
from psycopg.types.json import Jsonb

from engagiert.kernel.tenancy import inspection

type Row = dict[str, Any]
type Attempt = list[sql.Composed]

# Values that make the difference for a condition, beside those that stand in it.
_POOL: dict[str, list[Any]] = {
    "bool": [True, False],
    "smallint": [-1, 0, 1, 7, 101, 5000],
    "int": [-1, 0, 1, 7, 101, 5000, 2_000_000_000],
    "numeric": [-1, 0, 1, 30, 70],
    "double": [-200, 0, 50, 200],
    "date": ["1800-01-01", "2026-06-15", "2120-01-01"],
    "tstzrange": ["[2100-01-01T00:00Z,2100-01-01T01:00Z)"],
    "timestamp": ["1990-01-01T00:00Z", "2026-06-15T12:00Z", "2120-01-01T00:00Z"],
    "jsonb": [{}, [], {"x": 1}],
    "[]": [[], ["7"]],
    "uuid": ["00000000-0000-0000-0000-0000000000cc"],
    "char": ["", "x"],
    "text": ["", "x"],
}
_MOST = 4_000


@dataclass(frozen=True, slots=True)
class Promised:
    """One thing the models say of a table; ``name`` is what PostgreSQL calls it, empty for a column without null."""

    table: str
    kind: str
    name: str
    columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.table}: {self.kind} {self.name or self.columns[0]}"


@dataclass(slots=True)
class Table:
    """A table as PostgreSQL describes it."""

    name: str
    types: dict[str, str]
    checks: dict[str, tuple[str, list[str]]]
    uniques: dict[str, tuple[str, list[str]]]
    keys: list[str]
    required: set[str]
    rows: list[Row] = field(default_factory=list)


def promised(db: Connection[Any]) -> Iterator[Promised]:
    """Everything the models of the project declare; what the database does not have has no name there."""
    for model in inspection.own_models():
        meta, table = model._meta, describe(db, model._meta.db_table)
        for constraint in meta.constraints:
            known = {**table.checks, **table.uniques}.get(constraint.name, ("", []))
            yield Promised(meta.db_table, _kind(constraint), constraint.name, tuple(known[1]))
        for column in meta.concrete_fields:
            if column.primary_key or column.generated:
                continue
            if not column.null:
                yield Promised(meta.db_table, "not null", "", (column.column,))
            if column.unique:
                name = next(
                    (name for name, (when, of) in table.uniques.items() if of == [column.column] and not when), ""
                )
                yield Promised(meta.db_table, "unique", name, (column.column,))
            if isinstance(column, models.ForeignKey) and column.db_constraint:
                yield Promised(
                    meta.db_table, "foreign key", _key_on(db, meta.db_table, column.column), (column.column,)
                )


def _kind(constraint: models.BaseConstraint) -> str:
    return {"CheckConstraint": "check", "UniqueConstraint": "unique"}.get(type(constraint).__name__, "exclusion")


def describe(db: Connection[Any], name: str) -> Table:
    types = db.execute(
        "select attname, format_type(atttypid, atttypmod), attnotnull from pg_attribute "
        "where attrelid = %s::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum",
        [name],
    ).fetchall()
    checks = db.execute(
        "select conname, pg_get_expr(conbin, conrelid), array(select attname::text from pg_attribute "
        "where attrelid = conrelid and attnum = any (conkey)) "
        "from pg_constraint where conrelid = %s::regclass and contype = 'c'",
        [name],
    ).fetchall()
    uniques = db.execute(
        "select c.relname, coalesce(pg_get_expr(i.indpred, i.indrelid), ''), array(select attname::text from "
        "pg_attribute where attrelid = i.indrelid and attnum = any (i.indkey)), i.indisprimary from pg_index i "
        "join pg_class c on c.oid = i.indexrelid where i.indrelid = %s::regclass "
        "and (i.indisunique or i.indisexclusion)",
        [name],
    ).fetchall()
    keys = [column for *_rest, columns, primary in uniques if primary for column in columns]
    rows = db.execute(sql.SQL("select to_jsonb(t) from {} t limit 20").format(sql.Identifier(name))).fetchall()
    return Table(
        name,
        {column: type_ for column, type_, _is_required in types},
        {name: (expression, columns) for name, expression, columns in checks},
        {name: (when, columns) for name, when, columns, primary in uniques if not primary},
        keys,
        {column for column, _type, is_required in types if is_required},
        [row for (row,) in rows],
    )


def _key_on(db: Connection[Any], table: str, column: str) -> str:
    found = db.execute(
        "select conname from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1] "
        "where c.conrelid = %s::regclass and contype = 'f' and attname = %s",
        [table, column],
    ).fetchone()
    return str(found[0]) if found else ""


def taken_away(one: Promised) -> sql.Composed:
    """The statement that takes it out of the database."""
    table, name = sql.Identifier(one.table), sql.Identifier(one.name)
    if one.kind == "not null":
        column = sql.Identifier(one.columns[0])
        return sql.SQL("alter table {} alter column {} drop not null").format(table, column)
    return sql.SQL(
        "do $do$ begin if exists (select from pg_constraint where conname = {text} and conrelid = {of}::regclass) "
        "then alter table {table} drop constraint {name}; else drop index {name}; end if; end $do$"
    ).format(text=sql.Literal(one.name), of=sql.Literal(one.table), table=table, name=name)


NO_ROW = "no row to try it on"
TAKEN = ""


def violation(db: Connection[Any], one: Promised) -> tuple[str, Attempt]:
    """What refuses a row that breaks it, and the statements that write such a row; leaves no trace."""
    said, tried = NO_ROW, []
    for tried in _attempts(db, one, describe(db, one.table)):
        said = outcome(db, tried)
        if said in (TAKEN, one.name or one.columns[0]):
            break
    return said, tried


def outcome(db: Connection[Any], statements: Attempt) -> str:
    """The name of what refuses the statements, ``TAKEN`` where nothing does."""
    said, touched = TAKEN, 0
    try:
        with db.transaction(force_rollback=True):
            for statement in statements:
                touched = db.execute(statement).rowcount
            db.execute("set constraints all immediate")
    except Error as error:
        said = error.diag.constraint_name or error.diag.column_name or str(error.diag.message_primary)
        if error.sqlstate == "23502":
            said = error.diag.column_name or said
    return said if said or touched else NO_ROW


def _attempts(db: Connection[Any], one: Promised, table: Table) -> Iterator[Attempt]:
    for row in table.rows or [{}]:
        before = [] if table.rows else [insert(table, _made_up(table))]
        base = row or _made_up(table)
        if one.kind == "not null":
            yield [*before, _update(table, base, {one.columns[0]: None})]
        elif one.kind == "foreign key":
            [column] = one.columns
            nowhere = fresh(table.types[column], 0xFF)
            wanted = _fulfilling(f"\"{column}\"::text = '{nowhere}'", table)
            for change in _found(db, table, base | {column: nowhere}, (column,), wanted):
                yield [*before, _update(table, base, {column: nowhere} | change)]
        elif one.kind == "check":
            for change in _found(db, table, base, one.columns, _breaking(one, table)):
                yield [*before, _update(table, base, change)]
        else:
            when, columns = table.uniques.get(one.name, ("", list(one.columns)))
            filled = " and ".join([*([when] if when else []), *(f'"{column}" is not null' for column in columns)])
            # Where nulls count as equal, a row need not be filled to be there twice.
            for asked in (filled, when):
                for change in _found(db, table, base, _columns_in(asked, table), _fulfilling(asked, table)):
                    copy = insert(table, _copy(table, base | change, columns))
                    yield [*before, _update(table, base, change), copy]


def _breaking(one: Promised, table: Table) -> list[str]:
    """The condition broken, all others of the table kept."""
    others = [f"(({text}) is not false)" for name, (text, _of) in table.checks.items() if name != one.name]
    own = table.checks.get(one.name)
    return [f"(({own[0]}) is false)", *others] if own else ["false"]


def _fulfilling(when: str, table: Table) -> list[str]:
    kept = [f"(({text}) is not false)" for text, _of in table.checks.values()]
    return [f"({when})", *kept] if when else kept


def _columns_in(text: str, table: Table) -> tuple[str, ...]:
    return tuple(name for name in table.types if name in text)


def _found(db: Connection[Any], table: Table, base: Row, columns: tuple[str, ...], wanted: list[str]) -> list[Row]:
    """Changes to ``columns`` of ``base`` for which all of ``wanted`` holds, then to more columns."""
    involved = [name for name in table.types if any(name in text for text in wanted) and name not in table.keys]
    condition = " and ".join(wanted) or "true"
    changes_found: list[Row] = []
    for tried in dict.fromkeys((columns, tuple(involved))):
        pools = [
            [base.get(name), *([] if name in table.required else [None]), *_pool(table.types[name], condition)]
            for name in tried
        ]
        changes = [
            dict(zip(tried, values, strict=True)) for values in itertools.islice(itertools.product(*pools), _MOST)
        ]
        statement = sql.SQL(
            "select probe_change from unnest(%s::jsonb[]) u(probe_change) cross join lateral "
            "jsonb_populate_record(null::{t}, %s::jsonb || probe_change) as {t} where {condition} limit 64"
        ).format(t=sql.Identifier(table.name), condition=sql.SQL(cast("LiteralString", condition)))
        found = db.execute(statement, [[Jsonb(one) for one in changes], Jsonb(base)]).fetchall()
        changes_found += [row for (row,) in found]
    return changes_found


def _combined(pools: list[list[Any]]) -> list[tuple[Any, ...]]:
    """All combinations, or as many at random as one can try."""
    if math.prod(map(len, pools)) <= _MOST:
        return list(itertools.product(*pools))
    return [tuple(random.choice(pool) for pool in pools) for _try in range(_MOST)]


def _pool(type_: str, condition: str) -> list[Any]:
    values = next((pool for word, pool in _POOL.items() if word in type_ and ("[]" in type_) == (word == "[]")), [])
    is_text = ("char" in type_ or type_ == "text") and "[]" not in type_
    words = [part for part in condition.split("'")[1::2] if part and is_text]
    longest = re.search(r"\((\d+)\)", type_)
    return [value for value in [*values, *dict.fromkeys(words)] if not longest or len(str(value)) <= int(longest[1])]


def _made_up(table: Table) -> Row:
    """A row for a table that has none."""
    return {name: fresh(type_, 0xAA) for name, type_ in table.types.items()}


def fresh(type_: str, mark: int) -> Any:
    """A value that no row has."""
    if type_ == "uuid":
        return f"00000000-0000-0000-0000-0000000000{mark:02x}"
    if "char" in type_ or type_ == "text":
        longest = re.search(r"\((\d+)\)", type_)
        return f"n{mark:03d}"[-int(longest[1]) if longest else 0 :]
    if "int" in type_:
        return mark + (900_000_000 if type_ != "smallint" else 20_000)
    return next((pool[-1] for word, pool in _POOL.items() if word in type_ and ("[]" in type_) == (word == "[]")), None)


def _copy(table: Table, row: Row, columns: list[str]) -> Row:
    """The same again where it must be unique, and something of its own in every other key."""
    keyed = {name for _when, of in table.uniques.values() for name in of} | set(table.keys)
    others = [name for name in keyed - set(columns) if row.get(name) is not None]
    own = {name: fresh(table.types[name], 0xBB) for name in others}
    return row | {name: value for name, value in own.items() if value is not None}


def _values(table: Table, row: Row) -> sql.Composed:
    return sql.SQL("jsonb_populate_record(null::{}, {})").format(sql.Identifier(table.name), sql.Literal(Jsonb(row)))


def insert(table: Table, row: Row) -> sql.Composed:
    names = sql.SQL(", ").join(map(sql.Identifier, table.types))
    return sql.SQL("insert into {t} ({names}) overriding system value select {names} from {values}").format(
        t=sql.Identifier(table.name), names=names, values=_values(table, row)
    )


def _update(table: Table, base: Row, change: Row) -> sql.Composed:
    if not change:
        return sql.SQL("select {}").format(sql.Literal(1))
    pairs = sql.SQL(", ").join(sql.SQL("{0} = r.{0}").format(sql.Identifier(name)) for name in change)
    same = sql.SQL(" and ").join(
        sql.SQL("{t}.{key}::text = {value}").format(
            t=sql.Identifier(table.name), key=sql.Identifier(key), value=sql.Literal(str(base[key]))
        )
        for key in table.keys
    )
    return sql.SQL("update {t} set {pairs} from {values} r where {same}").format(
        t=sql.Identifier(table.name), pairs=pairs, values=_values(table, base | change), same=same
    )
