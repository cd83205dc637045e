"""Periods that are over: what a daily run empties or deletes, counted by rule. Works in the open scope."""

import datetime
from collections import Counter

from django.db import models
from django.db.models import Q

from engagiert.kernel.tenancy.inspection import own_models

from .declarations import DERIVED, REDACT, Kept
from .inspection import Column, columns_of, empty_value


def end_what_is_over(*, office_id: int, now: datetime.datetime) -> Counter[str]:
    """Empty or delete what has been kept long enough at this office; rule → number of rows."""
    counts: Counter[str] = Counter()
    for model in own_models():
        together: list[tuple[Kept, list[Column]]] = []
        for column in columns_of(model):
            kept = column.datum.kept
            if not kept.by_job:
                continue
            if kept.row:
                counts[column.rule] = _delete(model, column, office_id, now)
            elif column.datum.erase is not DERIVED or column.datum.follows:
                same = next((group for known, group in together if known == kept), None)
                if same is None:
                    together.append((kept, [column]))
                else:
                    same.append(column)
        for _kept, group in together:
            counts.update(_empty(model, group, office_id, now))
    return +counts


def is_over(column: Column, office_id: int, now: datetime.datetime) -> Q:
    """Which rows have had their time. The day is counted in full: what ends today ends tomorrow."""
    kept = column.datum.kept
    return Q(office_id=office_id, **{f"{kept.after}__lt": now - datetime.timedelta(days=kept.days)}, **kept.where)


def _delete(model: type[models.Model], column: Column, office_id: int, now: datetime.datetime) -> int:
    _number, by_model = model._default_manager.filter(is_over(column, office_id, now)).delete()
    return by_model.get(model._meta.label, 0)


def _empty(model: type[models.Model], columns: list[Column], office_id: int, now: datetime.datetime) -> Counter[str]:
    """Columns of one period end in one stroke: what one says may only hold as long as the other does."""
    rows = model._default_manager.filter(is_over(columns[0], office_id, now))
    values, counts, left = {}, Counter[str](), Q()
    for column in columns:
        blank = empty_value(model._meta.get_field(column.name))
        ended = blank if column.datum.erase in (REDACT, DERIVED) else column.datum.erase
        # What never held anything is not counted as ended.
        holds = ~Q(**{column.name: blank}) & ~Q(**{column.name: ended})
        counts[column.rule] = rows.filter(holds).count()
        values[column.name], left = ended, left | holds
    rows.filter(left).update(**values)
    return counts
