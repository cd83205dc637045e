"""How a row looks outside of its database.

Numbers of rows mean nothing elsewhere, so a row that has no name of its own (uuid) is numbered by its place in the
file, 1, 2, 3. References are such numbers, a place is its official key, an account its mail address. Two exports of
the same data are therefore the same bytes, on whatever installation.
"""

import datetime
import uuid
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField, RangeField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.backends.postgresql.psycopg_any import Range

from engagiert.apps.accounts.public import Account, Office, Role
from engagiert.apps.places.public import Place
from engagiert.kernel.tenancy.inspection import own_models

FORMAT = "engagiert-office/1"
type Row = dict[str, Any]
type Number = Callable[[str, Any], Any]


@cache
def tables() -> tuple[type[models.Model], ...]:
    """The models whose rows belong to an office and travel with it, from the ground up."""
    return tuple(model for model in own_models() if belongs_to_an_office(model) and not getattr(model, "stays", ""))


def belongs_to_an_office(model: type[models.Model]) -> bool:
    return model is not Role and any(field.column == "office_id" for field in model._meta.concrete_fields)


def columns(model: type[models.Model]) -> list[Any]:
    """The columns that travel; the office is the one the file is of, and what is derived is made anew."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.column != "office_id" and not field.generated and not isinstance(field, SearchVectorField)
    ]


def label(model: type[models.Model]) -> str:
    """``app.model``, as in what a message or consent is ``about``; also the name of the file."""
    return f"{model.__module__.split('.apps.')[-1].partition('.')[0]}.{model._meta.model_name}"


def is_numbered(model: type[models.Model]) -> bool:
    """Whether the key is a number that the database gave."""
    return isinstance(model._meta.pk, models.AutoField)


def target(field: Any) -> type[models.Model] | None:
    """Where a foreign key leads."""
    return field.related_model if field.is_relation else None


def encoded(value: Any) -> Any:
    """A value as JSON knows it."""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, Range):
        # Begin and end; the end itself is outside, as everywhere in the project.
        value = [value.lower, value.upper]
    if isinstance(value, list | tuple):
        return [encoded(entry) for entry in value]
    return value


def decoded(field: Any, value: Any) -> Any:
    """The value of the column; raises ``ValidationError`` where it does not fit."""
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, RangeField):
        base: Any = field.base_field
        lower, upper = (base.to_python(entry) for entry in value)
        return field.range_type(lower, upper)
    if isinstance(field, ArrayField):
        return [field.base_field.to_python(entry) for entry in value]
    return field.to_python(value)


NATURAL = {"places.place": (Place, "ags"), "accounts.account": (Account, "email")}


def natural(model: type[models.Model]) -> str:
    """The column by which a row outside the office is named: empty where it has none."""
    return {Place: "ags", Account: "email"}.get(model, "")


def about_numbered(about: str, number: Number) -> str:
    """``app.noun:12`` with the number that the row has there."""
    kind, _colon, key = about.rpartition(":")
    return f"{kind}:{number(kind, int(key))}" if key.isdecimal() and kind else about


__all__ = [
    "FORMAT",
    "NATURAL",
    "Account",
    "Office",
    "Place",
    "Role",
    "about_numbered",
    "belongs_to_an_office",
    "columns",
    "decoded",
    "encoded",
    "is_numbered",
    "label",
    "natural",
    "tables",
    "target",
]
