from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, LOG
from engagiert.kernel.tenancy import ByAccount, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .office import Office


class Entry(WalledModel):
    """A look into an office's rows by whoever runs the technology: for hours, with a reason, seen by the office."""

    wall: ClassVar[Wall] = ByAccount()
    stays: ClassVar[str] = "Who looked into an office from outside belongs to this installation."
    personal: ClassVar[Personal] = {
        "account": Datum(ACCOUNTABILITY, LOG, DERIVED, label=_("Zugang des Betriebs")),
        "reason": Datum(ACCOUNTABILITY, LOG, DERIVED, label=_("Grund des Zugriffs")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), STATE: ("starts_at", "ends_at")}

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="entries")
    office = models.ForeignKey(Office, models.CASCADE, related_name="entries")
    reason = models.CharField(max_length=400)
    starts_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["-starts_at"]
        verbose_name_plural = "entries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gte=models.F("starts_at"), reason__gt=""),
                name="entry_has_a_reason_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} in {self.office_id} until {self.ends_at:%Y-%m-%d %H:%M}"
