"""Terms of the controlled vocabularies of DCAT-AP.de, as every catalogue of ours writes them."""

from collections.abc import Mapping

from engagiert.apps.places.public import Place

from .graph import Graph, Iri, Literal, german
from .licences import Licence

EU = "http://publications.europa.eu/resource/authority/"
_DE = "http://dcat-ap.de/def/"
# Kind of place → the list of keys it stands in, and its level.
_GEOCODING: Mapping[str, tuple[str, str]] = {
    Place.Kind.STATE.value: ("stateKey", "state"),
    Place.Kind.REGION.value: ("governmentDistrictKey", "administrativeDistrict"),
    Place.Kind.DISTRICT.value: ("districtKey", "administrativeDistrict"),
    Place.Kind.MUNICIPALITY.value: ("municipalityKey", "municipality"),
    Place.Kind.NEIGHBOURHOOD.value: ("municipalityKey", "municipality"),
}


def geocoding(graph: Graph, place: Place) -> tuple[Iri, Iri]:
    """The place by its official key, and the level it stands on."""
    keys, level = _GEOCODING[place.kind]
    scheme = f"{_DE}politicalGeocoding/{keys}"
    point = [Literal(f"POINT({place.lon} {place.lat})", datatype="geo:wktLiteral")] if place.lat is not None else []
    area = graph.node(
        f"{scheme}/{place.ags.partition('-')[0]}",
        "dcterms:Location",
        "skos:Concept",
        skos_inScheme=Iri(scheme),
        skos_prefLabel=german(place.name),
        dcat_centroid=point,
    )
    return area, concept(graph, f"{_DE}politicalGeocoding/Level", level, level)


def licence_node(graph: Graph, licence: Licence) -> Iri:
    return graph.node(
        licence.dcat,
        "dcterms:LicenseDocument",
        "skos:Concept",
        skos_inScheme=Iri(f"{_DE}licenses"),
        skos_prefLabel=german(licence.label),
    )


def themes(graph: Graph) -> Iri:
    """The list that the themes of datasets stand in."""
    return graph.node(
        f"{EU}data-theme",
        "skos:ConceptScheme",
        dcterms_title=german("Data theme"),
        skos_prefLabel=german("Themen"),
    )


def language(graph: Graph) -> Iri:
    return concept(graph, f"{EU}language", "DEU", "Deutsch", "dcterms:LinguisticSystem")


def concept(graph: Graph, scheme: str, code: str, label: str, *types: str) -> Iri:
    """A term of a controlled vocabulary, with the list it stands in."""
    return graph.node(
        f"{scheme}/{code}", "skos:Concept", *types, skos_inScheme=Iri(scheme), skos_prefLabel=german(label)
    )
