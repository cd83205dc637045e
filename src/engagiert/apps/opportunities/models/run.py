from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.models import ImportRun
from engagiert.apps.opportunities.purposes import IMPORTS, WITH_RUN, YEAR_AFTER_READING, YEAR_AFTER_UPLOAD
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Run(WalledModel):
    """One list of offers, from upload to its end. Its organisations come in by a run of the directory:
    ``organisations``, which keeps the file; without it the file was thrown away before anybody took it over.

    ``columns``: ``{"header", "field", "example"}`` in the order of the file; an empty field is not read.
    An offer that the list brings anew begins as draft or is public at once (``publish``).
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Spalten prüfen")
        TRYING = "trying", _("Probelauf läuft")
        BROKEN = "broken", _("Probelauf abgebrochen")
        TRIED = "tried", _("Probelauf")
        RUNNING = "running", _("läuft")
        DONE = "done", pgettext_lazy("Liste", "übernommen")
        FAILED = "failed", _("unterbrochen")
        UNDOING = "undoing", _("wird zurückgenommen")
        UNDONE = "undone", _("zurückgenommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Liste eingelesen hat")),
        "filename": Datum(IMPORTS, WITH_RUN, label=_("Name der Datei")),
        "columns": Datum(IMPORTS, YEAR_AFTER_UPLOAD, label=_("Spalten mit Beispielen")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place", "organisations"),
        AMOUNTS: ("counts",),
        STATE: ("source", "publish", "state", "created_at", "started_at", "finished_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    organisations = models.ForeignKey(ImportRun, models.SET_NULL, null=True, blank=True, related_name="+")
    filename = models.CharField(max_length=255)
    source = models.CharField(_("Name der Quelle"), max_length=200)
    columns = models.JSONField(default=list)
    publish = models.BooleanField(_("gleich veröffentlichen"), default=True)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    actor = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    # Of the work under way: dry run, taking over or taking back.
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.UPLOADED, self.State.BROKEN, self.State.TRIED)

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.TRYING, self.State.RUNNING, self.State.UNDOING)


class RunItem(WalledModel):
    """What became of one row of the list; ``problems`` are findings with column, value and message."""

    class Outcome(models.TextChoices):
        CREATED = "created", _("neu")
        CHANGED = "changed", _("geändert")
        UNCHANGED = "unchanged", _("unverändert")
        REFUSED = "refused", _("abgelehnt")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "title": Datum(IMPORTS, YEAR_AFTER_READING, label=_("Titel in der Zeile")),
        "problems": Datum(IMPORTS, YEAR_AFTER_READING, label=_("Befunde zur Zeile")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "run", "line", "opportunity_id"),
        STATE: ("outcome",),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, models.CASCADE, related_name="items")
    line = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    opportunity_id = models.BigIntegerField(null=True, blank=True)
    problems = models.JSONField(default=list)

    class Meta(WalledModel.Meta):
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="offer_line_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        if row["opportunity_id"] is not None:
            row["opportunity_id"] = number("opportunities.opportunity", row["opportunity_id"])
        return row
