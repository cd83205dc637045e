from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import CONTACTS, HISTORY
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .renumbering import Number, renumbered_document


class Revision(WalledModel):
    """One change of one organisation: its values before and after, so that it can be read and undone.

    ``changes`` maps a key of the record's document (``documents.py``) to ``[before, after]``. A created record has
    the single key ``"*"`` with before null, a deleted one with after null.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer geändert hat")),
        "reason": Datum(CONTACTS, HISTORY, label=_("Begründung")),
        "changes": Datum(CONTACTS, HISTORY, label=_("Werte vorher und nachher")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "organisation_id", "import_run", "undoes"),
        STATE: ("at", "action"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # No foreign key: the history stays when an undone import takes its records away.
    organisation_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    reason = models.TextField(blank=True)
    changes = models.JSONField()
    import_run = models.ForeignKey(
        "directory.ImportRun", models.PROTECT, null=True, blank=True, related_name="revisions"
    )
    undoes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="undone_by")

    class Meta(WalledModel.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.organisation_id}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        row["organisation_id"] = number("directory.organisation", row["organisation_id"])
        row["changes"] = renumbered_document(row["changes"], number)
        return row
