import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.models import Volunteer
from engagiert.apps.waves.purposes import SIGNED, WAVE
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .wave import Wave


class Signup(WalledModel):
    """Somebody who signed up in a wave; who it is and what they can stands with the volunteer.

    ``mark``: a keyed mark of name and way to reach, so that the same person twice is one; emptied with the name.
    ``promised_on``: by then they have heard; ``heard_at`` is when they did, beyond the first answer. ``was_known``: the
    office knew them before, so the end of the wave ends nothing of theirs. ``keep``: whether we may keep their data.
    """

    class Keep(models.TextChoices):
        OPEN = "", _("noch nicht gesagt")
        KEEP = "keep", _("behalten")
        DELETE = "delete", _("gelöscht")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"mark": Datum(WAVE, SIGNED, "", label=_("Merkmal von Name und Erreichbarkeit"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "wave", "volunteer", "token"),
        STATE: ("joined_at", "promised_on", "heard_at", "was_known", "keep", "asked_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="signups")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, blank=True)
    token = models.CharField(max_length=60)
    joined_at = models.DateTimeField()
    promised_on = models.DateField()
    heard_at = models.DateTimeField(null=True, blank=True)
    was_known = models.BooleanField(default=False)
    asked_at = models.DateTimeField(null=True, blank=True)
    keep = models.CharField(max_length=6, choices=Keep, default=Keep.OPEN, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["joined_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["wave", "token"], name="signup_once_a_form"),
            models.UniqueConstraint(fields=["wave", "mark"], condition=~Q(mark=""), name="signup_once_a_person"),
            models.UniqueConstraint(fields=["wave", "volunteer"], name="signup_once_a_volunteer"),
        ]
        indexes = [models.Index(fields=["wave", "joined_at", "id"], name="signup_in_order")]

    def __str__(self) -> str:
        return str(self.volunteer)
