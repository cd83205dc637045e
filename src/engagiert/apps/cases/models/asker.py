import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.cases.purposes import ASKING, OF_CASE
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .case import Case


class Asker(WalledModel):
    """Who asked, how they are reached, and who speaks for them. Read by the office alone, also where a case is shared.

    ``find`` holds folded words of name, speaker and number for the search of the desk. Purpose: to answer. Ground:
    the task of the office (Art. 6 (1) e DSGVO). Retention: as the case.
    """

    class Reach(models.TextChoices):
        MAIL = "mail", _("per E-Mail")
        PHONE = "phone", _("am Telefon")
        POST = "post", _("per Brief")
        COUNTER = "counter", _("nur persönlich")
        NONE = "none", _("möchte keine Antwort")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "name": Datum(ASKING, OF_CASE, ""),
        "mail": Datum(ASKING, OF_CASE, "", follows="name"),
        "phone": Datum(ASKING, OF_CASE, "", follows="name"),
        "postal": Datum(ASKING, OF_CASE, [], label=_("Anschrift"), follows="name"),
        "speaker": Datum(ASKING, OF_CASE, ""),
        "relation": Datum(ASKING, OF_CASE, "", follows="speaker"),
        "speaker_phone": Datum(ASKING, OF_CASE, "", follows="speaker"),
        "speaker_mail": Datum(ASKING, OF_CASE, "", follows="speaker"),
        # Who is gone can no longer be reached, on whichever side.
        "reach": Datum(ASKING, OF_CASE, "none", label=_("wie erreichbar"), follows=("name", "speaker")),
        "find": Datum(ASKING, OF_CASE, DERIVED, label=_("Suchworte des Büros"), follows=("name", "speaker")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "case"), STATE: ("language",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, models.CASCADE, related_name="asker")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    reach = models.CharField(max_length=10, choices=Reach)
    mail = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    postal = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    # The language in which they read.
    language = models.CharField(max_length=2, default="de")
    speaker = models.CharField(_("Wer spricht"), max_length=200, blank=True)
    # “Tante”, “Nachbarin”: how the two belong together, in their words.
    relation = models.CharField(_("Für wen"), max_length=120, blank=True)
    speaker_phone = models.CharField(_("Telefon"), max_length=60, blank=True)
    speaker_mail = models.EmailField(_("E-Mail"), blank=True)
    find = models.TextField(blank=True)

    class Meta(WalledModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(reach__in=["counter", "none"])
                    | Q(reach="mail") & (~Q(mail="") | ~Q(speaker_mail=""))
                    | Q(reach="phone") & (~Q(phone="") | ~Q(speaker_phone=""))
                    | Q(reach="post", postal__len__gt=0)
                ),
                name="asker_can_be_reached_as_said",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "mail"], condition=~Q(mail=""), name="asker_mail"),
            models.Index(fields=["office", "phone"], condition=~Q(phone=""), name="asker_phone"),
            models.Index(fields=["office", "name"], condition=~Q(name=""), name="asker_name"),
        ]

    def __str__(self) -> str:
        return self.name
