import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.purposes import AFTER_INVITATION, INVITING
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ERASED
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .office import Office
from .role import Role


class Invitation(WalledModel):
    """Somebody is asked to work with an office: by mail, or without address by a code on paper.

    The code is that of the link which is about this row (kernel.links); its end is kept here as well for lists.
    """

    wall: ClassVar[Wall] = ByOffice()
    stays: ClassVar[str] = "Its code follows from the secret of this installation."
    personal: ClassVar[Personal] = {
        "name": Datum(INVITING, AFTER_INVITATION, ERASED, label=_("Name")),
        "mail": Datum(INVITING, AFTER_INVITATION, "", label=_("E-Mail"), follows="name"),
        "account": Datum(INVITING, AFTER_INVITATION, DERIVED, label=_("Zugang")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "about"),
        STATE: ("role", "ends_on", "created_at", "expires_at", "withdrawn_at", "accepted_at"),
    }
    PURPOSE: ClassVar[str] = "accounts.invitation"

    office = models.ForeignKey(Office, models.CASCADE, related_name="invitations")
    name = models.CharField(max_length=200)
    mail = models.EmailField(blank=True)
    role = models.CharField(max_length=20, choices=Role.Name)
    about = models.CharField(max_length=120, blank=True)
    # The last day of the role, not of the invitation.
    ends_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="invitations", null=True, blank=True
    )

    class Meta(WalledModel.Meta):
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.role} {self.office_id} {self.created_at:%Y-%m-%d}"

    @property
    def key(self) -> str:
        """What its links are about."""
        return f"accounts.invitation:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Neither accepted nor withdrawn; it may have expired."""
        return self.accepted_at is None and self.withdrawn_at is None

    def has_expired(self, now: datetime.datetime) -> bool:
        return self.expires_at <= now
