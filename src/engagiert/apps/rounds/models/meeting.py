from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.rounds.purposes import MINUTES, OF_MEETING, WITH_ROUND
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .round import Round


class Meeting(WalledModel):
    """One date of a round, with its minutes once it was held. ``version`` counts saved minutes: of two people who write
    them at once, the second is told. Purpose, ground and retention: see ``Round``.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("geplant")
        HELD = "held", _("hat stattgefunden")
        CANCELLED = "cancelled", _("fällt aus")

    wall: ClassVar[Wall] = ByOffice(members=True)
    personal: ClassVar[Personal] = {
        "members": Datum(MINUTES, WITH_ROUND, DERIVED, label=_("Mitglieder der Runde")),
        "present": Datum(MINUTES, OF_MEETING),
        "notes": Datum(MINUTES, OF_MEETING),
        "where": Datum(MINUTES, OF_MEETING),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "round", "version"), STATE: ("on", "begins_at", "state")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    members = ArrayField(models.BigIntegerField(), default=list, blank=True)
    round = models.ForeignKey(Round, models.CASCADE, related_name="meetings")
    on = models.DateField(_("Tag"))
    begins_at = models.TimeField(_("Uhrzeit"))
    where = models.CharField(_("Ort"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    present = models.CharField(_("Wer war dabei?"), max_length=500, blank=True)
    notes = models.TextField(_("Sonst noch"), max_length=8000, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["on", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "on"], name="one_meeting_a_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["members"] = [key for one in row["members"] if (key := number("accounts.account", one)) is not None]
        return row
