"""What somebody has given, as organisations confirmed it."""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max, Min, Sum

from engagiert.apps.volunteering.models import Hours, Seat, Volunteer


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
