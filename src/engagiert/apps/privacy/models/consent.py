import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.privacy.purposes import AFTER_WITHDRAWAL, CONSENTS, WITH_CONSENT
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ERASED
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Consent(WalledModel):
    """What somebody is asked to consent to, in the words they were shown; who has to agree follows from their age.

    ``about`` names whose record it concerns (``app.noun:key``). ``ended_at`` is set when it was withdrawn or when
    the owner of the purpose no longer needs it.
    """

    class Matter(models.TextChoices):
        DATA = "data", _("Verarbeitung von Daten")
        ENGAGEMENT = "engagement", _("ein Engagement")

    class Custody(models.TextChoices):
        ONE = "one", _("eine Person")
        BOTH = "both", _("zwei Personen gemeinsam")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(CONSENTS, AFTER_WITHDRAWAL, erase=ERASED),
        "born_on": Datum(CONSENTS, AFTER_WITHDRAWAL, erase=None, follows="name"),
        "custody": Datum(CONSENTS, AFTER_WITHDRAWAL, erase="both", follows="name"),
        "about": Datum(CONSENTS, AFTER_WITHDRAWAL, label=_("worum es geht")),
        "asked_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer gefragt hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "purpose"),
        STATE: ("matter", "version", "text", "language", "asked_at", "ended_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=60)
    matter = models.CharField(max_length=12, choices=Matter)
    about = models.CharField(max_length=120, blank=True)
    # The words as they were shown, and the name of that wording.
    version = models.CharField(max_length=40)
    text = models.TextField()
    language = models.CharField(max_length=2, default="de")
    name = models.CharField(_("Name"), max_length=200)
    born_on = models.DateField(_("Geburtsdatum"), null=True, blank=True)
    custody = models.CharField(_("Wer hat die Sorge?"), max_length=4, choices=Custody, default=Custody.BOTH)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["office", "about", "purpose"], name="consent_about")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="consent_keeps_its_words"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class Agreement(WalledModel):
    """One person who has to agree: the person themselves or a guardian. Given on one of four ways, and withdrawn on
    any of them: each needs one step."""

    class Who(models.TextChoices):
        SELF = "self", _("die Person selbst")
        GUARDIAN = "guardian", _("sorgeberechtigt")

    class Way(models.TextChoices):
        ONLINE = "online", _("mit dem Link aus der E-Mail")
        PAPER = "paper", _("auf Papier")
        PHONE = "phone", _("am Telefon")
        COUNTER = "counter", _("vor Ort")

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(CONSENTS, WITH_CONSENT, erase=ERASED),
        "mail": Datum(CONSENTS, WITH_CONSENT, erase="", follows="name"),
        "given_note": Datum(CONSENTS, WITH_CONSENT, label=_("Vermerk dazu")),
        "given_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer es eingetragen hat")),
        "withdrawn_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Rücknahme eingetragen hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "consent"),
        STATE: ("who", "given_at", "given_way", "withdrawn_at", "withdrawn_way"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    consent = models.ForeignKey(Consent, models.CASCADE, related_name="agreements")
    who = models.CharField(max_length=10, choices=Who)
    name = models.CharField(_("Name"), max_length=200)
    mail = models.EmailField(_("E-Mail"), blank=True)
    given_at = models.DateTimeField(null=True, blank=True)
    given_way = models.CharField(max_length=10, choices=Way, blank=True)
    given_note = models.CharField(max_length=300, blank=True)
    given_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_way = models.CharField(max_length=10, choices=Way, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["who", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(given_at__isnull=True) | ~models.Q(given_way=""), name="agreement_says_how_given"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | ~models.Q(withdrawn_way=""),
                name="agreement_says_how_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} {self.given_way}"

    @property
    def stands(self) -> bool:
        return self.given_at is not None and self.withdrawn_at is None
