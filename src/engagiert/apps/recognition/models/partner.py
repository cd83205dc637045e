import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.apps.recognition.purposes import PARTNER_KEPT, PARTNERS, WITH_PARTNER
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ROW
from engagiert.kernel.tenancy import ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel

ON_THE_LIST = "What a partner gives to people with a card stands on the public list."


class Partner(models.Model):
    """A shop, museum or pool that gives something to people with a card (Akzeptanzpartner). All of it is public."""

    class Kind(models.TextChoices):
        CULTURE = "culture", _("Kultur und Bildung")
        FOOD = "food", _("Essen und Trinken")
        HEALTH = "health", _("Gesundheit")
        SHOP = "shop", _("Einkaufen")
        SPORT = "sport", _("Sport und Freizeit")
        SERVICE = "service", _("Dienste")
        OTHER = "other", _("anderes")

    class State(models.TextChoices):
        LISTED = "listed", _("auf der Liste")
        PAUSED = "paused", pgettext_lazy("Partner", "macht Pause")
        ENDED = "ended", pgettext_lazy("Partner", "beendet")

    wall: ClassVar[Wall] = Everyone(ON_THE_LIST, written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "place"),
        OF_ORGANISATIONS: (
            "kind", "name", "benefit", "conditions", "times", "street", "postcode", "website", "latitude", "longitude",
        ),
        STATE: ("state", "since", "changed_at"),
    }  # fmt: skip

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    kind = models.CharField(_("Art"), max_length=10, choices=Kind, default=Kind.OTHER)
    name = models.CharField(_("Name"), max_length=200)
    benefit = models.CharField(_("Was geben Sie?"), max_length=300)
    conditions = models.CharField(_("Bedingungen"), max_length=300, blank=True)
    times = models.CharField(_("Wann?"), max_length=200, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    website = models.URLField(_("Internetseite"), blank=True)
    # From the house coordinates, where the street is among them.
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.LISTED)
    since = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["place", "state"], name="partner_of_place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="partner_point_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PartnerContact(WalledModel):
    """Whom the office asks at a partner. Not public."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(PARTNERS, WITH_PARTNER, ROW),
        "mail": Datum(PARTNERS, WITH_PARTNER, ROW, follows="name"),
        "phone": Datum(PARTNERS, WITH_PARTNER, ROW, follows="name"),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "partner")}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    partner = models.OneToOneField(Partner, models.CASCADE, related_name="contact")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)

    def __str__(self) -> str:
        return self.name


class PartnerOffer(WalledModel):
    """Somebody without account offers to become a partner. ``facts``: columns of ``Partner`` as they wrote them."""

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "contact_name": Datum(PARTNERS, PARTNER_KEPT, ROW),
        "contact_mail": Datum(PARTNERS, PARTNER_KEPT, ROW, follows="contact_name"),
        "contact_phone": Datum(PARTNERS, PARTNER_KEPT, ROW, follows="contact_name"),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "partner"),
        OF_ORGANISATIONS: ("facts",),
        STATE: ("offered_at",),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    facts = models.JSONField()
    contact_name = models.CharField(_("Ihr Name"), max_length=200, blank=True)
    contact_mail = models.EmailField(_("E-Mail"), blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    offered_at = models.DateTimeField()
    partner = models.ForeignKey(Partner, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(WalledModel.Meta):
        ordering = ["offered_at", "id"]

    def __str__(self) -> str:
        return str(self.facts.get("name", ""))


class Redemption(WalledModel):
    """A benefit was given once, on this day. Nothing of who it was, so that nobody can be found in it."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "partner", "token"), STATE: ("on",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, models.CASCADE, related_name="redemptions")
    on = models.DateField()
    # The form it was counted by: pressed twice it is one.
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["-on", "id"]
        indexes = [models.Index(fields=["partner", "on"], name="redemption_by_day")]
        constraints = [models.UniqueConstraint(fields=["partner", "token"], name="redemption_once_a_form")]

    def __str__(self) -> str:
        return str(self.on)
