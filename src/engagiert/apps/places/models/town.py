from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import KEYS, SETTINGS, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .place import Place


class Town(models.Model):
    """The face of a place that takes part: what its public pages look like."""

    wall: ClassVar[Wall] = Everyone("What a town shows of itself on its public pages.")
    impersonal: ClassVar[Impersonal] = {KEYS: ("place",), SETTINGS: ("accent", "greeting", "introduction", "is_demo")}

    place = models.OneToOneField(Place, models.PROTECT, related_name="town")
    accent = models.CharField(max_length=7, default="#0b5a64")
    greeting = models.CharField(max_length=120, blank=True)
    introduction = models.CharField(max_length=400, blank=True)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.place.name
