import datetime
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from engagiert.kernel.authz import roles
from engagiert.kernel.privacy import DERIVED, KEYS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import SIGN_IN, WITH_ACCOUNT
from engagiert.kernel.tenancy import ByAccount, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .office import Office


class DateRange(models.Func):
    """The days of a term, both ends included."""

    function = "daterange"
    output_field = models.DateField()


class Role(WalledModel):
    """What an account may do at an office, from when until when.

    ``about`` limits it to one thing: a contact of an organisation names it (``directory.organisation:7``).
    ``stands_in_for`` is the colleague whose deputy this is; the row then ends with the days of their absence.
    """

    class Name(models.TextChoices):
        COORDINATOR = roles.COORDINATOR, _("Koordination")
        EDITOR = roles.EDITOR, _("Redaktion")
        VIEWER = roles.VIEWER, _("Lesen")
        CONTACT = roles.CONTACT, _("Kontakt in einem anderen Fachbereich")
        ORGANISATION = roles.ORGANISATION, _("Kontakt einer Organisation")
        ANALYST = roles.ANALYST, _("Auswertung ohne Einzelfälle")
        OPERATOR = roles.OPERATOR, _("Betrieb der Technik")

    wall: ClassVar[Wall] = ByAccount()
    personal: ClassVar[Personal] = {
        "account": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Zugang")),
        "name": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Rolle")),
        "starts_on": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Beginn der Rolle")),
        "ends_on": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Ende der Rolle")),
        "stands_in_for": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Wen die Person vertritt")),
        "successor": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Wer die offene Arbeit übernimmt")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "about"), STATE: ("announced_at",)}

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    office = models.ForeignKey(Office, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20, choices=Name)
    about = models.CharField(max_length=120, blank=True)
    stands_in_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="deputies", null=True, blank=True
    )
    starts_on = models.DateField(default=datetime.date.today)
    ends_on = models.DateField(null=True, blank=True)
    # Who takes over what is open when this ends, and when the others were told that it has.
    successor = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        constraints = [
            ExclusionConstraint(
                name="role_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("office", RangeOperators.EQUAL),
                    ("name", RangeOperators.EQUAL),
                    ("about", RangeOperators.EQUAL),
                    (Coalesce("stands_in_for", 0), RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(name=roles.ORGANISATION, about__gt="")
                | (~models.Q(name=roles.ORGANISATION) & models.Q(about="")),
                name="role_names_what_it_is_about",
            ),
            models.CheckConstraint(
                condition=models.Q(stands_in_for__isnull=True)
                | (models.Q(ends_on__isnull=False) & ~models.Q(stands_in_for=models.F("account"))),
                name="role_of_a_deputy_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.name} {self.office_id}"

    def holds_on(self, day: datetime.date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
