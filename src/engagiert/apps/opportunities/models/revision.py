from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.opportunities.purposes import HISTORY, OFFERS
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

type Number = Callable[[str, Any], Any]
_REFERENCES = {"place_id": "places.place", "organisation_id": "directory.organisation"}


class Revision(WalledModel):
    """One change of one offer: its values before and after, so that it can be read and undone.

    ``changes`` maps a column to ``[before, after]``. A created offer has the single key ``"*"`` with before null.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer geändert hat")),
        "reason": Datum(OFFERS, HISTORY, label=_("Begründung")),
        "changes": Datum(OFFERS, HISTORY, label=_("Werte vorher und nachher")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "opportunity_id", "run", "undoes"),
        STATE: ("at", "action"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # No foreign key: the history stays when an undone list takes its offers away.
    opportunity_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    changes = models.JSONField()
    run = models.ForeignKey("opportunities.Run", models.PROTECT, null=True, blank=True, related_name="revisions")
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta(WalledModel.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.opportunity_id}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        row["opportunity_id"] = number("opportunities.opportunity", row["opportunity_id"])
        for column, table in _REFERENCES.items():
            if column in row["changes"]:
                values = row["changes"][column]
                row["changes"][column] = [value if value is None else number(table, value) for value in values]
        return row
