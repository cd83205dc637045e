from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .organisation import Organisation


class ConfirmationRequest(WalledModel):
    """The office asked an organisation once whether its record is still right, and what came of it.

    The link itself is the kernel's and ends; this row stays, so that the office sees whom it asked when and how
    many answered. It holds no address and no name of a person.
    """

    class Channel(models.TextChoices):
        MAIL = "mail", _("E-Mail")
        LETTER = "letter", _("Brief")

    class Answer(models.TextChoices):
        CONFIRMED = "confirmed", _("stimmt noch")
        CHANGED = "changed", _("Änderung gemeldet")
        GONE = "gone", _("gibt es nicht mehr")
        OTHERWISE = "otherwise", _("anders geklärt")

    wall: ClassVar[Wall] = ByOffice()

    personal: ClassVar[Personal] = {"asked_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer gefragt hat"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "organisation"),
        STATE: ("channel", "asked_at", "answer", "answered_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="confirmation_requests")
    channel = models.CharField(max_length=10, choices=Channel)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    answer = models.CharField(max_length=10, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-asked_at", "-id"]
        constraints = [
            # Of two people who ask at the same moment one asks.
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(answer=""), name="one_open_question_an_organisation"
            ),
            models.CheckConstraint(
                condition=models.Q(answer="") | models.Q(answered_at__isnull=False),
                name="answer_to_confirmation_says_when",
            ),
        ]
        indexes = [models.Index(fields=["office", "asked_at"], name="confirmation_by_day")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.asked_at:%Y-%m-%d}"


class AskingPlan(WalledModel):
    """Whether an office asks by itself, once a year, those who have not confirmed for a year.

    ``site`` is the address under which the person who decided saw the pages: mails that nobody starts by hand need
    one for their links.
    """

    wall: ClassVar[Wall] = ByOffice()

    personal: ClassVar[Personal] = {"decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat"))}
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), SETTINGS: ("is_on", "by_letter", "site", "decided_at")}

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    is_on = models.BooleanField(default=False)
    by_letter = models.BooleanField(default=False)
    site = models.URLField(max_length=200)
    decided_by = models.CharField(max_length=200)
    decided_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["office"]

    def __str__(self) -> str:
        return f"{self.office_id} {self.is_on}"
