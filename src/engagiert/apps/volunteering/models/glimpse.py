import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import HELPING, OF_VOLUNTEER
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .proposal import renumber
from .volunteer import Volunteer


class Glimpse(WalledModel):
    """Who has seen what of somebody who wants to help, and on which day; the person reads it on their page.

    An organisation by its name, the office as the office: nobody's work is watched, so no account stands here.
    """

    class What(models.TextChoices):
        ALL = "all", _("alle Angaben außer vertraulichen Notizen")
        REQUEST = "request", _("was Sie suchen und wann Sie können, ohne Namen")
        CONTACT = "contact", _("Name, und wie man Sie erreicht")

    wall: ClassVar[Wall] = ByOffice()
    renumbered = staticmethod(renumber)
    personal: ClassVar[Personal] = {
        "who": Datum(HELPING, OF_VOLUNTEER, label=_("wer Ihre Angaben gesehen hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "volunteer"),
        OF_ORGANISATIONS: ("organisation_id",),
        STATE: ("on", "what"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.CASCADE, related_name="glimpses")
    # 0 where it was the office itself.
    organisation_id = models.BigIntegerField(default=0)
    who = models.CharField(max_length=200)
    what = models.CharField(max_length=10, choices=What)
    on = models.DateField()

    class Meta(WalledModel.Meta):
        ordering = ["-on", "who"]
        constraints = [
            models.UniqueConstraint(fields=["volunteer", "organisation_id", "what", "on"], name="glimpse_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.what}"
