import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.models.proposal import renumber
from engagiert.apps.waves.purposes import CHOSEN, WAVE
from engagiert.kernel.privacy import AMOUNTS, KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .signup import Signup
from .wave import Wave


class Allotment(WalledModel):
    """One round of proposals of a wave (Zuteilung): reckoned by the engine, released by a person, sent one by one.

    ``total``, ``bound`` and ``gap`` are its certificate: no other plan within places and caps is worth more than
    ``bound``. One at a time is under way in a wave, so pressing twice starts one; a pick is sent in the transaction
    that writes its proposal, so whatever breaks off goes on where it stopped.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wird gerechnet")
        PLANNED = "planned", _("gerechnet, noch nichts gesendet")
        SENDING = "sending", _("wird gesendet")
        SENT = "sent", _("gesendet")
        DROPPED = "dropped", _("verworfen")

    UNDER_WAY = ("waiting", "planned", "sending")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "wave"),
        AMOUNTS: ("people", "offers", "places", "placed", "organisations", "total", "bound", "gap", "seconds"),
        STATE: ("state", "cap", "asked_at", "planned_at", "ended_at", "site"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="allotments")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    cap = models.PositiveSmallIntegerField()
    # Under which address people read our pages, for the links in the mails.
    site = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    planned_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0)
    offers = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    placed = models.PositiveIntegerField(default=0)
    organisations = models.PositiveIntegerField(default=0)
    total = models.FloatField(default=0)
    bound = models.FloatField(default=0)
    gap = models.FloatField(default=0)
    seconds = models.FloatField(default=0)

    class Meta(WalledModel.Meta):
        ordering = ["-asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave"],
                condition=Q(state__in=["waiting", "planned", "sending"]),
                name="one_allotment_at_a_time",
            ),
            models.CheckConstraint(condition=Q(cap__gte=1), name="allotment_sends_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.placed} / {self.people}"


class Pick(WalledModel):
    """Somebody and an offer in an allotment, with the reasons; becomes a proposal when it is sent."""

    class State(models.TextChoices):
        PLANNED = "planned", _("noch nicht gesendet")
        SENT = "sent", _("gesendet")
        # A pause, a no, an offer that is gone: between reckoning and sending things change.
        PASSED = "passed", _("passt nicht mehr")

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {"reasons": Datum(WAVE, CHOSEN, [], label=_("warum es passen könnte"))}
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "allotment", "signup"),
        OF_ORGANISATIONS: ("opportunity_id", "organisation_id", "organisation_name", "title"),
        STATE: ("state", "score", "parts"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    allotment = models.ForeignKey(Allotment, models.CASCADE, related_name="picks")
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="picks")
    # No foreign keys: offers stand behind the wall of their own office, which may be another one.
    opportunity_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField(default=0)
    organisation_name = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=200)
    score = models.FloatField(default=0)
    parts = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)

    class Meta(WalledModel.Meta):
        ordering = ["-score", "id"]
        constraints = [models.UniqueConstraint(fields=["allotment", "signup"], name="picked_once")]
        indexes = [models.Index(fields=["allotment", "state"], name="picks_to_send")]

    def __str__(self) -> str:
        return self.title
