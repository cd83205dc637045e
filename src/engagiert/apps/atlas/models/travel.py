from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

_OPEN = "How long a way takes says nothing of anybody."


class TravelTable(models.Model):
    """The operator's travel times, one table for the whole installation (ADR 0052).

    ``source`` and ``as_of``: who says so and for which day; ``ways``: pairs of places; ``changes`` grows with every
    import that changed something.
    """

    class Mode(models.TextChoices):
        CAR = "car", _("mit dem Auto")
        TRANSIT = "transit", _("mit Bus und Bahn")
        BICYCLE = "bicycle", _("mit dem Rad")
        WALK = "walk", _("zu Fuß")

    wall: ClassVar[Wall] = Everyone(_OPEN)
    impersonal: ClassVar[Impersonal] = {
        OF_ORGANISATIONS: ("source",),
        STATE: ("only", "mode", "as_of", "ways", "changes", "imported_at"),
    }

    only = models.BooleanField(default=True, unique=True)
    source = models.CharField(max_length=200)
    mode = models.CharField(max_length=10, choices=Mode)
    as_of = models.DateField()
    ways = models.PositiveIntegerField(default=0)
    changes = models.PositiveIntegerField(default=0)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(only=True), name="travel_table_is_the_only_one")]

    def __str__(self) -> str:
        return self.source


class TravelRow(models.Model):
    """From one town: official key of a town → minutes. A town that is not named is not reached within the table."""

    wall: ClassVar[Wall] = Everyone(_OPEN)
    off_the_record: ClassVar[str] = (
        "Rows are only replaced with their table, whose source, day and changes are on record."
    )
    impersonal: ClassVar[Impersonal] = {KEYS: ("table", "origin"), STATE: ("minutes",)}

    table = models.ForeignKey(TravelTable, models.CASCADE, related_name="rows")
    origin = models.ForeignKey(Place, models.PROTECT, related_name="+")
    minutes = models.JSONField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["table", "origin"], name="travel_row_once")]

    def __str__(self) -> str:
        return f"{self.table}: {self.origin}"
