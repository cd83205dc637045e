"""An organisation as a document: its columns and the lists that belong to it, as plain JSON values.

The history keeps documents, undo writes them back, and “changed” means that two documents differ. One key stands
for one column, or for one list of children as a whole.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import models

from .models import (
    Alias,
    Contact,
    ContactPoint,
    Facility,
    FundingSource,
    Note,
    Organisation,
    SourceKey,
)

type Document = dict[str, Any]

# Facilities before funding: a funding source may point to one.
CHILDREN: Mapping[str, type[models.Model]] = {
    "facilities": Facility,
    "funding": FundingSource,
    "contact_points": ContactPoint,
    "contacts": Contact,
    "notes": Note,
    "aliases": Alias,
    "source_keys": SourceKey,
}
_OWN = {"id", "office_id"}
_PARENT = {"office_id", "organisation_id"}

COLUMNS: "Mapping[str, models.Field[Any, Any]]" = {
    field.attname: field for field in Organisation._meta.concrete_fields if field.attname not in _OWN
}


def encode(value: Any) -> Any:
    """A database value as JSON knows it; dates and decimals become strings, `decode` turns them back."""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value


def read(organisation: Organisation, keys: Iterable[str]) -> Document:
    """The named keys of the record as they stand now; one query for each list of children asked for."""
    document: Document = {}
    for key in keys:
        if key in CHILDREN:
            rows = CHILDREN[key]._default_manager.filter(organisation_id=organisation.pk).order_by("pk")
            document[key] = [_row(row) for row in rows]
        else:
            document[key] = encode(getattr(organisation, key))
    return document


def _row(row: models.Model) -> Document:
    return {
        field.attname: encode(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in _PARENT
    }


def write(organisation: Organisation, document: Mapping[str, Any]) -> None:
    """Set the record to the document's values: columns in one update, each list of children as a whole.

    A child with an ``id`` keeps it (so an undo restores the very row), one without gets a new one, one that the
    list no longer names is deleted.
    """
    columns = [key for key in document if key in COLUMNS]
    for key in columns:
        setattr(organisation, key, COLUMNS[key].to_python(document[key]))
    if columns:
        organisation.save(update_fields=[COLUMNS[key].name for key in columns])
    for key, model in CHILDREN.items():
        if key in document:
            _write_children(organisation, model, document[key])


def _write_children(organisation: Organisation, model: type[models.Model], rows: list[Document]) -> None:
    manager = model._default_manager
    kept = {row["id"] for row in rows if row.get("id")}
    existing = set(manager.filter(organisation_id=organisation.pk).values_list("pk", flat=True))
    manager.filter(organisation_id=organisation.pk).exclude(pk__in=kept).delete()
    for row in rows:
        child = child_of(organisation, model, row)
        child.save(force_insert=child.pk not in existing)


def child_of(organisation: Organisation, model: type[models.Model], row: Mapping[str, Any]) -> models.Model:
    """An unsaved child from a document row; raises ``ValidationError`` where a value does not fit its column."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    values = {name: fields[name].to_python(value) for name, value in row.items()}
    return model(**values, organisation_id=organisation.pk, office_id=organisation.office_id)
