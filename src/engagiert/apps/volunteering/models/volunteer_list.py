import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import (
    LISTS,
    MONTH_AFTER_READING,
    WITH_LIST,
    YEAR_AFTER_LIST,
    YEAR_AFTER_READING,
)
from engagiert.kernel.privacy import AMOUNTS, KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class VolunteerList(WalledModel):
    """A list of people who want to help that another agency or program hands over, from upload to its end.

    ``columns``: ``{"header", "field", "example"}`` in the order of the file; an empty field is not read at all.
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
        "filename": Datum(LISTS, WITH_LIST, label=_("Name der Datei")),
        "columns": Datum(LISTS, YEAR_AFTER_READING, label=_("Spalten mit Beispielen")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office"),
        AMOUNTS: ("rows", "counts"),
        STATE: ("source", "state", "created_at", "started_at", "finished_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    source = models.CharField(_("Woher kommt die Liste?"), max_length=200)
    columns = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)
    counts = models.JSONField(default=dict)
    actor = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    # Of the work under way: dry run, taking over or taking back.
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.UPLOADED, self.State.BROKEN, self.State.TRIED)

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.TRYING, self.State.RUNNING, self.State.UNDOING)


class VolunteerListFile(WalledModel):
    """The bytes as they came, until the list is taken over or thrown away: then nobody needs them any more."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "content": Datum(LISTS, MONTH_AFTER_READING, ROW, label=_("die Datei, wie sie kam")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "run")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.OneToOneField(VolunteerList, models.CASCADE, related_name="file")
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.run_id)


class VolunteerListRow(WalledModel):
    """What became, or would become, of one row.

    ``made_person``: the person is new by this very row; ``filled``: columns of a known person that were empty before.
    """

    class Outcome(models.TextChoices):
        CREATED = "created", _("neu")
        ADDED = "added", _("ergänzt")
        UNCHANGED = "unchanged", _("unverändert")
        REFUSED = "refused", _("nicht übernommen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(LISTS, YEAR_AFTER_LIST, label=_("Name in der Zeile")),
        "problems": Datum(LISTS, YEAR_AFTER_LIST, label=_("Befunde zur Zeile")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "run", "line", "volunteer_id", "placement_id"),
        STATE: ("outcome", "made_person", "filled"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    run = models.ForeignKey(VolunteerList, models.CASCADE, related_name="items")
    line = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    volunteer_id = models.UUIDField(null=True, blank=True)
    placement_id = models.UUIDField(null=True, blank=True)
    made_person = models.BooleanField(default=False)
    filled = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    problems = models.JSONField(default=list)

    class Meta(WalledModel.Meta):
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="volunteer_line_once")]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        for column, table in (("volunteer_id", "volunteering.volunteer"), ("placement_id", "volunteering.placement")):
            if row[column] is not None:
                row[column] = number(table, row[column])
        return row
