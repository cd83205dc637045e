"""The links that are out."""

import uuid
from typing import ClassVar

from django.db import models

from engagiert.kernel.privacy import KEYS, STATE, Impersonal
from engagiert.kernel.tenancy import ByLink, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Link(WalledModel):
    """One question to somebody without account, what it is about, until when, and what was answered.

    Whoever holds the code reads this row and nothing else; see ``answering`` for what they may do then.
    """

    wall: ClassVar[Wall] = ByLink()
    stays: ClassVar[str] = "A code follows from the secret of this installation."
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office_id", "purpose", "about", "mark"),
        STATE: ("created_at", "expires_at", "used_at", "withdrawn_at", "answer"),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The kernel knows no offices; the number is that of ``accounts.Office``.
    office_id = models.BigIntegerField()
    # app.what_for, such as directory.confirm_record
    purpose = models.CharField(max_length=60)
    # What it is about, as app.noun:key.
    about = models.CharField(max_length=120)
    mark = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        indexes = [models.Index(fields=["office_id", "about", "purpose"], name="link_about")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="link_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True) | models.Q(withdrawn_at__isnull=True),
                name="link_is_used_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about}"
