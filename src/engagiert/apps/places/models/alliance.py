from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .place import Place


class Alliance(models.Model):
    """A named set of municipalities with a purpose (Verbund), such as a shared volunteer card, and perhaps an end.

    ``founder`` keeps name, purpose and term; empty where the operator founded it. Once over it has no members.
    """

    wall: ClassVar[Wall] = Everyone("An alliance of towns is public.")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("founder",),
        OF_THE_OFFICE: ("name", "slug", "purpose"),
        STATE: ("ends_on",),
    }

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    purpose = models.TextField(blank=True)
    founder = models.ForeignKey(Place, models.PROTECT, related_name="+", null=True, blank=True)
    # The last day; empty where no end is agreed.
    ends_on = models.DateField(null=True, blank=True)
    members = models.ManyToManyField(Place, through="AllianceMember", related_name="alliances")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AllianceMember(models.Model):
    """A town in an alliance, or one that was asked and has not answered yet (``joined_on`` empty)."""

    wall: ClassVar[Wall] = Everyone("Which towns form an alliance is public.")
    impersonal: ClassVar[Impersonal] = {KEYS: ("alliance", "place"), STATE: ("joined_on",)}

    alliance = models.ForeignKey(Alliance, models.CASCADE, related_name="memberships")
    place = models.ForeignKey(Place, models.PROTECT, related_name="memberships")
    joined_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alliance", "place"], name="alliance_member_once"),
        ]

    def __str__(self) -> str:
        return f"{self.alliance} – {self.place}"
