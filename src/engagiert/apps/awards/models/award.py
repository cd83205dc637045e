import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Award(models.Model):
    """A kind of award that an office gives (Ehrennadel, Ehrentaler): whom for, how many a year, when one may propose.

    One row stays over the years; ``opens_on`` and ``closes_on`` are the period that runs now or comes next, and its
    ``year`` is the year in which it closes. ``most_a_year`` 0: as many as deserve it.
    """

    wall: ClassVar[Wall] = Everyone("Who may be honoured for what stands on a public page.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office"),
        OF_THE_OFFICE: ("name", "criteria", "most_a_year", "ceremony_where"),
        STATE: ("opens_on", "closes_on", "ceremony_at", "ended_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = models.CharField(_("Name der Auszeichnung"), max_length=120)
    criteria = models.TextField(_("Wofür gibt es sie?"), max_length=2000)
    most_a_year = models.PositiveSmallIntegerField(_("Höchstens wie viele im Jahr?"), default=0)
    opens_on = models.DateField(_("Vorschläge ab"))
    closes_on = models.DateField(_("Vorschläge bis"))
    ceremony_at = models.DateTimeField(_("Feier"), null=True, blank=True)
    ceremony_where = models.CharField(_("Wo ist die Feier?"), max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="award_closes_after_it_opens"),
            models.UniqueConstraint(
                fields=["office", "name"], condition=Q(ended_at__isnull=True), name="one_living_award_of_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def year(self) -> int:
        """To which year a nomination of this period belongs."""
        return self.closes_on.year

    def is_open(self, on: datetime.date) -> bool:
        return self.ended_at is None and self.opens_on <= on <= self.closes_on
