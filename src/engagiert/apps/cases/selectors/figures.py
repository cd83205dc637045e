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
# Nobody was answered yet: what goes on in another case or office is answered there.
_INSIDE = [Case.Outcome.MERGED, Case.Outcome.HANDED_OVER]


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
    """Cases received from ``since`` to ``until`` (both days included); one query."""
    found = Case.objects.filter(office=office_id, office__in=actor.office_ids, received_on__range=(since, until))
    closed = Q(state=Case.State.CLOSED) & ~Q(outcome__in=_INSIDE)
    grouped: Any = found.order_by().annotate(month=TruncMonth("received_on")).values("month", "kind", "channel")
    rows = list(
        grouped.annotate(
            received=Count("pk"),
            answered=Count("pk", filter=closed),
            kept=Count("pk", filter=closed & Q(closed_on__lte=F("due_on"))),
        )
    )
    months = sorted({row["month"] for row in rows})
    return Figures(
        since,
        until,
        _line("", rows),
        [_line(month.isoformat(), rows, month=month) for month in months],
        _by_number("kind", rows),
        _by_number("channel", rows),
    )


def _by_number(by: str, rows: list[dict[str, Any]]) -> list[Line]:
    lines = [_line(label, rows, **{by: label}) for label in {row[by] for row in rows}]
    return sorted(lines, key=lambda line: (-line.received, line.label))


def _line(label: str, rows: list[dict[str, Any]], **wanted: Any) -> Line:
    """The sum of the rows that have these values."""
    chosen = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    received, answered, kept = (sum(row[name] for row in chosen) for name in ("received", "answered", "kept"))
    return Line(label, received, answered, kept if answered >= FEWEST else None)


def record_of(office_id: int) -> dict[str, int]:
    """The record that the office publishes; empty where it does not want that."""

    found = Arrangement.objects.filter(office=office_id, publishes_record=True).first()
    return dict(found.record) if found is not None else {}
