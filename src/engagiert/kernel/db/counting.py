"""Counts of several tables in one question: what waits at a desk lies in the tables of many apps."""

from typing import Any

from django.db.models import Count, Model, QuerySet, Value
from django.db.models.functions import JSONObject

type Counted = QuerySet[Any, Any]
type Numbers = dict[str, dict[str, int]]


def counted[M: Model](what: str, found: QuerySet[M], **numbers: Count) -> Counted:
    """The rows found, or these ``numbers`` of them, to be read under the name ``what``."""
    several = numbers or {"number": Count("pk")}
    named = found.order_by().values(what=Value(what))
    return named.annotate(numbers=JSONObject(**several)).values_list("what", "numbers")


def read_together(first: Counted, *others: Counted) -> Numbers:
    """All of them in one query; a name of which no row was found is missing."""
    return dict(first.union(*others, all=True).order_by())
