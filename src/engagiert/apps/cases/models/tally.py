from typing import ClassVar

from django.db import models
from django.db.models import Q

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Tally(WalledModel):
    """How many cases of a kind an office received in a year, and what became of them, counted once a month.

    Kept by the office's own job, so that figures of a Kreis or Land are made without anybody reading an office's rows.
    Only ``selectors/areas.py`` reads it, and puts small numbers together. ``until``: the last day that is counted.
    """

    wall: ClassVar[Wall] = Everyone("Counts of an office and no row of any case.", written_by_office=True)
    stays: ClassVar[str] = "Counted anew from the cases wherever they go."
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        STATE: ("year", "kind", "until"),
        AMOUNTS: ("in_time", "late", "open"),
    }

    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    # Empty: a row that only says that nothing was there to count.
    kind = models.CharField(max_length=60, blank=True)
    until = models.DateField()
    in_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    open = models.PositiveIntegerField(default=0)

    class Meta(WalledModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "kind"], name="tally_once_a_year_and_kind"),
            models.CheckConstraint(
                condition=~Q(kind="") | Q(in_time=0, late=0, open=0), name="tally_of_nothing_is_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year} {self.kind}"
