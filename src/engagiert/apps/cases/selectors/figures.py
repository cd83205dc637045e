"""Numbers of the office: aggregates only. There is no number for one person, here or anywhere."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from engagiert.apps.cases.models import Arrangement, Case
from engagiert.kernel.authz import Actor

# Fewer say something about a person rather than about the office.
FEWEST = 3
_INSIDE = [Case.Outcome.MERGED]


@dataclass(frozen=True, slots=True)
class Line:
    """``label``: month or code; ``in_time`` is None where fewer than three were answered."""

    label: str
    received: int
    answered: int
    in_time: int | None

    @property
    def share(self) -> int | None:
        """Answered in time, in per cent."""
        return round(100 * self.in_time / self.answered) if self.in_time is not None and self.answered else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What came in and what was answered in a period; ``months`` in order, ``kinds`` and ``channels`` by number."""

    since: datetime.date
    until: datetime.date
    whole: Line
    months: list[Line]
    kinds: list[Line]
    channels: list[Line]


def figures(actor: Actor, office_id: int, *, since: datetime.date, until: datetime.date) -> Figures:
    """Cases received from ``since`` to ``until`` (both days included); three queries."""
    found = Case.objects.filter(office=office_id, office__in=actor.office_ids, received_on__range=(since, until))
    counted = {
        "received": Count("pk"),
        "answered": Count("pk", filter=Q(state=Case.State.CLOSED) & ~Q(outcome__in=_INSIDE)),
        "kept": Count("pk", filter=Q(state=Case.State.CLOSED, closed_on__lte=F("due_on")) & ~Q(outcome__in=_INSIDE)),
    }

    def lines(by: str, order: str) -> list[Line]:
        grouped: Any = found.order_by().values(label=F(by)).annotate(**counted).order_by(order)
        return [_line(str(row["label"]), row) for row in grouped]

    months = found.order_by().annotate(month=TruncMonth("received_on"))
    by_month: Any = months.values("month").annotate(**counted).order_by("month")
    rows: list[dict[str, Any]] = list(by_month)
    whole = {name: sum(row[name] for row in rows) for name in counted}
    return Figures(
        since,
        until,
        _line("", whole),
        [_line(row["month"].isoformat(), row) for row in rows],
        lines("kind", "-received"),
        lines("channel", "-received"),
    )


def _line(label: str, row: dict[str, int]) -> Line:
    answered = row["answered"]
    return Line(label, row["received"], answered, row["kept"] if answered >= FEWEST else None)


def record_of(office_id: int) -> dict[str, int]:
    """The record that the office publishes; empty where it does not want that."""

    found = Arrangement.objects.filter(office=office_id, publishes_record=True).first()
    return dict(found.record) if found is not None else {}
