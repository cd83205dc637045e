from typing import ClassVar

from django.db import models

from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .roll import OPEN, Roll


class Facility(models.Model):
    """One row of a roll. ``place``: the unit that its key or point names, None where it lies outside the register.

    ``lat``/``lon`` in degrees (WGS 84), where the list gives a point of its own; else the official point of the place
    counts. ``budget`` in euros a year. ``key`` tells rows of one roll apart: name, place and point, folded.
    """

    wall: ClassVar[Wall] = Everyone(OPEN)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("roll", "place", "key"),
        OF_ORGANISATIONS: ("name", "lat", "lon", "budget", "founded", "staff_fte"),
    }

    roll = models.ForeignKey(Roll, models.CASCADE, related_name="facilities")
    key = models.CharField(max_length=400)
    name = models.CharField(max_length=300)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    budget = models.PositiveBigIntegerField(null=True)
    founded = models.PositiveSmallIntegerField(null=True)
    staff_fte = models.FloatField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["roll", "key"], name="facility_listed_once"),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="facility_point_is_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(place__isnull=False) | models.Q(lat__isnull=False),
                name="facility_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """Who pays which part of it (percent), from when until when, both days included; no end means open."""

    wall: ClassVar[Wall] = Everyone(OPEN)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("facility",),
        OF_ORGANISATIONS: ("funder", "share_percent", "starts_on", "ends_on"),
    }

    facility = models.ForeignKey(Facility, models.CASCADE, related_name="grants")
    funder = models.CharField(max_length=200, blank=True)
    share_percent = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(starts_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="grant_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(share_percent__isnull=True) | models.Q(share_percent__range=(0, 100)),
                name="grant_share_is_percent",
            ),
        ]

    def __str__(self) -> str:
        return self.funder
