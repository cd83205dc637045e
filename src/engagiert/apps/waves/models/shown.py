from typing import ClassVar

from django.db import models

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal, Personal
from engagiert.kernel.tenancy import Everyone, Wall


class ShownWave(models.Model):
    """The public copy of a wave that takes people (ADR 0055): what its town's first page calls out, and nothing else.

    Written only by ``services/showing.py``, in the transaction that changes the wave.
    """

    wall: ClassVar[Wall] = Everyone("What the office calls out on its first page.", written_by_office=True)
    off_the_record: ClassVar[str] = "Derived from waves whose changes are on record."
    stays: ClassVar[str] = "Made anew from the wave wherever it goes."
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place"),
        OF_THE_OFFICE: ("title", "reason"),
        STATE: ("ends_on",),
    }

    office = models.OneToOneField(Office, models.PROTECT, primary_key=True, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    reason = models.CharField(max_length=600)
    ends_on = models.DateField()

    class Meta:
        ordering = ["office"]

    def __str__(self) -> str:
        return self.title
