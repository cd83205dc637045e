"""Reads of offices."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from engagiert.apps.places.public import Place

from .models import Office, Role


def office_of(place: Place, task: str = Office.Task.INVENTORY) -> Office | None:
    """The office that does this task for the place; the oldest one where several do."""
    return Office.objects.filter(place=place, tasks__contains=[task]).first()


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody with a role at an office that holds today."""

    name: str
    mail: str
    role: str
    role_name: str


def colleagues(office: Office, today: datetime.date) -> list[Colleague]:
    """Who works at the office today, by name; one query, answered only in a scope of this office."""
    found = Role.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), office=office, starts_on__lte=today)
    found = found.filter(account__is_active=True).select_related("account").order_by("account__name", "name")
    return [Colleague(role.account.name, role.account.email, role.get_name_display(), role.name) for role in found]
