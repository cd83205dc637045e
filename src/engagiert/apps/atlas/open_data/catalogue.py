"""The atlas in a catalogue as DCAT-AP.de 3 wants it: a dataset a type, a distribution a table and format."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from engagiert.apps.atlas import selectors, wording
from engagiert.apps.directory.public import FACILITY_TYPES, LICENCES, Graph, Iri, Literal, dcat_terms, german
from engagiert.apps.places.public import Place, Where, places

from .tables import TABLES

_IANA = "https://www.iana.org/assignments/media-types/"
# What the operator publishes of institutions may be used without conditions; the people's numbers are named below it.
_LICENCE = LICENCES["dl-zero"]
_FORMATS = {"csv": ("text/csv", "CSV"), "json": ("application/json", "JSON")}

type Address = Callable[[str, str, str], str]


@dataclass(frozen=True, slots=True)
class _Shared:
    """Nodes that every dataset points to."""

    home: str
    publisher: Iri
    contact: Iri
    licence: Iri
    language: Iri
    landing: Iri
    spatial: tuple[Iri, ...]
    levels: tuple[Iri, ...]


def catalogue(where: Where, home: str, address: Address) -> Graph:
    """``home``: the page of the atlas; ``address(type, table, suffix)``: where a table stands. Addresses are whole."""
    graph = Graph()
    shared = _shared(graph, where, home)
    datasets = [_dataset(graph, where, type, shared, address) for type in selectors.ATLAS_TYPES]
    graph.node(
        f"{home}#katalog",
        "dcat:Catalog",
        dcterms_title=german(f"Engagement-Atlas {where.inside}"),
        dcterms_description=german("Einrichtungen, die Engagement fördern: Reichweite, Förderung, was wann endet."),
        dcterms_publisher=shared.publisher,
        dcterms_language=shared.language,
        dcterms_license=shared.licence,
        dcterms_spatial=shared.spatial,
        dcat_dataset=datasets,
        dcat_themeTaxonomy=dcat_terms.themes(graph),
        foaf_homepage=shared.landing,
    )
    return graph


def _shared(graph: Graph, where: Where, home: str) -> _Shared:
    kind = graph.node(
        "http://purl.org/adms/publishertype/RegionalAuthority",
        "skos:Concept",
        skos_inScheme=Iri("http://purl.org/adms/publishertype/1.0"),
        skos_prefLabel=german("Regionale Behörde"),
    )
    name = german(f"Engagement-Atlas {where.name}")
    found: Iterable[Place] = places().filter(ags__in=where.keys).order_by("ags")
    located = [dcat_terms.geocoding(graph, place) for place in found]
    return _Shared(
        home=home,
        publisher=graph.node(f"{home}#herausgeber", "foaf:Agent", foaf_name=name, dcterms_type=kind),
        contact=graph.node(
            f"{home}#kontakt", "vcard:Kind", "vcard:Organization", vcard_fn=name, vcard_hasURL=Iri(home)
        ),
        licence=dcat_terms.licence_node(graph, _LICENCE),
        language=dcat_terms.language(graph),
        landing=graph.node(home, "foaf:Document"),
        spatial=tuple(area for area, _level in located),
        levels=tuple(dict.fromkeys(level for _area, level in located)),
    )


def _dataset(graph: Graph, where: Where, type: str, shared: _Shared, address: Address) -> Iri:
    sources = selectors.sources(type)
    kind = wording.type_in_words(type)
    iri = f"{shared.home}#{type}"
    demo = " Beispieldaten einer Vorführung." if any(source.is_synthetic for source in sources) else ""
    changed = [
        Literal(max(source.as_of for source in sources).isoformat(), datatype="xsd:date") for _one in sources[:1]
    ]
    files = [
        _distribution(graph, type, name, suffix, shared, address)
        for name in TABLES
        for suffix in _FORMATS
    ]  # fmt: skip
    return graph.node(
        iri,
        "dcat:Dataset",
        dcterms_title=german(f"{kind} {where.inside}"),
        dcterms_description=german(f"{FACILITY_TYPES[type].definition}{demo}"),
        dcterms_identifier=Literal(iri),
        dcterms_publisher=shared.publisher,
        dcat_contactPoint=shared.contact,
        dcat_keyword=[german(word) for word in ("Ehrenamt", "Engagement", "Förderung", kind, where.name)],
        dcat_theme=dcat_terms.concept(graph, f"{dcat_terms.EU}data-theme", "SOCI", "Bevölkerung und Gesellschaft"),
        dcterms_language=shared.language,
        dcterms_accessRights=dcat_terms.concept(
            graph, f"{dcat_terms.EU}access-right", "PUBLIC", "öffentlich", "dcterms:RightsStatement"
        ),
        dcterms_accrualPeriodicity=dcat_terms.concept(
            graph, f"{dcat_terms.EU}frequency", "CONT", "laufend", "dcterms:Frequency"
        ),
        dcterms_spatial=shared.spatial,
        dcatde_politicalGeocodingURI=shared.spatial,
        dcatde_politicalGeocodingLevelURI=shared.levels,
        dcterms_modified=changed,
        dcat_landingPage=shared.landing,
        dcat_distribution=files,
    )


def _distribution(graph: Graph, type: str, name: str, suffix: str, shared: _Shared, address: Address) -> Iri:
    table, (media, label) = TABLES[name], _FORMATS[suffix]
    url = address(type, name, suffix)
    return graph.node(
        f"{url}#distribution",
        "dcat:Distribution",
        dcterms_title=german(f"{table.label} ({label})"),
        dcterms_description=german(wording.definition(table.definition)),
        dcat_accessURL=Iri(url),
        dcat_downloadURL=Iri(url),
        dcterms_license=shared.licence,
        dcterms_format=dcat_terms.concept(
            graph, f"{dcat_terms.EU}file-type", label, label, "dcterms:MediaTypeOrExtent"
        ),
        dcat_mediaType=graph.node(_IANA + media, "dcterms:MediaType"),
        dcterms_language=shared.language,
        dcatap_availability=dcat_terms.concept(graph, f"{dcat_terms.EU}planned-availability", "AVAILABLE", "verfügbar"),
    )
