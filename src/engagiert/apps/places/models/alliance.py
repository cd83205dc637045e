from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .place import Place


class Alliance(models.Model):
    """A named set of municipalities with a purpose (Verbund), such as a shared volunteer card."""

    wall: ClassVar[Wall] = Everyone("An alliance of towns is public.")
    impersonal: ClassVar[Impersonal] = {OF_THE_OFFICE: ("name", "slug", "purpose")}

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    purpose = models.TextField(blank=True)
    members = models.ManyToManyField(Place, through="AllianceMember", related_name="alliances")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AllianceMember(models.Model):
    wall: ClassVar[Wall] = Everyone("Which towns form an alliance is public.")
    impersonal: ClassVar[Impersonal] = {KEYS: ("alliance", "place")}

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "place"], name="alliance_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.alliance} – {self.place}"
