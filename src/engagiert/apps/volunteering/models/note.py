import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.volunteering.purposes import COUNSELLING, IN_CONFIDENCE
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .volunteer import Volunteer


class CounselNote(WalledModel):
    """What somebody told in counselling (health, grief, origin): read by who wrote it and those they named.

    The wall asks for the account, as with the confidential notes of cases; it ends with the person it is about.
    """

    wall: ClassVar[Wall] = ByOffice(named=True, ends_with="volunteer_id")
    stays: ClassVar[str] = "Only the people it names may read it, and who leads the move is none of them."
    personal: ClassVar[Personal] = {
        "text": Datum(COUNSELLING, IN_CONFIDENCE, label=_("vertrauliche Notiz"), special=True),
        "by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer die Notiz schrieb")),
        "readers": Datum(COUNSELLING, IN_CONFIDENCE, DERIVED, label=_("wer sie lesen darf")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office", "volunteer", "token"), STATE: ("at",)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    # The migration makes the database delete it with the person: whoever does that need not be able to read it.
    volunteer = models.ForeignKey(Volunteer, models.DO_NOTHING, related_name="+", db_constraint=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    readers = ArrayField(models.BigIntegerField())
    text = models.TextField()
    token = models.CharField(max_length=60)

    class Meta(WalledModel.Meta):
        ordering = ["at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(readers__len__gt=0), name="counsel_note_has_a_reader"),
            models.UniqueConstraint(fields=["volunteer", "token"], name="counsel_note_once"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
