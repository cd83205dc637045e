import datetime
import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import CONTACTS, NO_NAMES, WITH_OFFICE
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

# So long are searches kept, then a job deletes them.
KEPT = datetime.timedelta(days=400)
# So often a text counts a day at most: nobody shall be able to make a need by reloading a page.
MOST_A_DAY = 20


class UnmetSearch(WalledModel):
    """Somebody looked for something here and did not find it: the words, the place, the day. Nothing of whoever asked.

    Rows are only added, by people without account; ``slot`` is a number drawn at random, so that a text fills at
    most ``MOST_A_DAY`` rows a day without anybody having to read them.
    """

    wall: ClassVar[Wall] = ByOffice(intake=True)
    off_the_record: ClassVar[str] = "Words without a person, added by nobody in particular; a log would add a time."
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "slot"),
        NO_NAMES: ("key", "text", "day"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    text = models.CharField(max_length=80)
    day = models.DateField()
    slot = models.PositiveSmallIntegerField()

    class Meta(WalledModel.Meta):
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["office", "key", "day", "slot"], name="unmet_search_has_a_limit")
        ]
        indexes = [models.Index(fields=["day"], name="unmet_search_by_day")]

    def __str__(self) -> str:
        return self.text


class Need(WalledModel):
    """What an office says of something that is looked for in vain: met by now, left to lie, or being thought of."""

    class State(models.TextChoices):
        OPEN = "open", _("offen")
        DONE = "done", _("erledigt")
        RESTING = "resting", _("kann liegen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "note": Datum(CONTACTS, WITH_OFFICE),
        "decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), NO_NAMES: ("key",), STATE: ("state", "decided_at")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    note = models.TextField(_("Notiz"), blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["key"]
        constraints = [models.UniqueConstraint(fields=["office", "key"], name="need_once")]

    def __str__(self) -> str:
        return self.key
