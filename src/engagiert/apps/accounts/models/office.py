from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts import hours
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

    class Kind(models.TextChoices):
        DEPARTMENT = "department", _("Fachbereich der Stadt")
        ORGANISATION = "organisation", _("Organisation mit Auftrag der Stadt")

    wall: ClassVar[Wall] = Everyone("The offices of the towns, with phone and hours, stand on public pages.")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("place",),
        OF_THE_OFFICE: (
            "name",
            "tasks",
            "phone",
            "mail",
            "street",
            "town_line",
            "room",
            "opening_hours",
            "is_demo",
            "kind",
            "second_factor_from",
            "hours",
            "phone_hours",
            "closed_days",
        ),
    }

    # The inventory is the town's register; an office without it would have records and no right to them.
    HANDED_OVER: ClassVar[tuple[str, ...]] = (Task.EXCHANGE, Task.CARD)

    place = models.ForeignKey(Place, models.PROTECT, related_name="offices")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    tasks = ArrayField(models.CharField(max_length=20, choices=Task), default=list)
    phone = models.CharField(max_length=40, blank=True)
    mail = models.EmailField(blank=True)
    street = models.CharField(max_length=200, blank=True)
    town_line = models.CharField(max_length=120, blank=True)
    room = models.CharField(max_length=120, blank=True)
    # From this day nobody works here without a second factor.
    second_factor_from = models.DateField(null=True, blank=True)
    # Said in one line, for letters, mails and who only reads: made of ``hours`` where those are known.
    opening_hours = models.CharField(max_length=400, blank=True)
    # As ``hours.py`` writes them: {"week": {"mo": [["09:00", "12:00"]], …}, "by_appointment": true}
    hours = models.JSONField(default=dict, blank=True)
    phone_hours = models.JSONField(default=dict, blank=True)
    # [{"from": "2026-12-24", "to": "2027-01-01", "reason": "Betriebsferien"}, …]
    closed_days = models.JSONField(default=list, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["place", "name"], name="office_once_a_place")]

    def __str__(self) -> str:
        return self.name

    @property
    def task_words(self) -> list[str]:
        """What it does, in words."""
        return [str(self.Task(task).label) for task in self.tasks]

    @property
    def hour_lines(self) -> list[str]:
        """Opening hours in the language of the page; the line written by hand where no others are known."""
        return hours.lines(self.hours) or [self.opening_hours][: bool(self.opening_hours)]

    @property
    def phone_lines(self) -> list[str]:
        return hours.lines(self.phone_hours)

    @property
    def closed_soon(self) -> list[tuple[str, str]]:
        """(“24. Dezember 2026 bis 1. Januar 2027”, “Betriebsferien”) for what comes within three weeks."""
        return [hours.closed_in_words(one) for one in hours.closed_soon(self.closed_days, timezone.localdate())]
