import uuid
from decimal import Decimal
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, OF_VOLUNTEER, WITH_ROW
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .volunteer import Volunteer

ANY_TIME = (1 << 28) - 1


def _codes() -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), default=list, blank=True)


class Wish(WalledModel):
    """What somebody likes, can and will not do, when, how far, in which languages, from when and how much at most.

    Codes are those of the matching engine (``engines.matching.taxonomy``). ``week_parts``: 28 bits, day × 4 + part.
    ``latitude``/``longitude``: the middle of the place or district they named, never an address.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "words": Datum(HELPING, OF_VOLUNTEER, label=_("in eigenen Worten")),
        "likes": Datum(HELPING, WITH_ROW, label=_("was ich gern mache")),
        "skills": Datum(HELPING, WITH_ROW, label=_("was ich kann")),
        "avoids": Datum(HELPING, WITH_ROW, label=_("was ich nicht möchte")),
        "languages": Datum(HELPING, WITH_ROW, label=_("Sprachen")),
        "place": Datum(HELPING, WITH_ROW, label=_("Ort oder Stadtteil")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "volunteer"),
        STATE: (
            "week_parts", "radius_km", "latitude", "longitude", "from_on", "hours_per_week", "wants_call", "changed_at",
        ),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.OneToOneField(Volunteer, models.CASCADE, related_name="wish")
    likes = _codes()
    skills = _codes()
    avoids = _codes()
    languages = _codes()
    words = models.TextField(_("In Ihren Worten"), blank=True)
    week_parts = models.PositiveIntegerField(default=ANY_TIME)
    place = models.CharField(_("Ort"), max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    radius_km = models.PositiveSmallIntegerField(default=10)
    from_on = models.DateField(null=True, blank=True)
    # The most they want to give; no proposal goes beyond it.
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    wants_call = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(week_parts__gt=0, week_parts__lte=ANY_TIME), name="wish_has_some_time"),
            models.CheckConstraint(condition=Q(radius_km__gte=1, radius_km__lte=200), name="wish_reaches_somewhere"),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=60),
                name="wish_hours_are_possible",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="wish_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.radius_km} km"

    @property
    def cap(self) -> Decimal | None:
        return self.hours_per_week
