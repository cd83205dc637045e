import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import AFTER_DECISION, SUGGESTIONS
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .organisation import Organisation


class Suggestion(WalledModel):
    """Somebody says that a record should be different; a person at the responsible office decides.

    ``changes`` maps a field to the value wished for. The key is made here and not by the database, because who
    has no account may insert a row but not read it back.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", _("Änderung")
        GONE = "gone", _("Gibt es nicht mehr")
        NEW = "new", _("Neuer Eintrag")
        REMARK = "remark", _("Hinweis")
        CLAIM = "claim", _("Möchte den Eintrag pflegen")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        ACCEPTED = "accepted", _("übernommen")
        DECLINED = "declined", _("abgelehnt")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "reply_to": Datum(SUGGESTIONS, AFTER_DECISION, erase=""),
        "account": Datum(SUGGESTIONS, AFTER_DECISION, erase=None, label=_("Zugang, wenn die Organisation schrieb")),
        "text": Datum(SUGGESTIONS, AFTER_DECISION),
        "changes": Datum(SUGGESTIONS, AFTER_DECISION, label=_("gewünschte Angaben")),
        "origin": Datum(SUGGESTIONS, AFTER_DECISION, label=_("woher der Hinweis kam")),
        "reason": Datum(SUGGESTIONS, AFTER_DECISION),
        "decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "organisation", "import_run"),
        STATE: ("kind", "language", "state", "created_at", "decided_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="suggestions")
    kind = models.CharField(max_length=10, choices=Kind)
    changes = models.JSONField(default=dict)
    text = models.TextField(_("Hinweis"), blank=True)
    origin = models.CharField(max_length=200)
    # The language of the page it was written on: the answer speaks it too.
    language = models.CharField(max_length=2, default="de")
    # A contact of the organisation itself: sees what became of it.
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    reply_to = models.CharField(_("Rückfragen an"), max_length=200, blank=True)
    import_run = models.ForeignKey(
        "directory.ImportRun", models.PROTECT, null=True, blank=True, related_name="suggestions"
    )
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["created_at"]
        indexes = [models.Index(fields=["office", "state", "created_at"], name="suggestion_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"
