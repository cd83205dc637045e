import uuid
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, SETTINGS, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall

from .renumbering import Number


class PublicId(models.Model):
    """The public identifier of a record: given when it is first published, never to another, never taken back.

    The row stays when the record leaves the register, so that others learn it has gone (``gone_at``) and, after a
    merge, what stands in its place (``successor``). ``parts`` are the identifiers of its services and locations,
    which are made from the record's own (``open_data/identifiers.py``); by them a part finds its record.
    """

    wall: ClassVar[Wall] = Everyone(
        "An identifier says nothing but that a record is or was public.", written_by_office=True
    )
    off_the_record: ClassVar[str] = "Follows from the publishing of records, which is on record."
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("organisation_id", "uuid", "office", "ags", "parts", "successor"),
        STATE: ("service_count", "gone_at"),
    }

    # Equal to the organisation's key, without a foreign key to a table behind the wall.
    organisation_id = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    ags = models.CharField(max_length=16)
    service_count = models.PositiveIntegerField()
    parts = ArrayField(models.UUIDField())
    gone_at = models.DateTimeField(null=True)
    successor = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            GinIndex(fields=["parts"], name="public_id_parts"),
            models.Index(fields=["-gone_at"], name="public_id_gone", condition=models.Q(gone_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @staticmethod
    def renumbered(row: dict[str, Any], number: Number) -> dict[str, Any] | None:
        row["organisation_id"] = number("directory.organisation", row["organisation_id"])
        if row["successor"] is not None:
            row["successor"] = number("directory.organisation", row["successor"])
        return row


class OpenTerms(models.Model):
    """Under which licence a town publishes its records, and whom to name; without a row, the default holds."""

    class Licence(models.TextChoices):
        DL_ZERO = "dl-zero", _("Datenlizenz Deutschland – Zero – Version 2.0")
        CC0 = "cc0", _("Creative Commons Zero 1.0")
        DL_BY = "dl-by", _("Datenlizenz Deutschland – Namensnennung – Version 2.0")
        CC_BY = "cc-by", _("Creative Commons Namensnennung 4.0")

    wall: ClassVar[Wall] = Everyone("A licence is there to be read by everybody.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {KEYS: ("place", "office"), SETTINGS: ("licence", "attribution", "changed_on")}

    place = models.OneToOneField(Place, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    licence = models.CharField(_("Lizenz"), max_length=12, choices=Licence)
    attribution = models.CharField(_("Namensnennung"), max_length=200, blank=True)
    changed_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(licence__in=["dl-by", "cc-by"]) | ~models.Q(attribution=""),
                name="terms_that_want_a_name_give_one",
            ),
        ]

    def __str__(self) -> str:
        return self.licence
