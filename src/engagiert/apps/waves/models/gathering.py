import uuid
from typing import ClassVar

from django.db import models

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.models import Shift
from engagiert.kernel.privacy import KEYS, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .signup import Signup
from .wave import Wave


class Gathering(WalledModel):
    """A date on which many are informed at once (Infotermin). Its seats are those of a shift, which never oversells."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "wave", "shift")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="gatherings")
    shift = models.OneToOneField(Shift, models.CASCADE, related_name="+")

    class Meta(WalledModel.Meta):
        ordering = ["shift__begins_at", "id"]

    def __str__(self) -> str:
        return str(self.shift)


class Invitation(WalledModel):
    """Somebody was invited to a date, once."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "gathering", "signup"), STATE: ("at",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="invitations")
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="invitations")
    at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["gathering", "signup"], name="invited_once")]

    def __str__(self) -> str:
        return f"{self.gathering_id}: {self.signup_id}"
