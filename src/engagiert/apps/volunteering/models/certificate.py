import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import CERTIFICATE, OF_CERTIFICATE, WITH_ROW
from engagiert.kernel.privacy import KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .volunteer import Volunteer


class Inspection(WalledModel):
    """That a Führungszeugnis was shown, when, and of which day it is; never what stands in it, never a copy.

    § 72a (5) SGB VIII: deleted six months after the last activity, at once where none comes of it.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "seen_on": Datum(CERTIFICATE, OF_CERTIFICATE, ROW, label=_("Führungszeugnis eingesehen am")),
        "issued_on": Datum(CERTIFICATE, WITH_ROW, label=_("Führungszeugnis ausgestellt am")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "volunteer"), STATE: ("last_active_on",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.OneToOneField(Volunteer, models.CASCADE, related_name="inspection")
    seen_on = models.DateField()
    issued_on = models.DateField()
    # Moved on by the daily run as long as somebody is with an organisation.
    last_active_on = models.DateField()

    class Meta(WalledModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(issued_on__lte=models.F("seen_on")), name="certificate_older_than_its_inspection"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seen_on}"
