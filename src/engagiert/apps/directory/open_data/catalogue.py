"""The catalogue of what is published, as DCAT-AP.de 3 wants it, for GovData and the portals of the Länder.

Each town that takes part is one dataset with one distribution a format; the API is a data service. Terms of
controlled vocabularies stand in the catalogue with their scheme, so that it can be checked without the network.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min
from django.urls import reverse
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.models import Listing
from engagiert.apps.places.public import Town

from .extents import FORMATS, Extent, Format
from .graph import Graph, Iri, Literal, german
from .records import Surroundings
from .terms import EU, concept, geocoding, language, licence_node, themes

_IANA = "https://www.iana.org/assignments/media-types/"
_KEYWORDS = ("Ehrenamt", "Engagement", "Vereine", "Freiwillige", "Selbsthilfe", "Einrichtungen")


@dataclass(frozen=True, slots=True)
class _Dates:
    first_on: datetime.date | None
    changed_at: datetime.datetime | None


def catalogue(extent: Extent, surroundings: Surroundings) -> Graph:
    """The town's catalogue with its one dataset, or the installation's with one for each town. Three queries."""
    graph = Graph()
    home = surroundings.base + extent.address("page")
    towns = [extent.town] if extent.town else list(surroundings.towns.values())
    offices = _offices(towns)
    dates = _dates()
    publisher = _publisher(graph, extent, surroundings, offices)
    datasets = [_dataset(graph, town, surroundings, offices, dates) for town in towns]
    newest = max((found.changed_at for found in map(dates.of, towns) if found.changed_at), default=None)
    graph.node(
        f"{home}#katalog",
        "dcat:Catalog",
        dcterms_title=german(extent.title),
        dcterms_description=german(
            _("Wer hier freiwilliges Engagement möglich macht: Vereine, Initiativen, Einrichtungen und Ämter.")
        ),
        dcterms_publisher=publisher,
        dcterms_language=language(graph),
        dcterms_license=_licence(graph, extent, surroundings),
        dcat_dataset=datasets,
        dcat_service=_service(graph, publisher, surroundings, datasets),
        dcat_themeTaxonomy=themes(graph),
        foaf_homepage=graph.node(home, "foaf:Document"),
        dcterms_modified=[_moment(newest)] if newest else [],
    )
    return graph


@dataclass(frozen=True, slots=True)
class _DatesByPlace:
    rows: list[dict[str, Any]]

    def of(self, town: Town) -> _Dates:
        here = [row for row in self.rows if row["ags"].startswith(town.place.ags)]
        return _Dates(
            min((row["first_on"] for row in here if row["first_on"]), default=None),
            max((row["changed_at"] for row in here), default=None),
        )


def _dates() -> _DatesByPlace:
    found = (
        Listing.objects.order_by().values("ags").annotate(first_on=Min("published_on"), changed_at=Max("updated_at"))
    )
    return _DatesByPlace([dict(row) for row in found])


def _offices(towns: Iterable[Town]) -> dict[int, Office]:
    """Place → the office that keeps its inventory, the oldest where several do."""
    found = Office.objects.filter(place__in=[town.place_id for town in towns], tasks__contains=[Office.Task.INVENTORY])
    offices: dict[int, Office] = {}
    for office in found.order_by("pk"):
        offices.setdefault(office.place_id, office)
    return offices


def _dataset(
    graph: Graph, town: Town, surroundings: Surroundings, offices: Mapping[int, Office], dates: _DatesByPlace
) -> Iri:
    extent = Extent(town)
    home = surroundings.base + extent.address("page")
    iri = f"{home}#datensatz"
    when = dates.of(town)
    spatial, level = geocoding(graph, town.place)
    demo = " " + _("Dies sind Beispieldaten einer Vorführung.") if town.is_demo else ""
    return graph.node(
        iri,
        "dcat:Dataset",
        dcterms_title=german(extent.title),
        dcterms_description=german(
            _(
                "Vereine, Initiativen, Einrichtungen und Ämter in %(town)s, die Engagement möglich machen: was sie "
                "bieten, für wen, wo und wann. Jeder Eintrag sagt, wann er zuletzt bestätigt wurde."
            )
            % {"town": town.place.name}
            + demo
        ),
        dcterms_identifier=Literal(iri),
        dcterms_publisher=_publisher(graph, extent, surroundings, offices),
        dcat_contactPoint=_contact(graph, extent, surroundings, offices),
        dcat_keyword=[german(word) for word in (*_KEYWORDS, town.place.name)],
        dcat_theme=concept(graph, f"{EU}data-theme", "SOCI", "Bevölkerung und Gesellschaft"),
        dcterms_language=language(graph),
        dcterms_accessRights=concept(graph, f"{EU}access-right", "PUBLIC", "öffentlich", "dcterms:RightsStatement"),
        dcterms_accrualPeriodicity=concept(graph, f"{EU}frequency", "CONT", "laufend", "dcterms:Frequency"),
        dcatap_availability=concept(graph, f"{EU}planned-availability", "AVAILABLE", "verfügbar"),
        dcterms_spatial=spatial,
        dcatde_politicalGeocodingURI=spatial,
        dcatde_politicalGeocodingLevelURI=level,
        dcterms_temporal=_period(graph, home, when),
        dcterms_issued=[_day(when.first_on)] if when.first_on else [],
        dcterms_modified=[_moment(when.changed_at)] if when.changed_at else [],
        dcat_landingPage=graph.node(home, "foaf:Document"),
        dcat_distribution=[_distribution(graph, extent, one, surroundings, when) for one in FORMATS.values()],
    )


def _period(graph: Graph, home: str, when: _Dates) -> list[Iri]:
    """Since the first record was published; open towards today."""
    if when.first_on is None:
        return []
    return [graph.node(f"{home}#zeitraum", "dcterms:PeriodOfTime", dcat_startDate=_day(when.first_on))]


def _distribution(graph: Graph, extent: Extent, one: Format, surroundings: Surroundings, when: _Dates) -> Iri:
    url = surroundings.base + extent.address("file", one.file)
    terms = extent.terms(surroundings)
    return graph.node(
        f"{url}#distribution",
        "dcat:Distribution",
        dcterms_title=german(f"{extent.title} ({one.label})"),
        dcterms_description=german(one.purpose),
        dcat_accessURL=Iri(url),
        dcat_downloadURL=Iri(url),
        dcterms_license=_licence(graph, extent, surroundings),
        dcatde_licenseAttributionByText=[german(terms.attribution)] if terms.attribution else [],
        dcterms_format=concept(graph, f"{EU}file-type", one.eu, one.label, "dcterms:MediaTypeOrExtent"),
        dcat_mediaType=graph.node(_IANA + one.media, "dcterms:MediaType"),
        dcterms_language=language(graph),
        dcatap_availability=concept(graph, f"{EU}planned-availability", "AVAILABLE", "verfügbar"),
        dcterms_modified=[_moment(when.changed_at)] if when.changed_at else [],
    )


def _service(graph: Graph, publisher: Iri, surroundings: Surroundings, datasets: Iterable[Iri]) -> Iri:
    root = surroundings.base + reverse("api:metadata")
    return graph.node(
        f"{root}#dienst",
        "dcat:DataService",
        dcterms_title=german(_("Schnittstelle nach HSDS 3")),
        dcterms_description=german(_("Organisationen, Angebote und Orte zum Abrufen, Seite für Seite.")),
        dcterms_publisher=publisher,
        dcat_endpointURL=Iri(root),
        dcat_endpointDescription=Iri(surroundings.base + reverse("api:openapi")),
        dcat_servesDataset=datasets,
        dcterms_accessRights=concept(graph, f"{EU}access-right", "PUBLIC", "öffentlich", "dcterms:RightsStatement"),
    )


def _publisher(graph: Graph, extent: Extent, surroundings: Surroundings, offices: Mapping[int, Office]) -> Iri:
    home = surroundings.base + extent.address("page")
    office = offices.get(extent.town.place_id) if extent.town else None
    name = office.name if office else extent.town.place.name if extent.town else _("Engagiert, alle Städte")
    kind = graph.node(
        "http://purl.org/adms/publishertype/LocalAuthority",
        "skos:Concept",
        skos_inScheme=Iri("http://purl.org/adms/publishertype/1.0"),
        skos_prefLabel=german("Kommune"),
    )
    return graph.node(f"{home}#herausgeber", "foaf:Agent", foaf_name=german(name), dcterms_type=kind)


def _contact(graph: Graph, extent: Extent, surroundings: Surroundings, offices: Mapping[int, Office]) -> Iri:
    home = surroundings.base + extent.address("page")
    office = offices.get(extent.town.place_id) if extent.town else None
    return graph.node(
        f"{home}#kontakt",
        "vcard:Kind",
        "vcard:Organization",
        vcard_fn=german(office.name if office else extent.title),
        vcard_hasURL=Iri(home),
        vcard_hasEmail=[Iri(f"mailto:{office.mail}")] if office and office.mail else [],
        vcard_hasTelephone=[Iri("tel:" + office.phone.replace(" ", ""))] if office and office.phone else [],
    )


def _licence(graph: Graph, extent: Extent, surroundings: Surroundings) -> Iri:
    return licence_node(graph, extent.terms(surroundings).licence)


def _day(day: datetime.date) -> Literal:
    return Literal(day.isoformat(), datatype="xsd:date")


def _moment(at: datetime.datetime) -> Literal:
    return Literal(at.isoformat(), datatype="xsd:dateTime")
