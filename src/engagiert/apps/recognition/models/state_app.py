import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.recognition.purposes import STATE_APP, YEAR_AFTER_HAND_OVER
from engagiert.kernel.privacy import AMOUNTS, KEYS, ROW, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel


class AppLayout(models.Model):
    """How the file for the state's app is laid out at this office, and whether the office hands cards over at all.

    ``columns``: ``{"field", "heading"}`` in the order of the file; ``words``: what stands in the file for a kind of
    card or a state. Which there are: ``app_files.py``.
    """

    class Day(models.TextChoices):
        GERMAN = "%d.%m.%Y", "31.12.2027"
        ISO = "%Y-%m-%d", "2027-12-31"
        SLASHES = "%d/%m/%Y", "31/12/2027"
        BARE = "%Y%m%d", "20271231"

    class Separator(models.TextChoices):
        SEMICOLON = ";", _("Semikolon")
        COMMA = ",", _("Komma")
        TAB = "\t", _("Tabulator")
        BAR = "|", _("senkrechter Strich")

    class Encoding(models.TextChoices):
        UTF8 = "utf-8", "UTF-8"
        UTF8_MARKED = "utf-8-sig", _("UTF-8 mit Kennung (für Excel)")
        WINDOWS = "cp1252", _("Windows-1252 (westeuropäisch)")
        LATIN9 = "iso8859-15", _("ISO 8859-15 (westeuropäisch)")

    wall: ClassVar[Wall] = Everyone(
        "Headings and signs of a file; the public form asks whether cards go there.", written_by_office=True
    )
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        SETTINGS: ("in_use", "name", "columns", "words", "day", "separator", "encoding"),
    }

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    in_use = models.BooleanField(_("Wir geben Karten an die Landes-App weiter"), default=False)
    name = models.CharField(_("Name des Aufbaus"), max_length=80)
    columns = models.JSONField(default=list)
    words = models.JSONField(default=dict)
    day = models.CharField(_("Datum"), max_length=10, choices=Day, default=Day.GERMAN)
    separator = models.CharField(_("Trennzeichen"), max_length=1, choices=Separator, default=Separator.SEMICOLON)
    encoding = models.CharField(_("Kodierung"), max_length=12, choices=Encoding, default=Encoding.UTF8_MARKED)

    def __str__(self) -> str:
        return self.name


class HandOver(WalledModel):
    """One file for the state's app: who made it and when, how many cards, by which layout, and its hash."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Datei gemacht hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "number", "sha256", "filename"),
        SETTINGS: ("layout",),
        AMOUNTS: ("new", "gone", "valid"),
        STATE: ("made_at",),
    }
    stays: ClassVar[str] = "Its cards are signed by this installation; another one hands over its own."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    layout = models.CharField(max_length=80)
    filename = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    new = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    valid = models.PositiveIntegerField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["office", "number"], name="hand_overs_are_counted")]

    def __str__(self) -> str:
        return self.filename

    @property
    def rows(self) -> int:
        return self.new + self.gone + self.valid


class HandOverFile(WalledModel):
    """The bytes as they went out, to fetch again for a year."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "content": Datum(STATE_APP, YEAR_AFTER_HAND_OVER, ROW, label=_("die Datei, wie sie hinausging")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "hand_over")}
    stays: ClassVar[str] = "Belongs to a hand-over, which stays."

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    hand_over = models.OneToOneField(HandOver, models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.hand_over_id)
