import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.privacy.purposes import AFTER_BREACH, BREACHES
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

# Art. 33 DSGVO: from when the office knows of it.
HOURS_TO_REPORT = 72


class Breach(WalledModel):
    """A breach of personal data (Datenpanne): what happened, what was decided, by when the authority must know."""

    class Risk(models.TextChoices):
        OPEN = "open", _("noch nicht eingeschätzt")
        NONE = "none", _("voraussichtlich kein Risiko")
        SOME = "some", _("Risiko: der Aufsicht melden")
        HIGH = "high", _("hohes Risiko: der Aufsicht melden und die Betroffenen benachrichtigen")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "what": Datum(BREACHES, AFTER_BREACH),
        "whom": Datum(BREACHES, AFTER_BREACH),
        "effects": Datum(BREACHES, AFTER_BREACH),
        "measures": Datum(BREACHES, AFTER_BREACH),
        "reasons": Datum(BREACHES, AFTER_BREACH),
        "recorded_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer sie eingetragen hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        STATE: ("noticed_at", "risk", "reported_at", "told_at", "closed_at", "recorded_at"),
        AMOUNTS: ("people",),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    noticed_at = models.DateTimeField(_("Bekannt geworden am"))
    what = models.TextField(_("Was ist geschehen?"))
    whom = models.TextField(_("Wessen Daten, welche Daten?"), blank=True)
    people = models.PositiveIntegerField(_("Wie viele Menschen ungefähr?"), null=True, blank=True)
    effects = models.TextField(_("Was kann daraus folgen?"), blank=True)
    measures = models.TextField(_("Was haben wir getan?"), blank=True)
    risk = models.CharField(_("Einschätzung"), max_length=10, choices=Risk, default=Risk.OPEN)
    reasons = models.TextField(_("Warum so entschieden?"), blank=True)
    reported_at = models.DateTimeField(_("Der Aufsicht gemeldet am"), null=True, blank=True)
    told_at = models.DateTimeField(_("Die Betroffenen benachrichtigt am"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Abgeschlossen am"), null=True, blank=True)
    recorded_by = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["-noticed_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(risk="open"), name="closed_breach_is_judged"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True) | ~models.Q(reasons=""), name="closed_breach_has_reasons"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | ~models.Q(risk__in=["some", "high"])
                | models.Q(reported_at__isnull=False),
                name="closed_breach_with_risk_was_reported",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noticed_at:%Y-%m-%d}"

    @property
    def report_until(self) -> datetime.datetime:
        """72 hours on the clock, so a change to or from summer time moves nothing."""
        return self.noticed_at + datetime.timedelta(hours=HOURS_TO_REPORT)

    @property
    def must_report(self) -> bool:
        """Whether the clock runs: not reported, and nobody has decided that no risk follows."""
        return self.reported_at is None and self.closed_at is None and self.risk != self.Risk.NONE

    def hours_left(self, now: datetime.datetime) -> float:
        return (self.report_until - now).total_seconds() / 3600
