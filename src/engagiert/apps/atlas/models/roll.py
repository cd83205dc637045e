from typing import ClassVar

from django.db import models

from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

OPEN = "A list of public contact points names institutions and no person."


class Roll(models.Model):
    """One list of facilities of one type, from one source (ADR 0038).

    ``as_of``: the day for which the list speaks; ``complete_for``: official key of the area for which the source says
    that nobody is missing, empty where it does not; ``is_synthetic``: drawn for the demo, never counted beside real
    ones. ``changes`` grows with every import that changed something.
    """

    wall: ClassVar[Wall] = Everyone(OPEN)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("complete_for",),
        OF_ORGANISATIONS: ("type", "source"),
        STATE: ("as_of", "is_synthetic", "changes", "imported_at"),
    }

    type = models.CharField(max_length=40)
    source = models.CharField(max_length=200)
    as_of = models.DateField()
    complete_for = models.CharField(max_length=16, blank=True)
    is_synthetic = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["type", "source"]
        constraints = [models.UniqueConstraint(fields=["type", "source"], name="one_roll_of_a_source")]

    def __str__(self) -> str:
        return f"{self.type}: {self.source}"


class Absence(models.Model):
    """Somebody confirmed that a place has no facility of the roll's type. Without such a word nobody knows."""

    wall: ClassVar[Wall] = Everyone(OPEN)
    impersonal: ClassVar[Impersonal] = {KEYS: ("roll", "place")}

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="absences")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["roll", "place"], name="absence_said_once")]

    def __str__(self) -> str:
        return f"{self.roll}: {self.place}"
