from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .located import Located
from .organisation import Organisation


class Facility(Located):
    """Where an organisation works (Einrichtung): a house, a meeting place, an office of its own type."""

    wall: ClassVar[Wall] = ByOffice(own="organisation_id")
    personal: ClassVar[Personal] = Located.personal
    impersonal: ClassVar[Impersonal] = {
        **Located.impersonal,
        KEYS: ("office", "place", "organisation", "slug"),
        OF_ORGANISATIONS: (*Located.of_organisations, "name"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="facilities")
    name = models.CharField(_("Name"), max_length=300)
    slug = models.SlugField(max_length=120)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "slug"], name="facility_address_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FundingSource(WalledModel):
    """Who pays, which share of the budget (percent), from when until when; no end means open-ended."""

    wall: ClassVar[Wall] = ByOffice(own="organisation_id")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "organisation", "facility"),
        OF_ORGANISATIONS: ("funder", "share_percent", "starts_on", "ends_on"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="funding")
    facility = models.ForeignKey(Facility, models.CASCADE, null=True, blank=True, related_name="funding")
    funder = models.CharField(_("Geldgeber"), max_length=200)
    share_percent = models.PositiveSmallIntegerField(_("Anteil in Prozent"), null=True, blank=True)
    starts_on = models.DateField(_("Beginn"), null=True, blank=True)
    ends_on = models.DateField(_("Ende"), null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="funding_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__range=(0, 100)),
                name="funding_share_is_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.funder
