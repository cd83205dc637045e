import datetime
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.models import Organisation
from engagiert.apps.opportunities.purposes import CONTACT, CONTACT_AFTER_END, OFFERS, WITH_OFFER
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import DERIVED, KEYS, OF_ORGANISATIONS, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

# A published offer is asked again after so many days; who does not answer is paused after so many more.
CONFIRMATION_DAYS = 90
DAYS_TO_ANSWER = 14
# Seven days of four parts; bit = day * 4 + part, Monday = 0, and the parts morning, afternoon, evening, night.
PARTS_OF_WEEK = 28


def code_list(verbose_name: Any) -> "ArrayField[list[str], list[str]]":
    return ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=verbose_name)


class Opportunity(WalledModel):
    """An offer (Angebot): what somebody could do, for whom, when, where. The row belongs to one office.

    What the public sees of it is the projection ``Listing``, rebuilt in the same transaction. ``organisation`` is
    None while a list that was read names one that nobody has told apart yet; ``organisation_name`` is its name, or
    then what the list says. ``capacity`` 0 means that nobody said how many people are wanted.
    """

    class Kind(models.TextChoices):
        HONORARY_OFFICE = "honorary_office", _("Ehrenamt im Vorstand oder mit Amt")
        REGULAR = "regular", _("regelmäßig")
        PROJECT = "project", _("Projekt auf Zeit")
        ONE_OFF = "one_off", _("einmalig")

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        REVIEW = "review", _("in Prüfung")
        PUBLISHED = "published", pgettext_lazy("Angebot", "gesucht")
        PAUSED = "paused", pgettext_lazy("Angebot", "Pause")
        FULL = "full", pgettext_lazy("Angebot", "besetzt")
        CLOSED = "closed", pgettext_lazy("Angebot", "beendet")

    class Closing(models.TextChoices):
        FILLED = "filled", _("Wir haben genug Menschen gefunden.")
        OVER = "over", _("Das Vorhaben ist vorbei.")
        NOT_NEEDED = "not_needed", _("Es wird nicht mehr gebraucht.")
        GONE = "gone", _("Die Organisation gibt es nicht mehr.")
        NO_ANSWER = "no_answer", _("Niemand hat geantwortet.")
        UNFIT = "unfit", _("Es ist kein freiwilliges Engagement.")
        WITHDRAWN = "withdrawn", _("Die Liste, aus der es kam, ist zurückgenommen.")

    class Pausing(models.TextChoices):
        BY_HAND = "by_hand", _("Das Büro oder die Organisation macht eine Pause.")
        UNCONFIRMED = "unconfirmed", _("Nach drei Monaten hat niemand bestätigt, dass es noch gilt.")

    class Where(models.TextChoices):
        ON_SITE = "on_site", _("vor Ort")
        FROM_HOME = "from_home", _("von zu Hause")
        BOTH = "both", _("vor Ort oder von zu Hause")

    class Urgency(models.IntegerChoices):
        NORMAL = 0, _("ohne Eile")
        SOON = 1, _("bald")
        URGENT = 2, _("dringend")

    class Insurance(models.TextChoices):
        UNKNOWN = "", _("nicht gesagt")
        OWN = "own", _("Die Organisation hat Freiwillige versichert.")
        NONE = "none", _("Die Organisation hat keine eigene Versicherung für Freiwillige.")

    class Expenses(models.TextChoices):
        UNKNOWN = "", _("nicht gesagt")
        NONE = "none", _("Auslagen werden nicht erstattet.")
        TRAVEL = "travel", _("Fahrtkosten werden erstattet.")
        ALL = "all", _("Auslagen und Fahrtkosten werden erstattet.")
        ALLOWANCE = "allowance", _("Es gibt eine Aufwandsentschädigung.")

    wall: ClassVar[Wall] = ByOffice(own="organisation_id")
    personal: ClassVar[Personal] = {
        "organisation_name": Datum(OFFERS, WITH_OFFER, label=_("Organisation, wie die Quelle sie nennt")),
        "title": Datum(OFFERS, WITH_OFFER),
        "tasks": Datum(OFFERS, WITH_OFFER),
        "for_whom": Datum(OFFERS, WITH_OFFER),
        "times": Datum(OFFERS, WITH_OFFER),
        "training": Datum(OFFERS, WITH_OFFER),
        "expenses_note": Datum(OFFERS, WITH_OFFER),
        # The address may be somebody's home.
        "street": Datum(OFFERS, WITH_OFFER, erase=""),
        "lat": Datum(OFFERS, WITH_OFFER, erase=None, label=_("Lage"), follows="street"),
        "lon": Datum(OFFERS, WITH_OFFER, erase=None, label=_("Lage"), follows="street"),
        "point_quality": Datum(OFFERS, WITH_OFFER, erase="none", label=_("Genauigkeit der Lage"), follows="street"),
        "contact_name": Datum(CONTACT, CONTACT_AFTER_END, erase=""),
        "contact_phone": Datum(CONTACT, CONTACT_AFTER_END, erase=""),
        "contact_mail": Datum(CONTACT, CONTACT_AFTER_END, erase=""),
        "closing_note": Datum(OFFERS, WITH_OFFER, label=_("Bemerkung zum Ende")),
        "proposed": Datum(OFFERS, WITH_OFFER, label=_("was die Organisation ändern möchte")),
        "confirmed_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer bestätigt hat")),
        "source_id": Datum(OFFERS, WITH_OFFER, DERIVED, label=_("Kennung in der Quelle")),
        "sources": Datum(ACCOUNTABILITY, OF_STAFF, label=_("woher jede Angabe stammt")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place", "organisation", "slug", "sort_key", "token"),
        OF_ORGANISATIONS: (
            "kind", "target_groups", "fields", "where", "postcode", "town", "district", "week_parts", "starts_on",
            "ends_on", "hours_per_week", "skills_wanted", "skills_gained", "languages", "minimum_age",
            "needs_certificate", "insurance", "expenses", "accessibility", "suits", "capacity", "urgency", "website",
            "also_in",
        ),
        STATE: (
            "state", "closing", "pausing", "contact_public", "confirmed_on", "published_on", "closed_on", "asked_at",
            "source", "is_demo", "created_at", "updated_at",
        ),
    }  # fmt: skip

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("Ort"))
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Organisation")
    )
    organisation_name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=120)
    sort_key = models.CharField(max_length=320)
    title = models.CharField(_("Titel"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind, default=Kind.REGULAR)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    closing = models.CharField(_("Warum beendet?"), max_length=12, choices=Closing, blank=True)
    closing_note = models.TextField(_("Bemerkung"), max_length=1000, blank=True)
    pausing = models.CharField(max_length=12, choices=Pausing, blank=True)

    tasks = models.TextField(_("Was ist zu tun?"), max_length=20_000, blank=True)
    for_whom = models.CharField(_("Für wen?"), max_length=300, blank=True)
    target_groups = code_list(_("Zielgruppen"))
    fields = code_list(_("Engagementfelder"))

    where = models.CharField(_("Wo?"), max_length=10, choices=Where, default=Where.ON_SITE)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    town = models.CharField(_("Ort in der Anschrift"), max_length=120, blank=True)
    district = models.CharField(_("Ortsteil"), max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    point_quality = models.CharField(
        max_length=12, choices=Organisation.PointQuality, default=Organisation.PointQuality.NONE
    )

    week_parts = models.PositiveIntegerField(_("Wann in der Woche?"), default=0)
    times = models.CharField(_("Genaue Zeiten"), max_length=300, blank=True)
    starts_on = models.DateField(_("Beginn"), null=True, blank=True)
    ends_on = models.DateField(_("Ende"), null=True, blank=True)
    hours_per_week = models.DecimalField(
        _("Stunden in der Woche"), max_digits=4, decimal_places=1, null=True, blank=True
    )

    skills_wanted = code_list(_("Was man können sollte"))
    skills_gained = code_list(_("Was man lernt"))
    languages = code_list(_("Sprachen"))
    minimum_age = models.PositiveSmallIntegerField(_("Mindestalter"), null=True, blank=True)
    training = models.TextField(_("Einarbeitung und Begleitung"), max_length=2000, blank=True)
    needs_certificate = models.BooleanField(_("Führungszeugnis nötig"), default=False)
    insurance = models.CharField(_("Versicherung"), max_length=12, choices=Insurance, blank=True)
    expenses = models.CharField(_("Auslagen"), max_length=12, choices=Expenses, blank=True)
    expenses_note = models.CharField(_("Zu den Auslagen"), max_length=300, blank=True)
    accessibility = code_list(_("Zugang"))
    suits = code_list(_("Passt auch für"))
    capacity = models.PositiveSmallIntegerField(_("Wie viele Menschen?"), default=0)
    urgency = models.PositiveSmallIntegerField(_("Eile"), choices=Urgency, default=Urgency.NORMAL)

    contact_name = models.CharField(_("Ansprechperson"), max_length=200, blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    contact_mail = models.EmailField(_("E-Mail"), blank=True)
    contact_public = models.BooleanField(_("darf veröffentlicht werden"), default=False)
    website = models.URLField(_("Internetseite"), max_length=500, blank=True)

    # What the organisation wants changed and the office has not looked at yet: column → value.
    proposed = models.JSONField(default=dict, blank=True)
    confirmed_on = models.DateField(_("bestätigt am"), null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    published_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    # Since when a question “does it still hold?” waits for an answer.
    asked_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    source_id = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=dict)
    # Keys of neighbouring towns in whose lists it stands as well.
    also_in = ArrayField(models.CharField(max_length=16), default=list, blank=True, verbose_name=_("Auch zeigen in"))
    is_demo = models.BooleanField(default=False)
    # Names the form it came from: sent twice, it is one offer.
    token = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["office", "state", "sort_key"], name="opportunity_list"),
            models.Index(fields=["organisation", "state"], name="opportunity_of_organisation"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "place", "slug"], name="opportunity_address_once"),
            models.UniqueConstraint(
                fields=["office", "place", "source", "source_id"],
                condition=~Q(source_id=""),
                name="opportunity_of_source_once",
            ),
            models.UniqueConstraint(fields=["office", "token"], condition=~Q(token=""), name="offer_of_form_once"),
            models.CheckConstraint(condition=~Q(title=""), name="opportunity_has_title"),
            models.CheckConstraint(condition=~Q(organisation_name=""), name="opportunity_is_somebodys"),
            models.CheckConstraint(
                condition=Q(week_parts__gte=0, week_parts__lt=2**PARTS_OF_WEEK), name="opportunity_week_has_28_parts"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="opportunity_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week__isnull=True) | Q(hours_per_week__gt=0, hours_per_week__lte=60),
                name="opportunity_hours_fit_a_week",
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True) | Q(minimum_age__range=(6, 99)), name="opportunity_age_is_an_age"
            ),
            models.CheckConstraint(condition=Q(urgency__range=(0, 2)), name="opportunity_urgency_is_known"),
            models.CheckConstraint(
                condition=~Q(state="closed") | (~Q(closing="") & Q(closed_on__isnull=False)),
                name="opportunity_closed_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(sources={}), name="opportunity_published_has_source"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_due(self, today: datetime.date) -> bool:
        """Published, and not confirmed for ninety days (counted from publishing where never confirmed)."""
        last = self.confirmed_on or self.published_on
        return self.state == self.State.PUBLISHED and (last is None or last <= due_before(today))

    @property
    def shown_at(self) -> Place | None:
        """Under whose address the page stands: its own place, else its office's; None if neither takes part."""
        return next((place for place in (self.place, self.office.place) if hasattr(place, "town")), None)


def due_before(today: datetime.date) -> datetime.date:
    """What was confirmed on this day or earlier is due."""
    return today - datetime.timedelta(days=CONFIRMATION_DAYS)
