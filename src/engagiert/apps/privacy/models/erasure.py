import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.privacy.purposes import PROOF, REQUESTS
from engagiert.kernel.privacy import AMOUNTS, KEYS, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Erasure(WalledModel):
    """A person was erased from the tables of an office. ``marks`` are keyed hashes of what they were known by, so
    that the same can be found once more in a restored database; nobody can read a name from them."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "marks": Datum(REQUESTS, PROOF, label=_("Prüfsummen der gelöschten Angaben")),
        "by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer gelöscht hat")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office"), AMOUNTS: ("at", "counts")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    marks = models.JSONField()
    # rule → number of rows
    counts = models.JSONField(default=dict)

    class Meta(WalledModel.Meta):
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
