"""How an office arranges its desk: what it promises, its templates, saved views."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.kernel.privacy import AMOUNTS, DERIVED, KEYS, SETTINGS, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import SIGN_IN, WITH_ACCOUNT
from engagiert.kernel.tenancy import ByAccount, ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel


class Promise(WalledModel):
    """The working days an office promises for a kind of case; without a row the kind's own number holds."""

    wall: ClassVar[Wall] = Everyone("What is promised is said on the public form.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), SETTINGS: ("kind", "days")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    days = models.PositiveSmallIntegerField(_("Arbeitstage"))

    class Meta(WalledModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["office", "kind"], name="one_promise_a_kind"),
            models.CheckConstraint(condition=models.Q(days__range=(1, 60)), name="promise_is_one_to_sixty_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"


class Arrangement(WalledModel):
    """What an office has decided about its desk, and its published record where it wants one.

    ``record`` is written once a day while ``publishes_record``: whole numbers of the office, never of a person.
    """

    wall: ClassVar[Wall] = Everyone("Numbers of the whole office, shown where it wants that.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        SETTINGS: ("publishes_record", "escalates_after", "reminded_on"),
        AMOUNTS: ("record",),
    }

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    publishes_record = models.BooleanField(default=False)
    record = models.JSONField(default=dict)
    # Working days after the promise until coordinator or deputy is told.
    escalates_after = models.PositiveSmallIntegerField(default=2)
    reminded_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.office_id)


class AnswerTemplate(WalledModel):
    """Words that an office often needs; ``kind`` empty: for every kind of case."""

    wall: ClassVar[Wall] = ByOffice()
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",), SETTINGS: ("kind", "title", "text")}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60, blank=True)
    title = models.CharField(_("Name der Vorlage"), max_length=120)
    text = models.TextField(_("Text"))

    class Meta(WalledModel.Meta):
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["office", "title"], name="template_title_once")]

    def __str__(self) -> str:
        return self.title


class SavedView(WalledModel):
    """Filters of the list that somebody wants to have at hand."""

    wall: ClassVar[Wall] = ByAccount()
    stays: ClassVar[str] = "A filter of one person, quickly made again where they work then."
    personal: ClassVar[Personal] = {
        "account": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Zugang")),
        "name": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Name der Ansicht")),
        "query": Datum(SIGN_IN, WITH_ACCOUNT, DERIVED, label=_("Filter der Ansicht")),
    }
    impersonal: ClassVar[Impersonal] = {KEYS: ("office",)}

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=400, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["account", "office", "name"], name="view_name_once")]

    def __str__(self) -> str:
        return self.name
