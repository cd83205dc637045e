import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.awards.purposes import PUBLIC_HONOUR, WHILE_AGREED
from engagiert.kernel.privacy import KEYS, OF_THE_OFFICE, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.tenancy import Everyone, Wall

from .award import Award


class Honour(models.Model):
    """Somebody who was honoured and agreed that everybody may read it. Without the consent the row is gone."""

    wall: ClassVar[Wall] = Everyone("Who stands here agreed to be named on a public page.", written_by_office=True)
    personal: ClassVar[Personal] = {
        "name": Datum(PUBLIC_HONOUR, WHILE_AGREED, ROW, label=_("Name")),
        "tribute": Datum(PUBLIC_HONOUR, WHILE_AGREED, "", follows="name", label=_("ein Satz dazu")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "award"),
        OF_THE_OFFICE: ("award_name",),
        STATE: ("year",),
    }

    # The key of the nomination: a person is honoured once for it.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    award = models.ForeignKey(Award, models.PROTECT, related_name="+")
    award_name = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    tribute = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-year", "award_name", "name"]
        indexes = [models.Index(fields=["office", "-year"], name="honour_by_year")]

    def __str__(self) -> str:
        return self.name
