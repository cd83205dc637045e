"""What an organisation and a facility have in common: a text, an address, a point, what it offers to whom."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.purposes import DIRECTORY, WITH_RECORD
from engagiert.apps.places.models import Place
from engagiert.kernel.privacy import KEYS, OF_ORGANISATIONS, Datum, Impersonal, Personal
from engagiert.kernel.tenancy.models import WalledModel


def code_list(verbose_name: Any) -> "ArrayField[list[str], list[str]]":
    """A list of codes of a vocabulary (see ``vocabulary.py``), empty where nobody said anything."""
    return ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=verbose_name)


class Located(WalledModel):
    """``lat``/``lon`` in degrees (WGS 84); ``point_quality`` says whether they are the house or only the town."""

    class PointQuality(models.TextChoices):
        EXACT = "exact", _("genau")
        APPROXIMATE = "approximate", _("ungefähr, nur der Ort ist bekannt")
        NONE = "none", _("unbekannt")

    personal: ClassVar[Personal] = {
        "description": Datum(DIRECTORY, WITH_RECORD),
        "services": Datum(DIRECTORY, WITH_RECORD),
        "opening_hours": Datum(DIRECTORY, WITH_RECORD),
        # The address of a small association is somebody's home.
        "street": Datum(DIRECTORY, WITH_RECORD, erase=""),
        "lat": Datum(DIRECTORY, WITH_RECORD, erase=None, label=_("Lage"), follows="street"),
        "lon": Datum(DIRECTORY, WITH_RECORD, erase=None, label=_("Lage"), follows="street"),
        "point_quality": Datum(DIRECTORY, WITH_RECORD, erase="none", label=_("Genauigkeit der Lage"), follows="street"),
        "phones": Datum(DIRECTORY, WITH_RECORD),
        "mails": Datum(DIRECTORY, WITH_RECORD),
        "website": Datum(DIRECTORY, WITH_RECORD),
    }
    of_organisations: ClassVar[tuple[str, ...]] = (
        "type", "target_groups", "languages", "accessibility", "postcode", "town", "district", "founded",
        "budget_band", "staff_fte",
    )  # fmt: skip
    impersonal: ClassVar[Impersonal] = {OF_ORGANISATIONS: of_organisations, KEYS: ("place",)}

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name=_("Ort"))
    type = models.CharField(_("Art"), max_length=40)
    description = models.TextField(_("Beschreibung"), blank=True)
    services = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("Angebote"))
    target_groups = code_list(_("Zielgruppen"))
    languages = code_list(_("Sprachen"))
    accessibility = code_list(_("Zugang"))
    opening_hours = models.TextField(_("Zeiten"), blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=200, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=5, blank=True)
    town = models.CharField(_("Ort in der Anschrift"), max_length=120, blank=True)
    district = models.CharField(_("Ortsteil"), max_length=120, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    point_quality = models.CharField(max_length=12, choices=PointQuality, default=PointQuality.NONE)
    phones = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Telefon"))
    mails = ArrayField(models.EmailField(), default=list, blank=True, verbose_name=_("E-Mail"))
    website = models.URLField(_("Internetseite"), max_length=500, blank=True)
    founded = models.PositiveSmallIntegerField(_("Gründungsjahr"), null=True, blank=True)
    budget_band = models.CharField(_("Jahresbudget"), max_length=20, blank=True)
    staff_fte = models.DecimalField(
        _("Personal in Vollzeitstellen"), max_digits=6, decimal_places=2, null=True, blank=True
    )

    class Meta(WalledModel.Meta):
        abstract = True
