import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.apps.surveys.purposes import SIX_YEARS, SURVEY
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .survey import Survey


class Sheet(WalledModel):
    """The questionnaire of one organisation (Bogen): how it was asked, and what it answered so far.

    Name, type and place are those of the day it was asked, so that a rate of answers stays what it was. ``answers``:
    question → value as JSON; a question without an answer is unknown, never zero. ``version``: of the questionnaire it
    was last saved with.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-Mail")
        LETTER = "letter", _("Brief")
        PHONE = "phone", _("anrufen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"answers": Datum(SURVEY, SIX_YEARS, label=_("Antworten der Organisation"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "survey", "version"),
        OF_ORGANISATIONS: ("organisation_id", "name", "type", "place"),
        STATE: ("channel", "asked_at", "reminded_at", "saved_at", "sent_at", "by_phone"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    survey = models.ForeignKey(Survey, models.CASCADE, related_name="sheets")
    # No foreign key: the office of a Kreis asks organisations whose records stand behind the wall of their town.
    organisation_id = models.BigIntegerField()
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6, choices=Channel)
    answers = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # Somebody at the desk wrote down what was said.
    by_phone = models.BooleanField(default=False)

    class Meta(WalledModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "organisation_id"], name="sheet_once_an_organisation"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(saved_at__isnull=False), name="sheet_sent_was_saved"
            ),
        ]
        indexes = [models.Index(fields=["survey", "sent_at"], name="sheet_in_survey")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["organisation_id"] = number("directory.organisation", row["organisation_id"])
        return row
