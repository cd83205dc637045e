import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Wave(WalledModel):
    """Many want to help at once (Welle): why, what for, until when, and what they are promised.

    ``answer_days``: so many days after signing up everybody has heard from the office, one way or the other.
    ``cap``: at most so many people are proposed to one organisation. One wave of an office is open at a time.
    """

    class State(models.TextChoices):
        OPEN = "open", _("nimmt auf")
        FULL = "full", _("nimmt niemanden mehr auf")
        ENDED = "ended", _("beendet")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "token"),
        OF_THE_OFFICE: ("title", "reason", "goal"),
        STATE: ("state", "begun_at", "ends_on", "ended_on", "answer_days", "cap", "asked_to_keep_at", "told_end_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    title = models.CharField(_("Wie heißt die Welle?"), max_length=120)
    reason = models.CharField(_("Warum?"), max_length=600)
    goal = models.CharField(_("Was wollen wir erreichen?"), max_length=300, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    begun_at = models.DateTimeField()
    ends_on = models.DateField(_("Bis wann?"))
    ended_on = models.DateField(null=True, blank=True)
    answer_days = models.PositiveSmallIntegerField(default=7)
    cap = models.PositiveSmallIntegerField(default=5)
    # From when on people without a place were asked whether we may keep their data; and told that it is over.
    asked_to_keep_at = models.DateTimeField(null=True, blank=True)
    told_end_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["-begun_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["office"], condition=~Q(state="ended"), name="one_wave_at_a_time"),
            models.UniqueConstraint(fields=["office", "token"], name="wave_once_a_form"),
            models.CheckConstraint(condition=Q(cap__gte=1), name="wave_sends_somebody"),
            models.CheckConstraint(
                condition=Q(answer_days__gte=1, answer_days__lte=60), name="wave_promises_an_answer"
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False) | ~Q(state="ended") & Q(ended_on__isnull=True),
                name="wave_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def takes_people(self) -> bool:
        """Whether somebody may sign up today."""
        return self.state == self.State.OPEN and self.ends_on >= timezone.localdate()
