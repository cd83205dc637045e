import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.awards.purposes import HONOURING, NOMINATION_KEPT, OF_NOMINATION
from engagiert.kernel.privacy import DERIVED, KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .award import Award

_ACCOUNT = "account:"


def renumber_barred(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
    """Accounts have other numbers elsewhere; members of the jury keep their key."""
    kept = [one for one in row["barred"] if not one.startswith(_ACCOUNT)]
    accounts = [int(one.removeprefix(_ACCOUNT)) for one in row["barred"] if one.startswith(_ACCOUNT)]
    found = [number("accounts.account", one) for one in accounts]
    row["barred"] = [*kept, *(f"{_ACCOUNT}{one}" for one in found if one is not None)]
    return row


class Nomination(WalledModel):
    """Somebody is proposed for an award (Vorschlag), by one or several people (``Nominator``).

    ``barred``: who is biased about it and so neither reads nor writes it (see ``ByOffice.barred``). ``honour`` is what
    the person said after the decision: in public, quietly (those who proposed them hear of it, nobody else), to be kept
    secret, or that they do not want it. ``ends_on``: the day after which the row is deleted. Purpose, ground and
    retention: ``purposes.py``.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("Vorschlag", "eingegangen")
        JURY = "jury", pgettext_lazy("Vorschlag", "bei der Jury")
        GRANTED = "granted", pgettext_lazy("Vorschlag", "wird ausgezeichnet")
        DECLINED = "declined", pgettext_lazy("Vorschlag", "nicht ausgewählt")

    class Honour(models.TextChoices):
        ASKED = "", _("noch nicht gesagt")
        PUBLIC = "public", _("öffentlich")
        QUIET = "quiet", _("ja, aber nicht öffentlich")
        SECRET = "secret", _("ja, und niemand soll es erfahren")
        REFUSED = "refused", _("möchte die Auszeichnung nicht")

    wall: ClassVar[Wall] = ByOffice(intake=True, barred=True)
    renumbered = staticmethod(renumber_barred)
    personal: ClassVar[Personal] = {
        "name": Datum(HONOURING, NOMINATION_KEPT, ROW),
        "organisation": Datum(HONOURING, NOMINATION_KEPT, "", follows="name"),
        "mail": Datum(HONOURING, NOMINATION_KEPT, "", follows="name"),
        "phone": Datum(HONOURING, NOMINATION_KEPT, "", follows="name"),
        "postal": Datum(HONOURING, NOMINATION_KEPT, [], label=_("Anschrift"), follows="name"),
        "reason": Datum(HONOURING, NOMINATION_KEPT),
        "tribute": Datum(HONOURING, NOMINATION_KEPT),
        "speech": Datum(HONOURING, NOMINATION_KEPT),
        "hands_over": Datum(HONOURING, NOMINATION_KEPT),
        "barred": Datum(HONOURING, NOMINATION_KEPT, DERIVED, label=_("wer befangen ist")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "award"),
        STATE: ("year", "state", "honour", "handed_in_at", "decided_at", "told_at", "seats", "ends_on"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, related_name="nominations")
    year = models.PositiveSmallIntegerField()
    name = models.CharField(_("Wen schlagen Sie vor?"), max_length=200)
    organisation = models.CharField(_("Verein oder Gruppe"), max_length=200, blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    barred = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    honour = models.CharField(max_length=10, choices=Honour, default=Honour.ASKED, blank=True)
    handed_in_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    # When those who proposed were answered.
    told_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Begründung"), max_length=1000, blank=True)
    tribute = models.CharField(_("Ein Satz für die Seite der Ehrungen"), max_length=300, blank=True)
    speech = models.TextField(_("Stichworte für die Rede"), max_length=4000, blank=True)
    hands_over = models.CharField(_("Wer überreicht?"), max_length=200, blank=True)
    seats = models.PositiveSmallIntegerField(_("Plätze für Gäste"), default=0)
    ends_on = models.DateField()

    class Meta(WalledModel.Meta):
        ordering = ["handed_in_at", "id"]
        indexes = [models.Index(fields=["office", "award", "year", "state"], name="nomination_of_year")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "jury"]) | Q(decided_at__isnull=False), name="a_decision_has_its_day"
            ),
            models.CheckConstraint(condition=Q(honour="") | Q(state="granted"), name="only_who_is_honoured_is_asked"),
        ]

    def __str__(self) -> str:
        return self.name


class Nominator(WalledModel):
    """Who proposes somebody, why, and who else knows about it. Several may propose the same person."""

    wall: ClassVar[Wall] = ByOffice(intake=True, barred=True)
    renumbered = staticmethod(renumber_barred)
    personal: ClassVar[Personal] = {
        "name": Datum(HONOURING, OF_NOMINATION, ROW),
        "mail": Datum(HONOURING, OF_NOMINATION, "", follows="name"),
        "phone": Datum(HONOURING, OF_NOMINATION, "", follows="name"),
        "postal": Datum(HONOURING, OF_NOMINATION, [], label=_("Anschrift"), follows="name"),
        "reason": Datum(HONOURING, OF_NOMINATION),
        "known_by": Datum(HONOURING, OF_NOMINATION),
        "barred": Datum(HONOURING, OF_NOMINATION, DERIVED, label=_("wer befangen ist")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "nomination"), STATE: ("handed_in_at", "language")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, models.CASCADE, related_name="nominators")
    name = models.CharField(_("Ihr Name"), max_length=200)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    language = models.CharField(max_length=2, default="de")
    reason = models.TextField(_("Warum?"), max_length=4000)
    known_by = models.CharField(_("Wer weiß noch davon?"), max_length=300, blank=True)
    barred = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    handed_in_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["handed_in_at", "id"]

    def __str__(self) -> str:
        return self.name
