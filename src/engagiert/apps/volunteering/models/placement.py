import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, TOLD
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .proposal import Proposal, renumber
from .volunteer import Volunteer


class Placement(WalledModel):
    """What came of a proposal to which both said yes: meeting, trial, being there, an end with reason and thanks."""

    class State(models.TextChoices):
        MEETING = "meeting", _("Kennenlernen")
        TRIAL = "trial", _("Probe")
        WITH_US = "with_us", _("dabei")
        ENDED = "ended", _("beendet")

    class End(models.TextChoices):
        NOT_FIT = "not_fit", _("Es passte nicht zusammen.")
        NO_TIME = "no_time", _("Keine Zeit mehr.")
        MOVED = "moved", _("Weggezogen.")
        HEALTH = "health", _("Es war zu viel.")
        OVER = "over", _("Das Vorhaben ist zu Ende.")
        FULL = "full", _("Die Organisation braucht niemanden mehr.")
        NEVER_MET = "never_met", _("Es kam nicht zum Kennenlernen.")
        CONSENT = "consent", _("Die Eltern haben ihre Zustimmung zurückgenommen.")
        OTHER = "other", _("Aus einem anderen Grund.")

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {"told": Datum(HELPING, TOLD, label=_("was dazu gesagt wurde"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "volunteer", "proposal"),
        OF_ORGANISATIONS: ("opportunity_id", "organisation_id", "title", "organisation_name", "hours_per_week"),
        STATE: (
            "state", "agreed_on", "meeting_on", "trial_until", "began_on", "ended_on", "ended_because", "thanked_on",
            "asked_after_weeks", "asked_after_months",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="placements")
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="placement")
    opportunity_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(default=0)
    title = models.CharField(max_length=200)
    organisation_name = models.CharField(max_length=300, blank=True)
    # What it takes, as the offer says or as was agreed.
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.MEETING)
    agreed_on = models.DateField()
    meeting_on = models.DateField(null=True, blank=True)
    trial_until = models.DateField(null=True, blank=True)
    began_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=12, choices=End, blank=True)
    thanked_on = models.DateField(null=True, blank=True)
    # The days on which “Wie läuft es?” was put on the desk, after four weeks and after six months; once each.
    asked_after_weeks = models.DateField(null=True, blank=True)
    asked_after_months = models.DateField(null=True, blank=True)
    told = models.CharField(max_length=500, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) & ~Q(ended_because="")
                | ~Q(state="ended") & Q(ended_on__isnull=True, ended_because=""),
                name="ended_placement_says_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="with_us") | Q(began_on__isnull=False), name="placement_says_since_when"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(began_on__isnull=True) | Q(ended_on__gte=models.F("began_on")),
                name="placement_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state", "began_on"], name="placement_in_state"),
            models.Index(fields=["organisation_id", "state"], name="placement_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.state}"

    @property
    def is_running(self) -> bool:
        return self.state != self.State.ENDED
