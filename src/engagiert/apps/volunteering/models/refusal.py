import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, OF_VOLUNTEER, WITH_ROW
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .proposal import Number
from .volunteer import Volunteer


class Refusal(WalledModel):
    """A person's no: to one offer, to an organisation, or to a kind. It ends proposals of that kind for good.

    The database holds it: no proposal that meets a standing refusal can be written (migration ``a_no_is_final``). Only
    the person's own change of mind lifts it, with its date. ``words`` are theirs and never leave the office. Nothing
    counts refusals.
    """

    class Scope(models.TextChoices):
        OFFER = "offer", _("dieses Angebot")
        ORGANISATION = "organisation", _("nichts bei dieser Organisation")
        KIND = "kind", _("nichts dieser Art")
        FIELD = "field", _("nichts aus diesem Bereich")

    wall: ClassVar[Wall] = ByOffice()

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        table = {"offer": "opportunities.opportunity", "organisation": "directory.organisation"}.get(row["scope"])
        if table is not None:
            row["key"] = str(number(table, int(row["key"])))
        return row

    personal: ClassVar[Personal] = {
        "words": Datum(HELPING, OF_VOLUNTEER, label=_("was Sie dazu gesagt haben")),
        "lifted_words": Datum(HELPING, WITH_ROW, label=_("was Sie zur Änderung gesagt haben")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "volunteer", "key", "about"),
        STATE: ("scope", "said_on", "lifted_on", "channel"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="refusals")
    scope = models.CharField(max_length=12, choices=Scope)
    # The number of the offer or organisation, or the code of the kind or field.
    key = models.CharField(max_length=60)
    # How the refused thing is called, to be read back.
    about = models.CharField(max_length=300, blank=True)
    words = models.CharField(max_length=500, blank=True)
    channel = models.CharField(max_length=10, choices=Volunteer.Channel)
    said_on = models.DateField()
    lifted_on = models.DateField(null=True, blank=True)
    lifted_words = models.CharField(max_length=500, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["said_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["volunteer", "scope", "key"], condition=Q(lifted_on__isnull=True), name="one_standing_refusal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
