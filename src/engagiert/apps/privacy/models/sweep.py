from typing import ClassVar

from django.db import models

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import AMOUNTS, KEYS, Impersonal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Sweep(WalledModel):
    """Proof that the periods were kept on a day: ``counts`` maps a rule (``table.column``) to the number of rows it
    emptied or deleted. A day without anything to do has a row as well."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), AMOUNTS: ("day", "at", "counts")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    day = models.DateField()
    at = models.DateTimeField()
    counts = models.JSONField(default=dict)

    class Meta(WalledModel.Meta):
        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["office", "day"], name="sweep_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
