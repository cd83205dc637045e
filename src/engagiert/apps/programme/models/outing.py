import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Alliance
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Outing(models.Model):
    """An outing (Ausflug) with seats for people with the card. ``alliance``: for all its towns, else for the own one.

    ``published_at`` is empty while it is a draft. ``closes_on`` is the last day on which one may sign up.
    """

    wall: ClassVar[Wall] = Everyone("An outing stands on the public page.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "alliance"),
        OF_THE_OFFICE: ("title", "text", "where", "meeting_point", "accessibility", "reason"),
        STATE: ("begins_at", "closes_on", "seats", "published_at", "cancelled_at", "written_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    alliance = models.ForeignKey(Alliance, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(_("Name des Ausflugs"), max_length=120)
    text = models.TextField(_("Was erwartet die Gäste?"), max_length=3000)
    begins_at = models.DateTimeField(_("Beginn"))
    where = models.CharField(_("Wohin?"), max_length=200)
    meeting_point = models.CharField(_("Treffpunkt"), max_length=200)
    accessibility = models.CharField(_("Barrierefreiheit"), max_length=300)
    seats = models.PositiveSmallIntegerField(_("Plätze"))
    closes_on = models.DateField(_("Anmelden bis"))
    published_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Why it does not take place, as everybody may read it.
    reason = models.CharField(_("Grund"), max_length=300, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_at", "id"]
        indexes = [models.Index(fields=["office", "begins_at"], name="outing_of_office")]
        constraints = [
            models.CheckConstraint(condition=Q(seats__range=(1, 500)), name="an_outing_has_seats"),
            models.CheckConstraint(
                condition=Q(closes_on__lte=F("begins_at__date")), name="an_outing_closes_before_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_ahead(self, now: datetime.datetime) -> bool:
        """Published, not cancelled, not begun."""
        return self.published_at is not None and self.cancelled_at is None and self.begins_at > now

    def is_open(self, now: datetime.datetime) -> bool:
        return self.is_ahead(now) and self.closes_on >= timezone.localdate(now)
