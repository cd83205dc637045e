"""What somebody has given, as organisations confirmed it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Max, Min, Q, Sum

from engagiert.apps.volunteering.models import Hours, Placement, Seat, Volunteer

_YEAR = datetime.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Work:
    """Confirmed hours at one organisation under one title, from the first to the last day."""

    organisation: str
    title: str
    first: datetime.date
    last: datetime.date
    hours: Decimal


def confirmed_work(volunteer: Volunteer, since: datetime.date, until: datetime.date) -> list[Work]:
    """By organisation and title, the earliest first, without what nobody confirmed and what was corrected."""
    hours = Hours.objects.filter(
        placement__volunteer=volunteer, counts=True, confirmed_at__isnull=False, on__gte=since, on__lte=until
    )
    written = hours.values_list("placement__organisation_name", "placement__title").annotate(
        Min("on"), Max("on"), Sum("hours")
    )
    seats = Seat.objects.filter(
        volunteer=volunteer,
        came=True,
        hours__gt=0,
        shift__begins_at__date__gte=since,
        shift__begins_at__date__lte=until,
    )
    stood = seats.values_list("shift__organisation_name", "shift__title").annotate(
        Min("shift__begins_at__date"), Max("shift__begins_at__date"), Sum("hours")
    )
    found = [Work(*row) for row in (*written.order_by(), *stood.order_by())]
    return sorted(found, key=lambda one: (one.first, one.organisation, one.title))


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody does for one organisation, as far as it has confirmed hours: from the first such day on.

    ``until`` is the last such day where nothing goes on there; ``hours`` are those of the 365 days up to the day asked
    for; ``confirmed_at`` is when the newest of them were confirmed.
    """

    organisation_id: int
    organisation: str
    tasks: tuple[str, ...]
    since: datetime.date
    until: datetime.date | None
    hours: Decimal
    confirmed_at: datetime.datetime


def standing_of(volunteer: Volunteer, on: datetime.date) -> list[Standing]:
    """By organisation, most hours first; without what nobody confirmed and what was corrected."""
    lately = Q(on__gt=on - _YEAR)
    hours = Hours.objects.filter(
        placement__volunteer=volunteer, counts=True, confirmed_at__isnull=False, on__lte=on
    ).order_by()
    written = hours.values_list("placement__organisation_id", "placement__organisation_name").annotate(
        tasks=ArrayAgg("placement__title", distinct=True),
        first=Min("on"),
        last=Max("on"),
        sum=Sum("hours", filter=lately, default=Decimal(0)),
        at=Max("confirmed_at"),
        goes_on=BoolOr(~Q(placement__state=Placement.State.ENDED)),
    )
    day = "shift__begins_at__date"
    seats = Seat.objects.filter(volunteer=volunteer, came=True, hours__gt=0, **{f"{day}__lte": on}).order_by()
    lately = Q(**{f"{day}__gt": on - _YEAR})
    stood = seats.values_list("shift__organisation_id", "shift__organisation_name").annotate(
        tasks=ArrayAgg("shift__title", distinct=True),
        first=Min(day),
        last=Max(day),
        sum=Sum("hours", filter=lately, default=Decimal(0)),
        at=Max("shift__ends_at"),
        goes_on=BoolOr(lately),
    )
    return _merged([*written, *stood])


def _merged(rows: Iterable[tuple[Any, ...]]) -> list[Standing]:
    """Placements and dated jobs for one organisation are one standing."""
    of: dict[tuple[int, str], list[tuple[Any, ...]]] = {}
    for row in rows:
        of.setdefault((row[0], row[1]), []).append(row)
    found = [
        Standing(
            organisation_id=key,
            organisation=name,
            tasks=tuple(sorted({title for row in all_ for title in row[2]})),
            since=min(row[3] for row in all_),
            until=None if any(row[7] for row in all_) else max(row[4] for row in all_),
            hours=sum((row[5] for row in all_), Decimal(0)),
            confirmed_at=max(row[6] for row in all_),
        )
        for (key, name), all_ in of.items()
    ]
    return sorted(found, key=lambda one: (-one.hours, one.since, one.organisation))
