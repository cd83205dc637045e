import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.apps.surveys.purposes import NEED, THREE_YEARS
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel


class NeedReport(WalledModel):
    """Somebody says what is missing here, or what can rest (Bedarfsmeldung); in which week, and no finer.

    ``type``: the kind of facility meant, empty where it is something else. How a resident can be reached stands with
    the case that is opened then, never here.
    """

    class Says(models.TextChoices):
        MISSING = "missing", _("fehlt")
        RESTING = "resting", _("kann ruhen")

    class By(models.TextChoices):
        RESIDENT = "resident", _("Menschen aus dem Ort")
        OFFICE = "office", _("das Büro")
        ORGANISATION = "organisation", _("eine Organisation, in einer Umfrage")

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        RESTING = "resting", _("kann liegen")
        DONE = "done", _("erledigt")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "text": Datum(NEED, THREE_YEARS),
        "note": Datum(NEED, THREE_YEARS),
        "where": Datum(NEED, THREE_YEARS),
        "decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place"),
        STATE: ("says", "by", "type", "week", "state", "decided_on"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    where = models.CharField(_("In welchem Ortsteil?"), max_length=120, blank=True)
    says = models.CharField(max_length=8, choices=Says, default=Says.MISSING)
    by = models.CharField(max_length=12, choices=By)
    type = models.CharField(max_length=40, blank=True)
    text = models.CharField(_("Was fehlt?"), max_length=1000)
    # The Monday of the week.
    week = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    note = models.CharField(_("Notiz"), max_length=500, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-week", "id"]
        indexes = [models.Index(fields=["office", "state", "-week"], name="need_reports")]

    def __str__(self) -> str:
        return self.text


class NeedTally(WalledModel):
    """How often a type was reported as missing, or as something that can rest, in a town; counted by its own office.

    A count under three stands as null: “too few to say”. ``type`` empty: everything that names no type.
    ``sought``: searches in vain of the last year, only in the row without type.
    """

    wall: ClassVar[Wall] = Everyone("Counts of three and more, and no words of anybody.", written_by_office=True)
    stays: ClassVar[str] = "Counted anew from the reports wherever they go."
    off_the_record: ClassVar[str] = "Counted from reports whose changes are on record."
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place"),
        STATE: ("type", "counted_on"),
        AMOUNTS: ("missing", "resting", "sought"),
    }

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    type = models.CharField(max_length=40, blank=True)
    missing = models.PositiveIntegerField(null=True, blank=True)
    resting = models.PositiveIntegerField(null=True, blank=True)
    sought = models.PositiveIntegerField(null=True, blank=True)
    counted_on = models.DateField()

    class Meta(WalledModel.Meta):
        ordering = ["place", "type"]
        constraints = [models.UniqueConstraint(fields=["office", "place", "type"], name="need_tally_once")]

    def __str__(self) -> str:
        return f"{self.place_id} {self.type}"
