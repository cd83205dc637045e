import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.models.proposal import renumber
from engagiert.kernel.privacy import AMOUNTS, KEYS, OF_THE_OFFICE, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .wave import Wave


class Opening(WalledModel):
    """A neighbouring office is asked whether people of this wave may be proposed to the offers of its town.

    Both agree: one asks, the other says yes, and either ends it. The neighbour reads this row and nothing else of the
    wave.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("gefragt")
        OPEN = "open", _("geöffnet")
        DECLINED = "declined", _("abgelehnt")
        ENDED = "ended", _("beendet")

    wall: ClassVar[Wall] = ByOffice(shared=True)
    stays: ClassVar[str] = "An agreement between two offices of one installation; elsewhere it is asked anew."
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "wave", "neighbour", "shared_with"),
        OF_THE_OFFICE: ("title", "reason", "asked_by"),
        STATE: ("state", "asked_at", "answered_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="openings")
    neighbour = models.ForeignKey(Office, models.PROTECT, related_name="+")
    shared_with = ArrayField(models.BigIntegerField(), default=list)
    # What the neighbour reads: the wave itself stands behind our wall.
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=600)
    asked_by = models.CharField(max_length=200)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["asked_at", "id"]
        constraints = [models.UniqueConstraint(fields=["wave", "neighbour"], name="neighbour_asked_once")]

    def __str__(self) -> str:
        return self.title


class Group(WalledModel):
    """People who organise themselves: a record in the directory with a contact, and how many they are."""

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "wave", "organisation_id", "token"),
        AMOUNTS: ("people",),
        STATE: ("noted_at",),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="groups")
    organisation_id = models.BigIntegerField()
    people = models.PositiveIntegerField(default=0)
    noted_at = models.DateTimeField()
    token = models.CharField(max_length=60)
    # Of its record, where a page has read it along.
    name: str = ""

    class Meta(WalledModel.Meta):
        ordering = ["noted_at", "id"]
        constraints = [models.UniqueConstraint(fields=["wave", "token"], name="group_once_a_form")]

    def __str__(self) -> str:
        return str(self.organisation_id)
