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

from .meeting import Meeting


class Item(WalledModel):
    """One point of an agenda, brought by somebody of the round, and what was said about it.

    ``about`` names a case of the office that the round may know of: its number, subject and state, and no more.
    Purpose, ground and retention: see ``Round``.
    """

    wall: ClassVar[Wall] = ByOffice(members=True)
    personal: ClassVar[Personal] = {
        "members": Datum(MINUTES, WITH_ROUND, DERIVED, label=_("Mitglieder der Runde")),
        "title": Datum(MINUTES, TEN_YEARS),
        "text": Datum(MINUTES, TEN_YEARS),
        "outcome": Datum(MINUTES, TEN_YEARS, label=_("Ergebnis")),
        "brought_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer den Punkt brachte")),
        "account_id": Datum(ACCOUNTABILITY, OF_STAFF, DERIVED, label=_("Nummer des Zugangs")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "meeting", "about"), STATE: ("brought_at",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    members = ArrayField(models.BigIntegerField(), default=list, blank=True)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    title = models.CharField(_("Worum geht es?"), max_length=200)
    text = models.TextField(_("Dazu"), max_length=4000, blank=True)
    about = models.CharField(max_length=120, blank=True)
    brought_by = models.CharField(max_length=200)
    account_id = models.BigIntegerField(null=True, blank=True)
    brought_at = models.DateTimeField()
    outcome = models.TextField(max_length=8000, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["brought_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "about"], condition=~Q(about=""), name="one_item_a_case_and_meeting"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["members"] = [key for one in row["members"] if (key := number("accounts.account", one)) is not None]
        row["account_id"] = number("accounts.account", row["account_id"]) if row["account_id"] else None
        return row
