import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.cases.purposes import ASKING, OF_CASE
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .case import Case


class Entry(WalledModel):
    """One thing that happened in a case: words that came or went, a note, a call, a change.

    ``by`` is whom the history names. ``token`` comes from the form that was sent: the same form twice is one entry.
    ``version`` is the case's after this entry; what is newer than a form knows is shown before its words go out.
    ``facts`` of a change: its code under ``code`` and what ``wording`` needs to say it.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("Anfrage")
        WORDS = "words", _("Nachtrag")
        INCOMING = "incoming", _("Antwort der Person")
        OUTGOING = "outgoing", _("Antwort des Büros")
        NOTE = "note", _("Notiz")
        CALL = "call", _("Telefonat")
        CHANGE = "change", _("Änderung")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "text": Datum(ASKING, OF_CASE, label=_("was gefragt, geantwortet und notiert wurde")),
        "facts": Datum(ACCOUNTABILITY, OF_CASE, label=_("was sich geändert hat")),
        "by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer es war")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "case", "message_id", "token", "version"),
        STATE: ("kind", "at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    message_id = models.UUIDField(null=True, blank=True)
    token = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField()

    class Meta(WalledModel.Meta):
        ordering = ["version", "at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "token"], condition=~Q(token=""), name="entry_once"),
        ]
        indexes = [models.Index(fields=["case", "version"], name="entry_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
