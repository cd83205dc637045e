from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import AMOUNTS, KEYS, OF_THE_OFFICE, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

KEYS_ARE_PUBLIC = "Whoever checks a card needs the keys of all issuers; private keys are never in the database."
LISTS_ARE_PUBLIC = "A place in the list of revoked cards says nothing about whose card it was."
NUMBERS_ONLY = "How many places of the list are given away, and nothing else."


class Signer(models.Model):
    """A key with which an office signs cards; its private half lies in the folder of keys.

    ``key_id``, ``x``, ``y`` in hexadecimal, as the trust list has them. ``retired_at``: signs nothing more, its cards
    stay good. ``withdrawn_at``: nothing it signed is good any more, whoever has the private half.
    """

    wall: ClassVar[Wall] = Everyone(KEYS_ARE_PUBLIC, written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place", "key_id"),
        OF_THE_OFFICE: ("x", "y"),
        STATE: ("since", "retired_at", "withdrawn_at"),
    }
    stays: ClassVar[str] = "A key belongs to the installation that holds its private half."

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    key_id = models.CharField(max_length=16, unique=True)
    x = models.CharField(max_length=64)
    y = models.CharField(max_length=64)
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(retired_at__isnull=True, withdrawn_at__isnull=True),
                name="one_key_signs_for_a_place",
            ),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True) | Q(retired_at__gte=F("since")),
                name="a_key_retires_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.key_id


class Series(models.Model):
    """The places of one town's status list: ``next_index`` is the next free one. Locked while a card is made."""

    wall: ClassVar[Wall] = Everyone(NUMBERS_ONLY)
    impersonal: ClassVar[Impersonal] = {KEYS: ("place",), AMOUNTS: ("next_index",)}
    off_the_record: ClassVar[str] = "A counter; the card that took the place is on record."

    place = models.OneToOneField(Place, models.PROTECT, primary_key=True, related_name="+")
    next_index = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.place_id}: {self.next_index}"


class Revocation(models.Model):
    """A place of a town's status list that is no longer good."""

    wall: ClassVar[Wall] = Everyone(LISTS_ARE_PUBLIC, written_by_office=True)
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "place", "index"), STATE: ("revoked_at",)}
    stays: ClassVar[str] = "It is about cards that this installation signed."

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    index = models.PositiveIntegerField()
    revoked_at = models.DateTimeField()

    class Meta:
        ordering = ["place", "index"]
        constraints = [models.UniqueConstraint(fields=["place", "index"], name="a_place_is_revoked_once")]

    def __str__(self) -> str:
        return f"{self.place_id}: {self.index}"


def seconds(moment: datetime | None) -> int:
    """Seconds since 1970, as cards and lists have them; 0 for never."""
    return int(moment.timestamp()) if moment else 0
