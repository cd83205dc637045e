import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.rounds.purposes import MINUTES, TEN_YEARS, WITH_ROUND
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .item import Item
from .meeting import Meeting


class Decision(WalledModel):
    """What a meeting decided: what, who does it, until when. It can become a case of the office (``about``).

    ``account`` is the member who does it, None for somebody whom only ``who`` names. Purpose, ground and retention: see
    ``Round``.
    """

    wall: ClassVar[Wall] = ByOffice(members=True)
    personal: ClassVar[Personal] = {
        "members": Datum(MINUTES, WITH_ROUND, DERIVED, label=_("Mitglieder der Runde")),
        "text": Datum(MINUTES, TEN_YEARS),
        "who": Datum(MINUTES, TEN_YEARS),
        "done_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer es erledigt hat")),
        "account_id": Datum(ACCOUNTABILITY, OF_STAFF, DERIVED, label=_("Nummer des Zugangs")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "meeting", "item", "about"),
        STATE: ("until", "decided_at", "done_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    members = ArrayField(models.BigIntegerField(), default=list, blank=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="decisions")
    item = models.ForeignKey(Item, models.SET_NULL, null=True, blank=True, related_name="decisions")
    text = models.CharField(_("Was ist beschlossen?"), max_length=500)
    who = models.CharField(_("Wer macht es?"), max_length=200)
    account_id = models.BigIntegerField(null=True, blank=True)
    until = models.DateField(_("Bis wann?"), null=True, blank=True)
    decided_at = models.DateTimeField()
    about = models.CharField(max_length=120, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["decided_at", "id"]
        indexes = [
            models.Index(fields=["office", "until"], condition=Q(done_at__isnull=True), name="decision_open"),
        ]

    def __str__(self) -> str:
        return self.text

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["members"] = [key for one in row["members"] if (key := number("accounts.account", one)) is not None]
        row["account_id"] = number("accounts.account", row["account_id"]) if row["account_id"] else None
        return row
