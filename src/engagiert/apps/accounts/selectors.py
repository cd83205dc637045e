"""Reads of offices."""

from engagiert.apps.places.public import Place

from .models import Office


def office_of(place: Place, task: str = Office.Task.INVENTORY) -> Office | None:
    """The office that does this task for the place; the oldest one where several do."""
    return Office.objects.filter(place=place, tasks__contains=[task]).first()
