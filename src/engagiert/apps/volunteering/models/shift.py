import uuid
from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, TOLD
from engagiert.kernel.privacy import AMOUNTS, KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .proposal import renumber
from .volunteer import Volunteer


class Shift(WalledModel):
    """A dated piece of an offer with seats: “Suppenstand, Samstag 10–13 Uhr, sechs Plätze”."""

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "opportunity_id", "organisation_id", "token"),
        OF_ORGANISATIONS: ("title", "organisation_name", "where", "seats"),
        STATE: ("begins_at", "ends_at", "cancelled_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # 0 where it belongs to no offer that is published.
    opportunity_id = models.BigIntegerField(default=0)
    organisation_id = models.BigIntegerField(default=0)
    title = models.CharField(_("Was?"), max_length=200)
    organisation_name = models.CharField(_("Wer lädt ein?"), max_length=300, blank=True)
    where = models.CharField(_("Wo?"), max_length=200, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveSmallIntegerField(_("Plätze"))
    cancelled_at = models.DateTimeField(null=True, blank=True)
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["begins_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("begins_at")), name="shift_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="shift_has_a_seat"),
            models.UniqueConstraint(fields=["office", "token"], name="shift_once_a_form"),
        ]
        indexes = [models.Index(fields=["office", "begins_at"], name="shift_by_day")]

    def __str__(self) -> str:
        return self.title


class Seat(WalledModel):
    """Somebody's seat in a shift, or their place in the waitlist; ``asked_at`` is the fair order.

    A seat that is offered is held until ``offered_until``; without it until the desk has rung. ``during`` is the time
    of a seat that is taken: one person is never in two places at once. The key is the id in calendars, ``sequence``
    counts its changes there. ``came`` is what the organisation says, ``came_own`` what the person says; hours count
    where the organisation says they came.
    """

    class State(models.TextChoices):
        TAKEN = "taken", _("hat einen Platz")
        WAITING = "waiting", _("Warteliste")
        OFFERED = "offered", _("Platz angeboten")
        GIVEN_UP = "given_up", _("abgesagt")
        PASSED = "passed", _("ohne Antwort weitergegeben")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"told": Datum(HELPING, TOLD, label=_("was dazu gesagt wurde"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "shift", "volunteer"),
        AMOUNTS: ("hours",),
        STATE: ("state", "asked_at", "offered_at", "offered_until", "during", "sequence", "came", "came_own"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, models.CASCADE, related_name="taken")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="seats")
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)
    offered_until = models.DateTimeField(null=True, blank=True)
    during = DateTimeRangeField(null=True, blank=True)
    sequence = models.PositiveSmallIntegerField(default=0)
    came = models.BooleanField(null=True, blank=True)
    came_own = models.BooleanField(null=True, blank=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2, default=0)
    told = models.CharField(max_length=300, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "volunteer"],
                condition=Q(state__in=["taken", "waiting", "offered"]),
                name="one_seat_a_person_and_shift",
            ),
            ExclusionConstraint(
                name="nobody_in_two_places_at_once",
                expressions=[("volunteer", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(during__isnull=False),
            ),
            models.CheckConstraint(
                condition=Q(state="taken", during__isnull=False) | ~Q(state="taken") & Q(during__isnull=True),
                name="taken_seat_has_its_time",
            ),
            models.CheckConstraint(condition=Q(hours=0) | Q(came=True), name="hours_only_for_those_who_came"),
        ]
        indexes = [models.Index(fields=["shift", "state", "asked_at"], name="seat_in_order")]

    def __str__(self) -> str:
        return f"{self.state} {self.asked_at}"

    @property
    def is_open(self) -> bool:
        return self.state in (self.State.TAKEN, self.State.WAITING, self.State.OFFERED)
