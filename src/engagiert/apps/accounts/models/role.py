import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.privacy import DERIVED, KEYS, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import SIGN_IN, WITH_ACCOUNT
from engagiert.kernel.tenancy import ByAccount, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .office import Office


class Role(WalledModel):
    """What an account may do at an office, from when until when."""

    class Name(models.TextChoices):
        COORDINATOR = "coordinator", _("Koordination")
        EDITOR = "editor", _("Redaktion")
        VIEWER = "viewer", _("Lesen")

    wall: ClassVar[Wall] = ByAccount()
    personal: ClassVar[Personal] = {
        "account": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Zugang")),
        "name": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Rolle")),
        "starts_on": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Beginn der Rolle")),
        "ends_on": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Ende der Rolle")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",)}

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    office = models.ForeignKey(Office, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20, choices=Name)
    starts_on = models.DateField(default=datetime.date.today)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["account", "office", "name"], name="role_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.name} {self.office_id}"
