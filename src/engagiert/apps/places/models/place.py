from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import PUBLIC_REGISTER, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class Place(models.Model):
    """A territorial unit (Gebietskörperschaft) or a neighbourhood of a municipality.

    ``ags`` is the official key; the key of a unit begins with the key of the unit above it, so “within” is a
    prefix. A neighbourhood has no official key; it gets its municipality's key, a hyphen and a number.
    """

    class Kind(models.TextChoices):
        STATE = "state", _("Land")
        REGION = "region", _("Regierungsbezirk")
        DISTRICT = "district", _("Kreis oder kreisfreie Stadt")
        MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
        NEIGHBOURHOOD = "neighbourhood", _("Quartier")

    wall: ClassVar[Wall] = Everyone("The official register of places is public.")
    impersonal: ClassVar[Impersonal] = {
        PUBLIC_REGISTER: (
            "ags", "ars", "name", "designation", "kind", "parent", "slug", "sort_key", "population", "population_on",
            "area_km2", "lat", "lon", "postcodes", "source",
        )
    }  # fmt: skip

    ags = models.CharField(max_length=16, unique=True)
    ars = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200)
    designation = models.CharField(max_length=80, blank=True, help_text=_("Stadt, Gemeinde, Kreis …"))
    kind = models.CharField(max_length=16, choices=Kind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    slug = models.SlugField(max_length=120, unique=True)
    sort_key = models.CharField(max_length=200)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    area_km2 = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    postcodes = ArrayField(models.CharField(max_length=5), default=list, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["sort_key"]
        indexes = [
            models.Index(fields=["kind", "sort_key"], name="place_kind"),
            models.Index(fields=["ags"], name="place_within", opclasses=["varchar_pattern_ops"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="place_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state_ags(self) -> str:
        return self.ags[:2]
