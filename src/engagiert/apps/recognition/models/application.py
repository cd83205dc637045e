import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.models import Organisation
from engagiert.apps.privacy.models import Agreement
from engagiert.apps.recognition import eligibility
from engagiert.apps.recognition.purposes import AFTER_DECISION, APPLYING, OF_APPLICATION
from engagiert.kernel.privacy import AMOUNTS, KEYS, SETTINGS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.declarations import ERASED
from engagiert.kernel.tenancy import ByOffice, Everyone, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .card import Card


class Programme(models.Model):
    """What a town sets for its cards; the Land's rules stand in ``eligibility.versions()``."""

    wall: ClassVar[Wall] = Everyone("The conditions of a card stand on the public form.", written_by_office=True)
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office",),
        SETTINGS: (
            "prior_years", "minimum_age", "valid_years", "must_belong", "youth_until", "youth_prior_years", "juleica",
            "jubilee_years", "jubilee_allowance",
        ),
    }  # fmt: skip

    office = models.OneToOneField(Office, models.PROTECT, related_name="+")
    prior_years = models.DecimalField(_("Jahre vorher"), max_digits=3, decimal_places=1, default=2)
    minimum_age = models.PositiveSmallIntegerField(_("Mindestalter"), default=16)
    valid_years = models.PositiveSmallIntegerField(_("Jahre gültig"), default=2)
    must_belong = models.BooleanField(_("Nur wer hier wohnt oder arbeitet"), default=True)
    youth_until = models.PositiveSmallIntegerField(_("Erleichterung für junge Menschen bis"), default=0)
    youth_prior_years = models.DecimalField(_("Jahre vorher für sie"), max_digits=3, decimal_places=1, default=1)
    juleica = models.BooleanField(_("Eine Juleica genügt"), default=True)
    jubilee_years = models.PositiveSmallIntegerField(_("Jahre bis zur Jubiläumskarte"), default=25)
    jubilee_allowance = models.BooleanField(_("Vergütung zählt auch bei der Jubiläumskarte"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(valid_years__gte=1), name="a_card_is_valid_for_a_year_or_more"),
        ]

    def __str__(self) -> str:
        return f"programme of {self.office_id}"

    def town(self) -> eligibility.Town:
        """As the rules want it."""
        return eligibility.Town(**{name: getattr(self, name) for name in eligibility.Town.__dataclass_fields__})


