import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.apps.privacy.models import Consent
from engagiert.apps.recognition.purposes import CARDS, WHILE_VALID
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ERASED
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Card(WalledModel):
    """A volunteer card (Ehrenamtskarte) as it was signed. The code itself is made when somebody needs it.

    ``index`` is its place in the town's status list. ``expires_on`` is the last day, None on a card for life.
    ``ended_on`` is the day from which it is of no use: the day after ``expires_on``, earlier where it was revoked.
    Purpose: to issue, replace and renew. Ground: the office's task (Art. 6 (1) e DSGVO). Retention: two years after
    the end; a card for life as long as it lives. ``find`` holds the folded words of the name and the number, by which
    the desk finds a card.
    """

    class Kind(models.TextChoices):
        CARD = "card", _("Ehrenamtskarte")
        JUBILEE = "jubilee", _("Jubiläumskarte")
        YOUTH = "youth", _("Ehrenamtskarte für junge Menschen")

    class State(models.TextChoices):
        LIVING = "living", pgettext_lazy("Karte", "gültig")
        REPLACED = "replaced", pgettext_lazy("Karte", "ersetzt")
        REVOKED = "revoked", pgettext_lazy("Karte", "gesperrt")

    class Medium(models.TextChoices):
        PHONE = "phone", _("auf dem Handy")
        PAPER = "paper", _("auf Papier, zum Ausschneiden")
        PLASTIC = "plastic", _("aus Plastik")
        BOTH = "both", _("auf dem Handy und aus Plastik")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(CARDS, WHILE_VALID, ERASED),
        "find": Datum(CARDS, WHILE_VALID, "", label=_("Suchworte des Büros"), follows="name"),
        "mail": Datum(CARDS, WHILE_VALID, "", follows="name"),
        "postal": Datum(CARDS, WHILE_VALID, [], label=_("Anschrift"), follows="name"),
        "reason": Datum(CARDS, WHILE_VALID, label=_("warum sie endete")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place", "index", "replaces", "site", "short", "app_consent"),
        STATE: (
            "kind",
            "state",
            "issued_at",
            "expires_on",
            "ended_on",
            "language",
            "medium",
            "printed_at",
            "handed_at",
        ),
    }  # fmt: skip
    stays: ClassVar[str] = "Signed with a key of this installation; another one issues its own."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    index = models.PositiveIntegerField()
    # At most 60 bytes: what fits on the card and in its code.
    name = models.CharField(_("Name auf der Karte"), max_length=60)
    find = models.TextField(blank=True)
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.CARD)
    state = models.CharField(max_length=10, choices=State, default=State.LIVING)
    issued_at = models.DateTimeField()
    expires_on = models.DateField(_("Gültig bis"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(_("Grund"), max_length=300, blank=True)
    medium = models.CharField(_("Wie möchten Sie die Karte?"), max_length=10, choices=Medium, default=Medium.PHONE)
    # How its owner reads from us: by mail, else by letter; neither where they come by.
    mail = models.EmailField(_("E-Mail"), blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    language = models.CharField(max_length=2, default="de")
    # Under which address they came to us (https://…), for links in later mails; empty where nobody knows.
    site = models.CharField(max_length=200, blank=True)
    # What the list of typed codes says of it (engines/cards/typed.py); null on cards that have no such code.
    short = models.BinaryField(max_length=18, null=True, blank=True)
    # When it last went into a print file for plastic cards.
    printed_at = models.DateTimeField(null=True, blank=True)
    replaces = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="successors")
    # The owner's word that the card may go to the state's app, the last one they gave; and since when the app has it.
    app_consent = models.ForeignKey(Consent, models.SET_NULL, null=True, blank=True, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-issued_at", "id"]
        indexes = [
            # Names are compared within the index: the wall lets no index look for parts of a word.
            models.Index(fields=["office", "-issued_at", "id"], include=["find", "state"], name="card_to_find"),
            models.Index(
                fields=["office", "issued_at", "id"],
                include=["expires_on"],
                condition=Q(state="living", medium__in=["plastic", "both"], printed_at__isnull=True),
                name="card_to_print",
            ),
            models.Index(fields=["office"], condition=Q(app_consent__isnull=False), name="card_for_the_app"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["place", "index"], name="a_place_is_given_to_one_card"),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state="revoked"), name="a_card_has_one_living_successor"
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_at__date")),
                name="a_card_expires_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=False) | Q(kind="jubilee"), name="only_a_jubilee_card_is_for_life"
            ),
            models.CheckConstraint(
                condition=Q(state="living") | Q(ended_on__isnull=False), name="what_ended_has_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def goes_to_app(self) -> bool:
        """Whether its owner agrees that the state's app has it."""
        return self.app_consent is not None and self.app_consent.ended_at is None
