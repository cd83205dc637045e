"""Periods that are over: what a daily run empties or deletes, counted by rule. Works in the open scope."""

import datetime
from collections import Counter
from typing import Any

from django.db import models
from django.db.models import Q

from engagiert.kernel.tenancy.inspection import own_models

from .declarations import DERIVED, REDACT
from .inspection import Column, columns_of, empty_value


def end_what_is_over(*, office_id: int, now: datetime.datetime) -> Counter[str]:
    """Empty or delete what has been kept long enough at this office; rule → number of rows."""
    counts: Counter[str] = Counter()
    for model in own_models():
        columns = [column for column in columns_of(model) if column.datum.kept.by_job]
        for column in columns:
            if column.datum.kept.row:
                counts[column.rule] = _delete(model, column, office_id, now)
            elif column.datum.erase is not DERIVED or column.datum.follows:
                counts[column.rule] = _empty(model, column, office_id, now)
    return +counts


def is_over(column: Column, office_id: int, now: datetime.datetime) -> Q:
    """Which rows have had their time. The day is counted in full: what ends today ends tomorrow."""
    kept = column.datum.kept
    return Q(office_id=office_id, **{f"{kept.after}__lt": now - datetime.timedelta(days=kept.days)}, **kept.where)


def _delete(model: type[models.Model], column: Column, office_id: int, now: datetime.datetime) -> int:
    _number, by_model = model._default_manager.filter(is_over(column, office_id, now)).delete()
    return by_model.get(model._meta.label, 0)


def _empty(model: type[models.Model], column: Column, office_id: int, now: datetime.datetime) -> int:
    field: Any = model._meta.get_field(column.name)
    blank = empty_value(field)
    ended = blank if column.datum.erase in (REDACT, DERIVED) else column.datum.erase
    rows = model._default_manager.filter(is_over(column, office_id, now))
    # What never held anything is not counted as ended.
    return rows.exclude(**{column.name: blank}).exclude(**{column.name: ended}).update(**{column.name: ended})
