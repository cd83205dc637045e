import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.awards.purposes import NOT_WANTED, THANKED, THANKING
from engagiert.kernel.privacy import AMOUNTS, KEYS, ROW, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Thanks(WalledModel):
    """Letters of thanks to many for one occasion: who, and the office's words with placeholders.

    ``least``: hours or years, by ``group``. ``occasion`` is what nobody is thanked for twice, across all rows of it.
    """

    class Group(models.TextChoices):
        HOURS = "hours", _("Wer in einem Jahr viele Stunden gegeben hat")
        JUBILEE = "jubilee", _("Wer seit vielen Jahren dabei ist")
        CARDS = "cards", _("Wer eine Ehrenamtskarte hat")
        ENDED = "ended", _("Wer in diesem Jahr aufgehört hat")

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office"),
        SETTINGS: ("occasion", "group", "year", "least", "subject", "text"),
        AMOUNTS: ("mails", "letters"),
        STATE: ("created_at", "written_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    occasion = models.CharField(_("Anlass"), max_length=80)
    group = models.CharField(_("Wem danken wir?"), max_length=10, choices=Group)
    year = models.PositiveSmallIntegerField(_("Jahr"))
    least = models.PositiveSmallIntegerField(_("Mindestens"), default=0)
    subject = models.CharField(_("Betreff"), max_length=150)
    text = models.TextField(_("Text"), max_length=4000)
    created_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True, blank=True)
    mails = models.PositiveIntegerField(default=0)
    letters = models.PositiveIntegerField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return self.occasion


class ThankYou(WalledModel):
    """One person was thanked for one occasion, a row for each mark by which lists know them; no name stands here.

    ``mark``: keyed, of name and way to reach, of who they are in the register, or of the name alone (it joins nobody).
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "mark": Datum(THANKING, THANKED, ROW, label=_("Merkmal von Name und Erreichbarkeit")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "thanks", "message_id"),
        SETTINGS: ("occasion",),
        STATE: ("written_at",),
    }
    stays: ClassVar[str] = "The mark follows from the secret of this installation; the messages travel."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    thanks = models.ForeignKey(Thanks, models.CASCADE, related_name="written")
    occasion = models.CharField(max_length=80)
    mark = models.CharField(max_length=64)
    message_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office", "occasion", "mark"], name="thanked_once_an_occasion"),
        ]

    def __str__(self) -> str:
        return self.occasion


class NoThanks(WalledModel):
    """Somebody does not want letters of thanks; kept as a mark, so that it holds over all lists."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "mark": Datum(THANKING, NOT_WANTED, ROW, label=_("Merkmal von Name und Erreichbarkeit")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office"), STATE: ("said_at",)}
    stays: ClassVar[str] = "The mark follows from the secret of this installation and fits nobody elsewhere."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)
    said_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        constraints = [models.UniqueConstraint(fields=["office", "mark"], name="no_thanks_once")]

    def __str__(self) -> str:
        return self.mark[:8]
