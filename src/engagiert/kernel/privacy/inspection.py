"""All declarations, enumerated from the models: nothing is listed by hand.

``faults`` is what the architecture tests and ``engagiert check`` ask: empty where every column is declared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from engagiert.kernel.tenancy.inspection import own_models, tables

from .declarations import DERIVED, Datum, Impersonal, Personal, Purpose, Words
from .third_party import TABLES

type Cursor = Any


@dataclass(frozen=True, slots=True)
class Column:
    """A personal column of a table; ``model`` is None for a table of a package."""

    table: str
    name: str
    datum: Datum
    model: type[models.Model] | None = None

    @property
    def label(self) -> Words:
        if self.datum.label or self.model is None:
            return self.datum.label
        field: Any = self.model._meta.get_field(self.name)
        words: Words = field.verbose_name
        return words

    @property
    def rule(self) -> str:
        """The name under which retention reports about it."""
        return f"{self.table}.{self.name}"


def columns_of(model: type[models.Model]) -> list[Column]:
    """The personal columns of a model, in the order of its declaration."""
    declared: Personal = getattr(model, "personal", {})
    return [Column(model._meta.db_table, name, datum, model) for name, datum in declared.items()]


@cache
def personal_columns() -> tuple[Column, ...]:
    """Every personal column of the installation, from the ground up."""
    own = [column for model in own_models() for column in columns_of(model)]
    foreign = [Column(name, column, d) for name, table in TABLES.items() for column, d in table.personal.items()]
    return (*own, *foreign)


@cache
def purposes() -> Mapping[str, Purpose]:
    """Key → purpose, of all declared columns."""
    return {column.datum.purpose.key: column.datum.purpose for column in personal_columns()}


def columns_for(purpose: Purpose) -> list[Column]:
    return [column for column in personal_columns() if column.datum.purpose.key == purpose.key]


def faults(cursor: Cursor) -> list[str]:
    """Columns of which nobody has said whether they speak of people, and declarations that fit no column."""
    found = [fault for model in own_models() for fault in (*_model_faults(model), *_office_faults(model))]
    for table in tables(cursor):
        if table in TABLES:
            cursor.execute(
                "select column_name from information_schema.columns where table_schema = 'public' and table_name = %s",
                [table],
            )
            columns = {name for (name,) in cursor.fetchall()}
            found += _differences(table, columns, TABLES[table].personal, TABLES[table].impersonal)
    return found + list(_purpose_faults())


def _model_faults(model: type[models.Model]) -> Iterator[str]:
    fields = {field.name: field for field in model._meta.concrete_fields}
    # A key that Django makes by itself stands in no model, so nobody can declare it there.
    columns = {name for name, field in fields.items() if not field.auto_created}
    personal: Personal = getattr(model, "personal", {})
    yield from _differences(model.__name__, columns, personal, getattr(model, "impersonal", {}))
    for name, datum in personal.items():
        unnamed = name in fields and fields[name].verbose_name == name.replace("_", " ")
        if unnamed and not datum.label:
            yield f"{model.__name__}.{name}: the notice needs a label for people."
        if not set(datum.leaders) <= personal.keys():
            yield f"{model.__name__}.{name} follows {datum.leaders}, and not all of them are personal."
        if datum.kept.by_job and datum.erase is DERIVED and not (datum.kept.row or datum.follows):
            yield f"{model.__name__}.{name} is derived: only its source can have a period."


def _office_faults(model: type[models.Model]) -> Iterator[str]:
    searched = [column for column in columns_of(model) if column.datum.erase is not DERIVED]
    columns = {field.column for field in model._meta.concrete_fields}
    if searched and "office_id" not in columns:
        yield f"{model.__name__} speaks of people but belongs to no office: nobody could find them in it."


def _differences(table: str, columns: set[str], personal: Personal, impersonal: Impersonal) -> Iterator[str]:
    declared_not = [name for names in impersonal.values() for name in names]
    both = personal.keys() & set(declared_not)
    declared = personal.keys() | set(declared_not)
    yield from (f"{table}.{name}: say whether it is personal." for name in sorted(columns - declared))
    yield from (f"{table}.{name} is declared, but there is no such column." for name in sorted(declared - columns))
    yield from (f"{table}.{name} is declared both personal and not." for name in sorted(both))


def _purpose_faults() -> Iterator[str]:
    seen: dict[str, Purpose] = {}
    for column in personal_columns():
        purpose = column.datum.purpose
        if seen.setdefault(purpose.key, purpose) is not purpose:
            yield f"Two purposes share the key {purpose.key}."


def empty_value(field: Any) -> Any:
    """What the column holds where nobody said anything."""
    if field.null:
        return None
    if field.has_default():
        return field.get_default()
    return {} if isinstance(field, models.JSONField) else ""
