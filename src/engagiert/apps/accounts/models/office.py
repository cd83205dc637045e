from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Office(models.Model):
    """Who does the work for a place (Anlaufstelle): a department, or an organisation that was given a task.

    It is the controller of the personal data it keeps; all walls are built round it.
    """

    class Task(models.TextChoices):
        INVENTORY = "inventory", _("Verzeichnis")
        EXCHANGE = "exchange", _("Vermittlung")
        CARD = "card", _("Ehrenamtskarte")

    wall: ClassVar[Wall] = Everyone("The offices of the towns, with phone and hours, stand on public pages.")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("place",),
        OF_THE_OFFICE: ("name", "tasks", "phone", "mail", "street", "town_line", "room", "opening_hours", "is_demo"),
    }

    place = models.ForeignKey(Place, models.PROTECT, related_name="offices")
    name = models.CharField(max_length=200)
    tasks = ArrayField(models.CharField(max_length=20, choices=Task), default=list)
    phone = models.CharField(max_length=40, blank=True)
    mail = models.EmailField(blank=True)
    street = models.CharField(max_length=200, blank=True)
    town_line = models.CharField(max_length=120, blank=True)
    room = models.CharField(max_length=120, blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="office_once_a_place")]

    def __str__(self) -> str:
        return self.name
