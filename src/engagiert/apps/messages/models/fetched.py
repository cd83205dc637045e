import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import KEYS, STATE, Impersonal
from engagiert.kernel.tenancy import Everyone, Wall


class FetchedMail(models.Model):
    """That one mail of the box was looked at, and what came of it: the next look begins behind the last one.

    Written in the same transaction as the mail itself, so that a look which is cut off loses none and doubles none.
    """

    class Outcome(models.TextChoices):
        STORED = "stored", _("angekommen")
        KNOWN = "known", _("schon da")
        UNADDRESSED = "unaddressed", _("an keine Anlaufstelle gerichtet")
        UNREADABLE = "unreadable", _("nicht lesbar")

    wall: ClassVar[Wall] = Everyone("Numbers of mails in the box of the installation: no sender, no word of theirs.")
    off_the_record: ClassVar[str] = "Says which mail was looked at; the mail it led to is on record by itself."
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "box", "uid_validity", "uid"),
        STATE: ("outcome", "reason", "size", "fetched_at"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.CharField(max_length=200)
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome)
    # The kind of error, for the operator; never a word of the mail.
    reason = models.CharField(max_length=60, blank=True)
    size = models.BigIntegerField()
    fetched_at = models.DateTimeField()

    class Meta:
        db_table = "correspondence_fetched_mail"
        ordering = ["box", "uid_validity", "uid"]
        constraints = [models.UniqueConstraint(fields=["box", "uid_validity", "uid"], name="fetched_once")]

    def __str__(self) -> str:
        return f"{self.uid} {self.outcome}"
