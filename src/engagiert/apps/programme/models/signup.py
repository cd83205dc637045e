import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.programme.purposes import AFTER_OUTING, OUTINGS
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ROW
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .outing import Outing


class Signup(WalledModel):
    """Somebody with a card wants to come, alone or with one companion.

    ``card`` is the key of the first card that theirs goes on from, of whatever office: a new card is no second seat.
    ``offered_until`` is empty for an offer that a person makes on the telephone.
    """

    class State(models.TextChoices):
        TAKEN = "taken", pgettext_lazy("Ausflug", "ist dabei")
        WAITING = "waiting", _("wartet")
        OFFERED = "offered", pgettext_lazy("Ausflug", "Platz angeboten")
        GIVEN_UP = "given_up", pgettext_lazy("Ausflug", "abgesagt")
        PASSED = "passed", pgettext_lazy("Ausflug", "nicht geantwortet")

    OPEN = (State.TAKEN, State.WAITING, State.OFFERED)

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(OUTINGS, AFTER_OUTING, ROW),
        "mail": Datum(OUTINGS, AFTER_OUTING, ROW, follows="name"),
        "phone": Datum(OUTINGS, AFTER_OUTING, ROW, follows="name"),
        "postal": Datum(OUTINGS, AFTER_OUTING, ROW, label=_("Anschrift"), follows="name"),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "outing", "card", "site"),
        STATE: ("companions", "state", "asked_at", "offered_until", "turn", "language"),
    }
    stays: ClassVar[str] = "Seats follow from cards, and a card is signed with a key of this installation."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    outing = models.ForeignKey(Outing, models.CASCADE, related_name="signups")
    card = models.UUIDField()
    name = models.CharField(_("Name"), max_length=60)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    companions = models.PositiveSmallIntegerField(_("Begleitung"), default=0)
    state = models.CharField(max_length=10, choices=State)
    asked_at = models.DateTimeField()
    offered_until = models.DateTimeField(null=True, blank=True)
    # How often something has happened to it, so that each offer is a message of its own.
    turn = models.PositiveSmallIntegerField(default=0)
    language = models.CharField(max_length=2, default="de")
    # Under which address they came to us (https://…), for links in later mails.
    site = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["asked_at", "id"]
        indexes = [models.Index(fields=["outing", "state", "asked_at"], name="outing_signup_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["outing", "card"],
                condition=Q(state__in=["taken", "waiting", "offered"]),
                name="a_card_signs_up_once",
            ),
            models.CheckConstraint(condition=Q(companions__lte=1), name="one_companion_at_most"),
            models.CheckConstraint(
                condition=Q(offered_until__isnull=True) | Q(state="offered"), name="only_an_offer_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_line(self) -> bool:
        """Whether they come, or may still come."""
        return self.state in self.OPEN

    @property
    def size(self) -> int:
        """How many seats it needs."""
        return 1 + self.companions


class Seat(WalledModel):
    """One seat of an outing by its number, held or offered. Two people on one seat the database refuses."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "outing", "signup"), STATE: ("number",)}
    stays: ClassVar[str] = "A seat goes with its sign-up."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    outing = models.ForeignKey(Outing, models.CASCADE, related_name="held")
    signup = models.ForeignKey(Signup, models.CASCADE, related_name="held")
    number = models.PositiveSmallIntegerField()

    class Meta(WalledModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["outing", "number"], name="a_seat_is_held_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="seats_count_from_one"),
        ]

    def __str__(self) -> str:
        return str(self.number)