class Application(WalledModel):
    """Somebody asks for a card (Antrag). The day of the application chooses the rule, not the day of the decision.

    ``decision`` keeps what was decided on: version and checks as they were. ``person`` is name and birthday in one
    spelling, by which one person has one open application. Purpose, ground and retention: ``purposes.py``.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("Antrag", "in Prüfung")
        GRANTED = "granted", pgettext_lazy("Antrag", "bewilligt")
        DECLINED = "declined", pgettext_lazy("Antrag", "abgelehnt")
        WITHDRAWN = "withdrawn", pgettext_lazy("Antrag", "zurückgezogen")
        ELSEWHERE = "elsewhere", _("Karte der Landes-App")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "name": Datum(APPLYING, AFTER_DECISION, ERASED),
        "born_on": Datum(APPLYING, AFTER_DECISION, None, follows="name"),
        "person": Datum(APPLYING, AFTER_DECISION, None, follows="name", label=_("Name und Geburtstag zum Vergleichen")),
        "juleica_until": Datum(APPLYING, AFTER_DECISION, None, follows="name"),
        "belongs": Datum(APPLYING, AFTER_DECISION, False, follows="name"),
        "reason": Datum(APPLYING, AFTER_DECISION),
        "decision": Datum(
            APPLYING, AFTER_DECISION, follows="name", erase={}, label=_("worauf die Entscheidung beruht")
        ),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "card", "renews", "volunteer_id", "app_number"),
        STATE: ("kind", "state", "applied_on", "decided_at", "medium", "app_way", "app_until"),
    }
    stays: ClassVar[str] = "Its card is signed by this installation; what was decided is exported with the case."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(_("Welche Karte?"), max_length=10, choices=Card.Kind, default=Card.Kind.CARD)
    name = models.CharField(_("Name"), max_length=120)
    born_on = models.DateField(_("Geburtstag"), null=True)
    person = models.CharField(max_length=200, null=True)
    belongs = models.BooleanField(_("Wohnt oder arbeitet hier"), default=True)
    juleica_until = models.DateField(_("Juleica gültig bis"), null=True, blank=True)
    applied_on = models.DateField(_("Tag des Antrags"))
    medium = models.CharField(
        _("Wie möchten Sie die Karte?"), max_length=10, choices=Card.Medium, default=Card.Medium.PHONE
    )
    # The card that this one would go on from.
    renews = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    # Whose confirmed hours it was filled with (volunteering.Volunteer), perhaps of another office.
    volunteer_id = models.UUIDField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(_("Begründung"), max_length=1000, blank=True)
    decision = models.JSONField(default=dict, blank=True)
    card = models.ForeignKey(Card, models.SET_NULL, null=True, blank=True, related_name="+")
    # How the person agreed that their card goes to the state's app (privacy ``Agreement.Way``); empty: they did not.
    app_way = models.CharField(max_length=10, choices=Agreement.Way, blank=True)
    # Under which number the state's app knows it, and the last day of a card that the app has issued itself.
    app_number = models.CharField(_("Nummer der Landes-App"), max_length=60, blank=True)
    app_until = models.DateField(_("Karte der Landes-App gültig bis"), null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["applied_on", "id"]
        indexes = [
            models.Index(fields=["office", "state", "applied_on", "id"], include=["person"], name="application_to_find")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "person"],
                condition=Q(state="open"),
                name="one_open_application_a_person_and_card",
            ),
            models.CheckConstraint(
                condition=Q(state="open") | Q(decided_at__isnull=False), name="a_decided_application_has_a_day"
            ),
            models.UniqueConstraint(
                fields=["office", "app_number"], condition=~Q(app_number=""), name="the_app_gives_a_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def applicant(self) -> eligibility.Applicant:
        return eligibility.Applicant(self.born_on or self.applied_on, self.belongs, self.juleica_until)


class Engagement(WalledModel):
    """What the applicant does for one organisation, and whether somebody there has confirmed it."""

    class Allowance(models.TextChoices):
        NONE = "", _("keine, oder nur Auslagen")
        EHRENAMT = "ehrenamt", _("Ehrenamtspauschale")
        UEBUNGSLEITER = "uebungsleiter", _("Übungsleiterpauschale")

    wall: ClassVar[Wall] = ByOffice(intake=True)
    personal: ClassVar[Personal] = {
        "tasks": Datum(APPLYING, OF_APPLICATION),
        "confirmed_by": Datum(APPLYING, OF_APPLICATION, "", label=_("wer es bestätigt hat")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("id", "office", "application", "organisation", "organisation_name"),
        STATE: ("since", "until", "asked_at", "confirmed_at", "refused_at", "by_hours"),
        AMOUNTS: ("hours_a_week", "hours_a_year", "allowance", "allowance_kind"),
    }
    stays: ClassVar[str] = "Belongs to an application, which stays."

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    application = models.ForeignKey(Application, models.CASCADE, related_name="engagements")
    organisation = models.ForeignKey(Organisation, models.SET_NULL, null=True, blank=True, related_name="+")
    organisation_name = models.CharField(_("Organisation"), max_length=200)
    tasks = models.CharField(_("Aufgabe"), max_length=300, blank=True)
    since = models.DateField(_("Seit wann?"))
    until = models.DateField(_("Bis wann?"), null=True, blank=True)
    hours_a_week = models.DecimalField(_("Stunden in der Woche"), max_digits=5, decimal_places=2, default=0)
    hours_a_year = models.DecimalField(_("Stunden im Jahr"), max_digits=6, decimal_places=2, default=0)
    allowance = models.DecimalField(_("Vergütung im Jahr in Euro"), max_digits=8, decimal_places=2, default=0)
    allowance_kind = models.CharField(_("Art der Vergütung"), max_length=15, choices=Allowance, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    # Confirmed hours of the register were word enough (selectors/known.py).
    by_hours = models.BooleanField(default=False)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="an_engagement_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(hours_a_week__gte=0, hours_a_week__lte=168, hours_a_year__gte=0, hours_a_year__lte=8784),
                name="an_engagement_has_hours_that_can_be",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="confirmed_or_refused_not_both",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name

    def service(self) -> eligibility.Service:
        values: dict[str, Any] = {name: getattr(self, name) for name in eligibility.Service.__dataclass_fields__}
        return eligibility.Service(**values)
