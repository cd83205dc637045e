"""What a download covers: one town, or all of the installation; and the formats it comes in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.directory.models import Listing
from engagiert.apps.places.public import Town
from engagiert.kernel.ui.addresses import address

from . import flat, hsds
from .licences import Terms
from .records import Surroundings, batches


@dataclass(frozen=True, slots=True)
class Extent:
    """``town`` is None for the whole installation."""

    town: Town | None

    @property
    def ags(self) -> str:
        return self.town.place.ags if self.town else ""

    @property
    def title(self) -> str:
        if self.town is None:
            return _("Verzeichnis des Engagements, alle Städte")
        return _("Verzeichnis des Engagements in %(town)s") % {"town": self.town.place.name}

    @property
    def office(self) -> Office | None:
        return office_of(self.town.place) if self.town else None

    def address(self, page: str, *args: str) -> str:
        """Path of the page (``page``) or of a file of the open data, such as ``file`` or ``feed``."""
        room = "open" if page == "page" else "data"
        if self.town is None:
            return address(f"{room}:all_{page}", *args)
        return address(f"{room}:{page}", self.town.place.slug, *args)

    def terms(self, surroundings: Surroundings) -> Terms:
        return surroundings.terms_of(self.ags)


@dataclass(frozen=True, slots=True)
class Figures:
    """``changed_at``: the last change of a record that is still there; None without any."""

    records: int
    confirmed: int
    demo: int
    changed_at: Any
    first_on: Any


def figures(extent: Extent) -> Figures:
    found = Listing.objects.all()
    if extent.ags:
        found = found.filter(ags__startswith=extent.ags)
    counted = found.aggregate(
        records=Count("ags"),
        confirmed=Count("ags", filter=Q(confirmed_on__isnull=False)),
        demo=Count("ags", filter=Q(is_demo=True)),
        changed_at=Max("updated_at"),
        first_on=Min("published_on"),
    )
    return Figures(**counted)


type Write = Callable[[Extent, Surroundings], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Format:
    """``file`` is the name in the address; ``media`` without parameters; ``eu`` in the EU's list of file types."""

    file: str
    label: str
    media: str
    eu: str
    purpose: str | Promise
    write: Write


def _csv(extent: Extent, surroundings: Surroundings) -> Iterator[str]:
    return flat.table(batches(surroundings, extent.ags))


def _geojson(extent: Extent, surroundings: Surroundings) -> Iterator[str]:
    return flat.collection(batches(surroundings, extent.ags), **_about(extent, surroundings))


def _hsds(extent: Extent, surroundings: Surroundings) -> Iterator[str]:
    about = {"version": hsds.VERSION, "profile": hsds.PROFILE} | _about(extent, surroundings)
    return flat.in_list(about, "contents", _whole, batches(surroundings, extent.ags))


def _whole(record: Any) -> dict[str, Any]:
    return hsds.organization(record)


def _about(extent: Extent, surroundings: Surroundings) -> dict[str, Any]:
    terms = extent.terms(surroundings)
    return {
        "title": extent.title,
        "licence": terms.licence.code,
        "licence_url": terms.licence.uri,
        "attribution": terms.attribution,
    }


FORMATS: Mapping[str, Format] = {
    one.file: one
    for one in (
        Format(
            "verzeichnis.csv",
            "CSV",
            "text/csv",
            "CSV",
            gettext_lazy("Eine Tabelle für Excel, LibreOffice und andere Tabellenprogramme."),
            _csv,
        ),
        Format(
            "verzeichnis.geojson",
            "GeoJSON",
            "application/geo+json",
            "GEOJSON",
            gettext_lazy("Punkte für Karten, zum Beispiel in QGIS oder uMap."),
            _geojson,
        ),
        Format(
            "verzeichnis.hsds.json",
            "HSDS 3 (JSON)",
            "application/json",
            "JSON",
            gettext_lazy("Alles, was öffentlich ist, im offenen Standard für Verzeichnisse sozialer Angebote."),
            _hsds,
        ),
    )
}
