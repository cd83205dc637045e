from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import AFTER_ARCHIVE, CONSENTED, CONTACTS, DIRECTORY, NAMES, WITH_RECORD
from engagiert.kernel.privacy import DERIVED, KEYS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .organisation import Organisation


class ContactPoint(WalledModel):
    """How the public reaches an organisation: by role. A person's name stands here only with consent."""

    wall: ClassVar[Wall] = ByOffice(own="organisation_id")
    personal: ClassVar[Personal] = {
        "name": Datum(NAMES, CONSENTED, erase=""),
        "name_consent_on": Datum(NAMES, CONSENTED, erase=None, follows="name"),
        "role": Datum(DIRECTORY, WITH_RECORD),
        "phone": Datum(DIRECTORY, WITH_RECORD, erase=""),
        "mail": Datum(DIRECTORY, WITH_RECORD, erase=""),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "organisation")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_points")
    role = models.CharField(_("Funktion"), max_length=120)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    name_consent_on = models.DateField(_("Einwilligung vom"), null=True, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(name="") | models.Q(name_consent_on__isnull=False),
                name="contact_point_name_needs_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.role


class Contact(WalledModel):
    """A person whom *this office* knows at an organisation. Private to the office, never published."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "name": Datum(CONTACTS, AFTER_ARCHIVE, ROW),
        "role": Datum(CONTACTS, AFTER_ARCHIVE),
        "phone": Datum(CONTACTS, AFTER_ARCHIVE, ROW),
        "mail": Datum(CONTACTS, AFTER_ARCHIVE, ROW),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "organisation"), STATE: ("source",)}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts")
    name = models.CharField(_("Name"), max_length=200)
    role = models.CharField(_("Funktion"), max_length=120, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    mail = models.EmailField(_("E-Mail"), blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Note(WalledModel):
    """What an office remembers about an organisation. Private to the office, never published."""

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {
        "text": Datum(CONTACTS, AFTER_ARCHIVE),
        "author": Datum(ACCOUNTABILITY, AFTER_ARCHIVE, DERIVED, label=_("wer die Notiz schrieb")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "organisation"), STATE: ("source", "created_at")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="notes")
    text = models.TextField(_("Notiz"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    source = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.text[:60]
