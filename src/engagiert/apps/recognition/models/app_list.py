import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.recognition.purposes import (
    APP_LISTS,
    MONTH_AFTER_READING,
    WITH_APP_LIST,
    YEAR_AFTER_LIST,
    YEAR_AFTER_READING,
)
from engagiert.kernel.privacy import AMOUNTS, KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class AppList(WalledModel):
    """A file of the state's app, from upload to its end.

    ``columns``: ``{"header", "field", "example"}`` in the order of the file; an empty field is not read at all. The
    next file with the same headings is read as this one was.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Spalten prüfen")
        TRIED = "tried", _("Probelauf")
        DONE = "done", pgettext_lazy("Liste", "übernommen")
        UNDONE = "undone", _("zurückgenommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Datei eingelesen hat")),
        "filename": Datum(APP_LISTS, WITH_APP_LIST, label=_("Name der Datei")),
        "columns": Datum(APP_LISTS, YEAR_AFTER_READING, label=_("Spalten mit Beispielen")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office"),
        AMOUNTS: ("rows", "counts"),
        STATE: ("state", "created_at", "finished_at"),
    }
    stays: ClassVar[str] = "What came of it are applications, which stay."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    columns = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    actor = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.UPLOADED, self.State.TRIED)


class AppListFile(WalledModel):
    """The bytes as they came, until the file is taken over or thrown away: then nobody needs them any more."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "content": Datum(APP_LISTS, MONTH_AFTER_READING, ROW, label=_("die Datei, wie sie kam")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "run")}
    stays: ClassVar[str] = "Belongs to a list, which stays."

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.OneToOneField(AppList, models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)


class AppListRow(WalledModel):
    """What became, or would become, of one row. ``until_before``: the end that a noted card had before this row."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("neuer Antrag")
        NOTED = "noted", _("Karte der App vermerkt")
        UNCHANGED = "unchanged", _("schon da")
        REFUSED = "refused", _("nicht übernommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(APP_LISTS, YEAR_AFTER_LIST, label=_("Name in der Zeile")),
        "problems": Datum(APP_LISTS, YEAR_AFTER_LIST, label=_("Befunde zur Zeile")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "run", "line", "number", "application_id"),
        STATE: ("outcome", "made", "until_before"),
    }
    stays: ClassVar[str] = "Belongs to a list, which stays."

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.ForeignKey(AppList, models.CASCADE, related_name="items")
    line = models.PositiveIntegerField()
    number = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    application_id = models.UUIDField(null=True, blank=True)
    # The application is new by this very row.
    made = models.BooleanField(default=False)
    until_before = models.DateField(null=True, blank=True)
    problems = models.JSONField(default=list)

    class Meta(WalledModel.Meta):
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="app_line_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"
