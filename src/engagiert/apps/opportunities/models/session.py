import uuid
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.opportunities.purposes import AFTER_SHIFT, OFFERS, SHIFTS, WITH_OFFER
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .opportunity import Opportunity


class Session(WalledModel):
    """One dated occasion of an offer (Termin). ``uid`` and ``version`` stay with it, so that a calendar changes its
    entry and never shows two."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"where": Datum(OFFERS, WITH_OFFER)}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "opportunity", "uid"),
        STATE: ("starts_at", "ends_at", "version", "cancelled_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(Opportunity, models.CASCADE, related_name="sessions")
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    where = models.CharField(_("Treffpunkt"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="session_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Shift(WalledModel):
    """Seats of an occasion at a time (Schicht). ``taken`` counts those seated and those a seat is kept for; the
    database lets it never exceed ``seats``."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "session"),
        OF_ORGANISATIONS: ("name",),
        STATE: ("starts_at", "ends_at", "seats", "taken"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, models.CASCADE, related_name="shifts")
    name = models.CharField(_("Aufgabe"), max_length=120, blank=True)
    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"))
    seats = models.PositiveSmallIntegerField(_("Plätze"))
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(taken__lte=models.F("seats")), name="shift_never_oversold"),
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="shift_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.name}"

    @property
    def free(self) -> int:
        return self.seats - self.taken


class Booking(WalledModel):
    """Somebody's seat in a shift, or their place in its line.

    ``who`` names them as ``app.noun:key`` (the app that knows people registers nothing here); empty for somebody known
    by ``name`` alone. In line counts who came first. A freed seat is ``OFFERED`` until ``offered_until``.
    """

    class State(models.TextChoices):
        SEATED = "seated", _("dabei")
        WAITING = "waiting", _("Warteliste")
        OFFERED = "offered", _("Platz angeboten")
        GIVEN_BACK = "given_back", _("abgesagt")
        LAPSED = "lapsed", _("Angebot abgelaufen")
        CAME = "came", _("war da")
        MISSED = "missed", _("kam nicht")

    # Who holds a seat, and so can be nowhere else at that time.
    HOLDING: ClassVar[tuple[str, ...]] = ("seated", "offered", "came", "missed")
    OPEN: ClassVar[tuple[str, ...]] = ("seated", "offered", "waiting", "came", "missed")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(SHIFTS, AFTER_SHIFT, ROW, label=_("Name, wie gesagt")),
        "who": Datum(SHIFTS, AFTER_SHIFT, ROW, label=_("wer den Platz hat")),
        "noted_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Anwesenheit notiert hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "shift"),
        STATE: ("state", "span", "booked_at", "offered_until", "changed_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    shift = models.ForeignKey(Shift, models.CASCADE, related_name="bookings")
    who = models.CharField(max_length=120, blank=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State)
    span = DateTimeRangeField()
    booked_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    noted_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["booked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["shift", "who"],
                condition=~Q(who="") & Q(state__in=("seated", "offered", "waiting", "came", "missed")),
                name="one_booking_a_person_and_shift",
            ),
            ExclusionConstraint(
                name="nobody_in_two_shifts_at_once",
                expressions=[("who", RangeOperators.EQUAL), ("span", RangeOperators.OVERLAPS)],
                condition=~Q(who="") & Q(state__in=("seated", "offered", "came", "missed")),
            ),
            models.CheckConstraint(condition=~Q(who="") | ~Q(name=""), name="booking_is_somebodys"),
            models.CheckConstraint(
                condition=~Q(state="offered") | Q(offered_until__isnull=False), name="offered_seat_says_until_when"
            ),
        ]
        indexes = [models.Index(fields=["shift", "state", "booked_at"], name="booking_line")]

    def __str__(self) -> str:
        return f"{self.shift_id} {self.state}"

    @staticmethod
    def renumbered(row: dict[str, Any], number: Callable[[str, Any], Any]) -> dict[str, Any] | None:
        # Keys of people are UUIDs and travel as they are.
        return row
