from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import FILE, IMPORTS, WITH_RUN, YEAR_AFTER_LIST, YEAR_AFTER_READING
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import AMOUNTS, DERIVED, KEYS, ROW, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .renumbering import Number, renumbered_document


class ImportMapping(WalledModel):
    """Which column means what, kept for a source, so that next year's file needs no second look."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "fingerprint"), SETTINGS: ("source", "columns")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    columns = models.JSONField()

    class Meta(WalledModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office", "fingerprint"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return self.source


class ImportRun(WalledModel):
    """One file on its way into the directory, from upload to its end, or back out again."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Spalten prüfen")
        CHECKING = "checking", _("Probelauf läuft")
        PREVIEWED = "previewed", _("Probelauf")
        QUEUED = "queued", _("wartet")
        RUNNING = "running", _("läuft")
        DONE = "done", pgettext_lazy("Liste", "übernommen")
        FAILED = "failed", _("abgebrochen")
        UNDOING = "undoing", _("wird zurückgenommen")
        UNDONE = "undone", _("zurückgenommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "account": Datum(ACCOUNTABILITY, OF_STAFF, DERIVED, label=_("Zugang")),
        "actor": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Liste eingelesen hat")),
        "undone_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer sie zurückgenommen hat")),
        "filename": Datum(IMPORTS, WITH_RUN, label=_("Name der Datei")),
        "columns": Datum(IMPORTS, YEAR_AFTER_READING, label=_("Spalten mit Beispielen")),
        "notes": Datum(IMPORTS, YEAR_AFTER_READING, label=_("Befunde zur Datei")),
        "message": Datum(IMPORTS, YEAR_AFTER_READING, label=_("Meldung")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place", "sha256", "cursor"),
        AMOUNTS: ("rows", "steps_done", "steps_total", "counts"),
        STATE: ("source", "publish", "state", "created_at", "started_at", "finished_at", "undone_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("Ort"))
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(_("Name der Quelle"), max_length=200)
    columns = models.JSONField(default=list)
    publish = models.BooleanField(_("gleich veröffentlichen"), default=True)
    state = models.CharField(max_length=12, choices=State, default=State.UPLOADED)
    rows = models.PositiveIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    # While a run is taken back: the lowest revision already undone.
    cursor = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    # Findings about the file as a whole, such as a second sheet that was left out.
    notes = models.JSONField(default=list)
    message = models.TextField(blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    actor = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.filename


class ImportFile(WalledModel):
    """The bytes as they came; inside the database, so that they live and die with their run."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"content": Datum(IMPORTS, FILE, ROW, label=_("die Datei, wie sie kam"))}
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "run")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.OneToOneField(ImportRun, models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)


class ImportItem(WalledModel):
    """What became, or would become, of one row of the file: the report explains every row.

    ``problems`` are the engine's findings for the row; ``changes`` maps a field to ``[before, after]``.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", _("neu")
        CHANGED = "changed", _("geändert")
        UNCHANGED = "unchanged", _("unverändert")
        MERGED = "merged", _("zusammengeführt")
        REVIEW = "review", _("zu prüfen")
        REFUSED = "refused", _("abgelehnt")
        REPEATED = "repeated", _("gehört zu einer anderen Zeile")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(IMPORTS, YEAR_AFTER_LIST, label=_("Name in der Zeile")),
        "problems": Datum(IMPORTS, YEAR_AFTER_LIST, label=_("Befunde zur Zeile")),
        "changes": Datum(IMPORTS, YEAR_AFTER_LIST, label=_("Werte vorher und nachher")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "run", "line", "row", "organisation_id", "belongs_to_line"),
        STATE: ("outcome",),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="items")
    line = models.PositiveIntegerField()
    row = models.PositiveIntegerField()
    name = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    organisation_id = models.BigIntegerField(null=True, blank=True)
    belongs_to_line = models.PositiveIntegerField(null=True, blank=True)
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=dict)

    class Meta(WalledModel.Meta):
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="import_line_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        if row["organisation_id"] is not None:
            row["organisation_id"] = number("directory.organisation", row["organisation_id"])
        row["changes"] = renumbered_document(row["changes"], number)
        return row
