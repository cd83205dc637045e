from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import AFTER_STATEMENT, STATEMENTS
from engagiert.kernel.privacy import KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .organisation import Organisation


class Statement(WalledModel):
    """What an organisation says of what is said about it (Stellungnahme): in its own words, beside its record.

    The office reads it before everybody does, and publishes it as it is or sends it back with a reason; it never
    changes the words. The organisation can take it back at any time. ``account`` is who wrote it, and is not shown.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("wird gelesen")
        PUBLISHED = "published", _("öffentlich")
        DECLINED = "declined", _("nicht veröffentlicht")
        WITHDRAWN = "withdrawn", _("zurückgenommen")

    wall: ClassVar[Wall] = ByOffice()

    personal: ClassVar[Personal] = {
        "text": Datum(STATEMENTS, AFTER_STATEMENT),
        "account": Datum(STATEMENTS, AFTER_STATEMENT, erase=None, label=_("wer die Stellungnahme schrieb")),
        "reason": Datum(STATEMENTS, AFTER_STATEMENT),
        "decided_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer entschieden hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "organisation"),
        STATE: ("state", "written_at", "decided_at", "over_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="statements")
    text = models.TextField(_("Stellungnahme"))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    reason = models.TextField(_("Begründung"), blank=True)
    # Since when it is declined or withdrawn; what is public or waits has no end yet.
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["-written_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="waiting"), name="one_statement_waits_an_organisation"
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="published"), name="one_public_statement_an_organisation"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="statement_says_something"),
            models.CheckConstraint(
                condition=Q(state="waiting") | Q(decided_at__isnull=False), name="decided_statement_says_when"
            ),
        ]
        indexes = [models.Index(fields=["office", "state", "written_at"], name="statement_queue")]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.state}"
