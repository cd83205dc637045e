from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import AFTER_DECISION, IMPORTS, WITH_RECORD
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .organisation import Organisation
from .renumbering import Number, renumbered_document


class Pair(WalledModel):
    """Could these two be the same? A record of the directory, and beside it a row of a file or another record.

    ``candidate`` holds the cleaned row, or ``second`` as it stood when the question was asked. ``reasons`` are codes
    and ``judgement`` is the engine's verdict with its reasons; ``wording`` puts both in words.

    A row has no record until somebody answers; one that was kept apart has ``second`` from then on. Of two records
    that were joined ``second`` is archived and stands for itself no longer.
    """

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        JOINED = "joined", _("zusammengeführt")
        SEPARATE = "separate", _("zwei verschiedene")
        WITHDRAWN = "withdrawn", _("zurückgenommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "candidate": Datum(IMPORTS, AFTER_DECISION, label=_("die Zeile, um die es geht")),
        "judgement": Datum(IMPORTS, AFTER_DECISION, label=_("Begründung des Vergleichs")),
        "key": Datum(IMPORTS, WITH_RECORD, label=_("Kennung der Zeile")),
        "decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: (
            "office", "organisation", "second", "listing_id", "import_run", "line", "revision", "second_revision",
        ),
        STATE: ("reasons", "state", "created_at", "decided_at"),
    }  # fmt: skip

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="pairs")
    second = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="pairs_as_second")
    # Where another office is responsible, only its published listing can be compared with.
    listing_id = models.BigIntegerField(null=True, blank=True)
    import_run = models.ForeignKey("directory.ImportRun", models.PROTECT, null=True, blank=True, related_name="pairs")
    line = models.PositiveIntegerField(null=True, blank=True)
    key = models.CharField(max_length=500)
    candidate = models.JSONField()
    reasons = models.JSONField(default=list)
    judgement = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # The change that joining made: undoing it gives the second its own record back.
    revision = models.OneToOneField("directory.Revision", models.SET_NULL, null=True, blank=True, related_name="pair")
    # What joining did to the second record.
    second_revision = models.OneToOneField(
        "directory.Revision", models.SET_NULL, null=True, blank=True, related_name="pair_as_second"
    )
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "organisation", "listing_id", "key"],
                condition=models.Q(state="open"),
                nulls_distinct=False,
                name="pair_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ models.Q(listing_id__isnull=False),
                name="pair_has_one_counterpart",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} ~ {self.key}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        """A question about a record of another office means nothing elsewhere."""
        if row["listing_id"] is not None:
            return None
        row["candidate"] = renumbered_document(row["candidate"], number)
        return row
