import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, TOLD
from engagiert.kernel.privacy import AMOUNTS, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .placement import Placement


class Hours(WalledModel):
    """Hours given on one day: written down by the person or the organisation, confirmed by the organisation.

    A correction is a new row that says which one it ``replaces``; the old one stays readable and no longer counts.
    """

    class By(models.TextChoices):
        PERSON = "person", _("die Person selbst")
        ORGANISATION = "organisation", _("die Organisation")
        OFFICE = "office", _("das Büro")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "what": Datum(HELPING, TOLD, label=_("was getan wurde")),
        "why": Datum(HELPING, TOLD, label=_("warum es geändert wurde")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "placement", "replaces", "token"),
        AMOUNTS: ("hours",),
        STATE: ("on", "by", "written_at", "confirmed_at", "refused_at", "counts"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, models.CASCADE, related_name="hours")
    on = models.DateField(_("Tag"))
    hours = models.DecimalField(_("Stunden"), max_digits=4, decimal_places=2)
    what = models.CharField(_("Was?"), max_length=200, blank=True)
    by = models.CharField(max_length=12, choices=By)
    written_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    # False as soon as another row replaces it.
    counts = models.BooleanField(default=True)
    replaces = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="replaced_by")
    why = models.CharField(_("Warum?"), max_length=300, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["-on", "-written_at"]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=24), name="hours_fit_a_day"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True), name="hours_confirmed_or_refused"
            ),
            models.UniqueConstraint(fields=["placement", "token"], name="hours_once_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.hours}"
