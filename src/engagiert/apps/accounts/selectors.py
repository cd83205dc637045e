"""Reads of offices."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone

from engagiert.apps.places.public import Place

from .models import Account, Office


def office_of(place: Place, task: str = Office.Task.INVENTORY) -> Office | None:
    """The office that does this task for the place; the oldest one where several do."""
    return Office.objects.filter(place=place, tasks__contains=[task]).first()


def staff_of(office_id: int, roles: Collection[str]) -> list[Account]:
    """Who holds one of these roles at the office today, by name; empty outside a scope of that office."""
    today = timezone.localdate()
    held = Q(roles__office=office_id, roles__name__in=list(roles), roles__starts_on__lte=today)
    held &= Q(roles__ends_on__isnull=True) | Q(roles__ends_on__gte=today)
    return list(Account.objects.filter(held, is_active=True).distinct().order_by("name"))
