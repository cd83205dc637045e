import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.accounts.models import Office
from engagiert.apps.directory.purposes import DIRECTORY, IMPORTS, WITH_RECORD
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, ROW, STATE, Datum, Impersonal, Personal
from engagiert.kernel.privacy.purposes import ACCOUNTABILITY, OF_STAFF
from engagiert.kernel.tenancy import ByOffice, Wall
from engagiert.kernel.tenancy.models import WalledModel

from .located import Located, code_list

# A published record is asked again after twelve months: “due for confirmation” (fällig).
CONFIRMATION_MONTHS = 12


class Organisation(Located):
    """The carrier (Träger): an association, a company, an office, or an initiative without legal form.

    The row belongs to the one office responsible for it. What the public and other offices see of it is the
    projection ``Listing``, rebuilt in the same transaction.

    ``sources`` says for each field where its value comes from: ``{field: {"label", "kind", "on", "by"}}`` with
    kind ``hand``, ``suggestion``, ``import`` or ``demo``.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        PUBLISHED = "published", _("veröffentlicht")
        ARCHIVED = "archived", _("archiviert")

    wall: ClassVar[Wall] = ByOffice(own="id")
    personal: ClassVar[Personal] = {
        **Located.personal,
        "address_key": Datum(DIRECTORY, WITH_RECORD, erase="", label=_("Anschrift zum Vergleichen"), follows="street"),
        "confirmed_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer bestätigt hat")),
        "trusted_by": Datum(ACCOUNTABILITY, OF_STAFF, label=_("wer der Organisation vertraut")),
        "sources": Datum(ACCOUNTABILITY, OF_STAFF, label=_("woher jede Angabe stammt")),
    }
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "place", "slug", "sort_key", "spelling_key", "name_key", "type_version"),
        OF_ORGANISATIONS: (*Located.of_organisations, "name", "sector", "fields", "service_area"),
        STATE: ("state", "published_on", "confirmed_on", "trusted_on", "is_demo", "created_at", "updated_at"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="organisations")
    name = models.CharField(_("Name"), max_length=300)
    slug = models.SlugField(max_length=120)
    sort_key = models.CharField(max_length=320)
    spelling_key = models.CharField(max_length=320, db_index=True)
    name_key = models.CharField(max_length=320, db_index=True)
    address_key = models.CharField(max_length=320, blank=True)
    type_version = models.CharField(max_length=20)
    sector = models.CharField(_("Bereich"), max_length=20)
    fields = code_list(_("Engagementfelder"))
    service_area = models.CharField(_("Einzugsgebiet"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    published_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(_("bestätigt am"), null=True, blank=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    # Since when what its own contacts change is public at once, and who of the office said so; else it is looked at.
    trusted_on = models.DateField(_("vertraut seit"), null=True, blank=True)
    trusted_by = models.CharField(max_length=200, blank=True)
    sources = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta(WalledModel.Meta):
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["office", "state", "sort_key"], name="organisation_list"),
            # The desk's first list in its order; what it counts is read from the index alone.
            models.Index(
                fields=["office", "sort_key", "id"],
                name="organisation_by_name",
                include=["state", "confirmed_on", "published_on"],
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["office", "place", "slug"], name="organisation_address_once"),
            models.CheckConstraint(condition=~models.Q(name=""), name="organisation_has_name"),
            models.CheckConstraint(
                condition=~models.Q(state="published") | ~models.Q(sources={}),
                name="organisation_published_has_source",
            ),
            models.CheckConstraint(
                condition=models.Q(founded__isnull=True) | models.Q(founded__range=(700, 2200)),
                name="organisation_founded_is_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_due(self, today: datetime.date) -> bool:
        """Published, and not confirmed for twelve months (counted from publishing where never confirmed)."""
        return self.state == self.State.PUBLISHED and is_due(self.confirmed_on or self.published_on, today)

    @property
    def shown_at(self) -> Place | None:
        """Under whose address the public page stands: its own place, else its office's; None if neither takes part."""
        return next((place for place in (self.place, self.office.place) if hasattr(place, "town")), None)


def due_first(found: "models.QuerySet[Organisation]", today: datetime.date) -> "models.QuerySet[Organisation]":
    """Of these the records that are due, those never confirmed first, then those longest ago."""
    last = due_before(today)
    unsaid = models.Q(confirmed_on__isnull=True, published_on__lte=last)
    due = found.filter(models.Q(confirmed_on__lte=last) | unsaid, state=Organisation.State.PUBLISHED)
    return due.order_by(models.F("confirmed_on").asc(nulls_first=True), "published_on", "sort_key", "id")


def is_due(confirmed_on: datetime.date | None, today: datetime.date) -> bool:
    return confirmed_on is None or confirmed_on <= due_before(today)


def due_before(today: datetime.date) -> datetime.date:
    """The day twelve months ago; what was confirmed then or earlier is due."""
    try:
        return today.replace(year=today.year - CONFIRMATION_MONTHS // 12)
    except ValueError:  # 29 February
        return today.replace(year=today.year - CONFIRMATION_MONTHS // 12, day=28)


class Alias(WalledModel):
    """Another name of an organisation: a spelling in a file, a former name, the name of a merged record."""

    wall: ClassVar[Wall] = ByOffice(own="organisation_id")
    impersonal: ClassVar[Impersonal] = {
        KEYS: ("office", "organisation", "spelling_key", "name_key"),
        OF_ORGANISATIONS: ("name", "source"),
    }

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    spelling_key = models.CharField(max_length=320, db_index=True)
    name_key = models.CharField(max_length=320, db_index=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceKey(WalledModel):
    """What a source calls this organisation: the row's own number, or its spelling and address.

    The same file again finds the same organisation by it, even after the record was renamed by hand.
    """

    wall: ClassVar[Wall] = ByOffice()
    personal: ClassVar[Personal] = {"key": Datum(IMPORTS, WITH_RECORD, ROW, label=_("Kennung in der Quelle"))}
    impersonal: ClassVar[Impersonal] = {KEYS: ("office", "organisation", "place"), STATE: ("source",)}

    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="source_keys")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    source = models.CharField(max_length=200)
    key = models.CharField(max_length=500)

    class Meta(WalledModel.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["office", "place", "source", "key"], name="source_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.key}"
