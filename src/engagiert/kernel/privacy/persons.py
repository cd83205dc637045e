"""A person in the tables: where they stand, and how they leave. Works on the rows that the open scope may see."""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from engagiert.kernel.tenancy.inspection import own_models

from .declarations import DERIVED, REDACT, ROW
from .inspection import Column, columns_of, empty_value
from .marks import Wanted
from .redacting import excerpts, redacted, texts_of


@dataclass(frozen=True, slots=True)
class Find:
    """A row in which the person stands: ``columns`` with the words around each find.

    ``beside``: what else the row says of them, as a whole, where a column holds them and does not only mention them.
    """

    model: type[models.Model]
    pk: Any
    columns: tuple[tuple[Column, tuple[str, ...]], ...]
    beside: tuple[tuple[Column, str], ...] = ()


@cache
def searched_models() -> tuple[type[models.Model], ...]:
    """Models with columns of their own about people; what is derived follows its source."""
    return tuple(model for model in own_models() if _searched(model))


def _searched(model: type[models.Model]) -> list[Column]:
    return [column for column in columns_of(model) if column.datum.erase is not DERIVED]


def find(wanted: Wanted, *, office_id: int) -> Iterator[Find]:
    """Every row of this office in which the person stands. It reads all its rows: seconds, not milliseconds."""
    for model in searched_models():
        columns = _searched(model)
        rows = _rows(model, office_id).values_list("pk", *(column.name for column in columns))
        for pk, *values in rows.iterator(chunk_size=500):
            found = [
                (column, tuple(around))
                for column, value in zip(columns, values, strict=True)
                if (around := excerpts(value, wanted))
            ]
            if found:
                yield Find(model, pk, tuple(found), tuple(_beside(model, columns, values, found)))


def _beside(
    model: type[models.Model], columns: list[Column], values: list[Any], found: list[tuple[Column, tuple[str, ...]]]
) -> Iterator[tuple[Column, str]]:
    """The columns that end together with those found; a list that was found in part is said whole."""
    holding = [column for column, _around in found if column.datum.erase is not REDACT]
    together = {member.name for column in holding for member in _group(model, column)}
    whole = any(column.datum.erase is ROW for column in holding)
    known = {column.name for column, _around in found}
    for column, value in zip(columns, values, strict=True):
        if (whole or column.name in together) and (column.name not in known or isinstance(value, list)):
            words = dict(getattr(model._meta.get_field(column.name), "flatchoices", ()))
            said = _said(str(words[value]) if isinstance(value, str) and value in words else value)
            if said:
                yield column, said


def _said(value: Any) -> str:
    """As a person reads it; files are handed out in no other way than by looking into them."""
    if isinstance(value, datetime.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, bytes | bytearray | memoryview):
        return ""
    return " · ".join(filter(None, texts_of(value)))


def _rows(model: type[models.Model], office_id: int) -> "models.QuerySet[Any]":
    return model._default_manager.filter(office_id=office_id).order_by("pk")


def erase(finds: Iterable[Find], wanted: Wanted) -> tuple[Counter[str], dict[str, list[str]]]:
    """Take the person out of these rows; returns rows by rule, and the keys of the rows changed by table."""
    counts: Counter[str] = Counter()
    touched: dict[str, list[str]] = {}
    for found in finds:
        columns = [column for column, _around in found.columns]
        rows = found.model._default_manager.filter(pk=found.pk)
        if any(column.datum.erase is ROW for column in columns):
            rows.delete()
        elif row := rows.select_for_update().first():
            rows.update(**_emptied(row, columns, wanted))
        # Else it went with a row it belonged to, of which the person stood a line before.
        counts.update(column.rule for column in columns)
        touched.setdefault(found.model._meta.db_table, []).append(str(found.pk))
    return counts, touched


def _emptied(row: models.Model, columns: list[Column], wanted: Wanted) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in columns:
        if column.datum.erase is REDACT:
            values[column.name] = _fitting(row, column, redacted(getattr(row, column.name), wanted))
        else:
            values |= {member.name: _ended(member) for member in _group(type(row), column)}
    return values


def _group(model: type[models.Model], column: Column) -> list[Column]:
    """The column with those that end together with it: whoever follows the same one, and that one."""
    leaders = column.datum.leaders or (column.name,)
    return [other for other in columns_of(model) if any(one in (other.name, *other.datum.leaders) for one in leaders)]


def _ended(column: Column) -> Any:
    """What was made from the others ends empty; its owner makes it anew when the row is written next."""
    if column.datum.erase is DERIVED and column.model is not None:
        return empty_value(column.model._meta.get_field(column.name))
    return column.datum.erase


def _fitting(row: models.Model, column: Column, value: Any) -> Any:
    length = getattr(row._meta.get_field(column.name), "max_length", None)
    return value[:length] if isinstance(value, str) and length else value
