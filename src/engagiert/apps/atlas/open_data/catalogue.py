"""The atlas in a catalogue as DCAT-AP.de 3 wants it: a dataset a type, a distribution a table and format."""

from collections.abc import Callable

from engagiert.apps.atlas import selectors, wording
from engagiert.apps.directory.public import FACILITY_TYPES, LICENCES, Graph, Iri, Literal, german
from engagiert.apps.places.public import Where

from .tables import TABLES

_EU = "http://publications.europa.eu/resource/authority/"
_IANA = "https://www.iana.org/assignments/media-types/"
# What the operator publishes of institutions may be used without conditions; the people's numbers are named below it.
_LICENCE = LICENCES["dl-zero"]
_FORMATS = {"csv": ("text/csv", "CSV"), "json": ("application/json", "JSON")}


def catalogue(where: Where, home: str, address: Callable[[str, str, str], str]) -> Graph:
    """``home``: the page of the atlas; ``address(type, table, suffix)``: where a table stands. Addresses are whole."""
    graph = Graph()
    licence = graph.node(_LICENCE.dcat, "dcterms:LicenseDocument", skos_prefLabel=german(_LICENCE.label))
    publisher = graph.node(f"{home}#herausgeber", "foaf:Agent", foaf_name=german(f"Engagement-Atlas {where.name}"))
    datasets = [
        _dataset(graph, where, home, type, licence, publisher, address) for type in selectors.ATLAS_TYPES
    ]  # fmt: skip
    graph.node(
        f"{home}#katalog",
        "dcat:Catalog",
        dcterms_title=german(f"Engagement-Atlas {where.inside}"),
        dcterms_description=german("Einrichtungen, die Engagement fördern: Reichweite, Förderung, was wann endet."),
        dcterms_publisher=publisher,
        dcterms_license=licence,
        dcat_dataset=datasets,
        foaf_homepage=graph.node(home, "foaf:Document"),
    )
    return graph


def _dataset(
    graph: Graph,
    where: Where,
    home: str,
    type: str,
    licence: Iri,
    publisher: Iri,
    address: Callable[[str, str, str], str],
) -> Iri:
    sources = selectors.sources(type)
    kind = wording.type_in_words(type)
    iri = f"{home}#{type}"
    demo = " Beispieldaten einer Vorführung." if any(source.is_synthetic for source in sources) else ""
    files = [
        graph.node(
            f"{address(type, table.name, suffix)}#distribution",
            "dcat:Distribution",
            dcterms_title=german(f"{table.label} ({label})"),
            dcterms_description=german(wording.definition(table.definition)),
            dcat_accessURL=Iri(address(type, table.name, suffix)),
            dcat_downloadURL=Iri(address(type, table.name, suffix)),
            dcat_mediaType=graph.node(_IANA + media, "dcterms:MediaType"),
            dcterms_license=licence,
        )
        for table in TABLES.values()
        for suffix, (media, label) in _FORMATS.items()
    ]
    return graph.node(
        iri,
        "dcat:Dataset",
        dcterms_title=german(f"{kind} {where.inside}"),
        dcterms_description=german(f"{FACILITY_TYPES[type].definition}{demo}"),
        dcterms_identifier=Literal(iri),
        dcterms_publisher=publisher,
        dcat_keyword=[german(word) for word in ("Ehrenamt", "Engagement", "Förderung", kind, where.name)],
        dcat_theme=graph.node(f"{_EU}data-theme/SOCI", "skos:Concept", skos_prefLabel=german("Bevölkerung")),
        dcterms_modified=[
            Literal(max(source.as_of for source in sources).isoformat(), datatype="xsd:date") for _one in sources[:1]
        ],
        dcat_landingPage=graph.node(home, "foaf:Document"),
        dcat_distribution=files,
    )
