import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.awards.purposes import HONOURING, OF_NOMINATION, ON_THE_JURY
from engagiert.kernel.privacy import DERIVED, KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .award import Award
from .nomination import Nomination, renumber_barred


class Juror(WalledModel):
    """A member of the jury of an award, who votes with a code. ``account_id``: where they work at the office, too."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(HONOURING, ON_THE_JURY, ROW),
        "organisation": Datum(HONOURING, ON_THE_JURY, "", follows="name"),
        "mail": Datum(HONOURING, ON_THE_JURY, "", follows="name"),
        "postal": Datum(HONOURING, ON_THE_JURY, [], label=_("Anschrift"), follows="name"),
        "account_id": Datum(HONOURING, ON_THE_JURY, None, follows="name", label=_("Nummer des Zugangs")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "award"), STATE: ("ended_on",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, models.CASCADE, related_name="jurors")
    name = models.CharField(_("Name"), max_length=200)
    organisation = models.CharField(_("Verein oder Gruppe"), max_length=200, blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    account_id = models.BigIntegerField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What their link is about, and by which the wall knows them."""
        return f"awards.juror:{self.pk}"

    @property
    def marks(self) -> list[str]:
        """By what ``barred`` names them: their code, and their account where they have one."""
        return [self.key, *([f"account:{self.account_id}"] if self.account_id else [])]

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        row["account_id"] = number("accounts.account", row["account_id"]) if row["account_id"] else None
        return row


class Ballot(WalledModel):
    """What a member of the jury says of a nomination; whoever is biased has no vote, and the database says so, too.

    ``conflict``: declared by the member or found by comparing names and organisations; ``why`` says what it is.
    """

    class Vote(models.TextChoices):
        NONE = "", _("noch nicht")
        YES = "yes", _("ja")
        NO = "no", _("nein")
        ABSTAIN = "abstain", _("enthalte mich")

    class Conflict(models.TextChoices):
        NONE = "", _("keine")
        DECLARED = "declared", _("selbst gesagt")
        FOUND = "found", _("gefunden")

    wall: ClassVar[Wall] = ByOffice(barred=True)
    renumbered = staticmethod(renumber_barred)
    personal: ClassVar[Personal] = {
        "why": Datum(HONOURING, OF_NOMINATION, label=_("warum befangen")),
        "barred": Datum(HONOURING, OF_NOMINATION, DERIVED, label=_("wer befangen ist")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "nomination", "juror"),
        STATE: ("vote", "voted_at", "conflict"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="ballots")
    juror = models.ForeignKey(Juror, models.CASCADE, related_name="ballots")
    vote = models.CharField(max_length=10, choices=Vote, default=Vote.NONE, blank=True)
    voted_at = models.DateTimeField(null=True, blank=True)
    conflict = models.CharField(max_length=10, choices=Conflict, default=Conflict.NONE, blank=True)
    why = models.CharField(max_length=200, blank=True)
    barred = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["nomination", "juror"]
        constraints = [
            models.UniqueConstraint(fields=["nomination", "juror"], name="one_ballot_a_juror"),
            models.CheckConstraint(condition=Q(conflict="") | Q(vote=""), name="who_is_biased_has_no_vote"),
        ]

    def __str__(self) -> str:
        return self.vote or self.conflict
