from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.rounds.purposes import MINUTES, WITH_ROUND
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Round(WalledModel):
    """People of several departments who meet again and again (Runde), with an end from the start.

    ``members`` are keys of accounts: of the office itself, of other offices of the same place, contacts of other
    departments. They read the round, its meetings, items and decisions, which carry the same list; whoever leaves
    reads none of it any more. Purpose: the departments work together. Ground: the task of the office (Art. 6 (1) e
    DSGVO). Retention: names of members as long as the round; minutes ten years, as the town keeps its minutes.
    """

    class Rhythm(models.IntegerChoices):
        WEEKLY = 1, _("jede Woche")
        FORTNIGHTLY = 2, _("alle zwei Wochen")
        FOUR_WEEKS = 4, _("alle vier Wochen")
        EIGHT_WEEKS = 8, _("alle acht Wochen")
        QUARTERLY = 13, _("alle drei Monate")

    wall: ClassVar[Wall] = ByOffice(members=True)
    personal: ClassVar[Personal] = {
        "members": Datum(MINUTES, WITH_ROUND, DERIVED, label=_("Mitglieder der Runde")),
        "name": Datum(MINUTES, WITH_ROUND),
        "purpose": Datum(MINUTES, WITH_ROUND),
        "ended_because": Datum(MINUTES, WITH_ROUND, label=_("warum sie endete")),
        "where": Datum(MINUTES, WITH_ROUND),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "token"),
        STATE: ("weeks", "starts_on", "ends_on", "begins_at", "ended_on"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    members = ArrayField(models.BigIntegerField(), default=list, blank=True)
    name = models.CharField(_("Name der Runde"), max_length=120)
    purpose = models.TextField(_("Wozu?"), max_length=1000, blank=True)
    weeks = models.PositiveSmallIntegerField(_("Wie oft?"), choices=Rhythm, default=Rhythm.FORTNIGHTLY)
    starts_on = models.DateField(_("Erster Termin"))
    ends_on = models.DateField(_("Spätestens zu Ende am"))
    begins_at = models.TimeField(_("Uhrzeit"))
    where = models.CharField(_("Ort"), max_length=200, blank=True)
    # Ended before the last day, because it was done or did not help: that is an achievement.
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)
    token = models.CharField(max_length=60, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=models.F("starts_on")), name="round_ends_after_it_begins"),
            models.UniqueConstraint(fields=["office", "token"], condition=~Q(token=""), name="round_once"),
        ]
        indexes = [GinIndex(fields=["members"], name="round_members")]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["members"] = [key for one in row["members"] if (key := number("accounts.account", one)) is not None]
        return row
