"""What we publish is what the standards want: HSDS 3, DCAT-AP.de 3, Atom, GeoJSON, sitemaps."""

import json
import uuid
from collections.abc import Iterator
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import rdflib
from pyshacl import validate
from rdflib.compare import isomorphic, to_canonical_graph

from engagiert.apps.directory.public import Organisation, services
from engagiert.config.api import document
from tests.apps.directory.dcat_rules import kept_european_rules, shapes
from tests.apps.directory.test_open_round_trip import a_rich_record
from tests.cast import BERTA, SELMA
from tests.engines.real_files import real_file
from tests.factories import records
from tests.factories.downloads import asked, downloaded

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
TOMBSTONE = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def linde() -> Organisation:
    """A record with all that a record can have, and one with nothing but a name."""
    records.an_organisation(by=BERTA, name="Schachclub Probe")
    return a_rich_record()


@cache
def hsds_schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(real_file(f"standards/hsds-3/{name}.json").read_text(encoding="utf-8"))
    return schema


def faults(entry: Any, schema: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    return [f"{'/'.join(map(str, fault.path))}: {fault.message}" for fault in checker.iter_errors(entry)]


@pytest.mark.usefixtures("linde")
@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/api/v1/organizations", "organization_list"),
        ("/api/v1/organizations?full=true", "organization"),
        ("/api/v1/organizations?full_service=true", "organization"),
        ("/api/v1/services", "service_list"),
        ("/api/v1/services?full=true", "service"),
        ("/api/v1/service_at_locations?full=true", "service_at_location"),
        ("/nieheim/offene-daten/verzeichnis.hsds.json", "organization"),
    ],
)
def test_answers_are_valid_against_the_schemas_of_hsds(address: str, schema: str) -> None:
    contents = asked(address)["contents"]
    assert len(contents) >= 2
    assert [fault for entry in contents for fault in faults(entry, hsds_schema(schema))] == []


def test_the_schemas_of_hsds_would_notice(linde: Organisation) -> None:
    [entry] = [one for one in asked("/api/v1/organizations?full=true")["contents"] if "Linde" in one["name"]]
    assert faults(entry | {"id": 7}, hsds_schema("organization")) != []
    assert faults(entry | {"locations": [{"location_type": "luftig"}]}, hsds_schema("organization")) != []


def every_uuid(entry: Any) -> Iterator[str]:
    if isinstance(entry, dict):
        if "id" in entry:
            yield entry["id"]
        for value in entry.values():
            yield from every_uuid(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from every_uuid(value)


def test_what_hsds_demands_is_there_whatever_the_record_lacks(linde: Organisation) -> None:
    """Without the standard's own files: required fields, identifiers, and that each leads back to its record."""
    for entry in asked("/api/v1/organizations?full_service=true")["contents"]:
        assert {"id", "name", "description"} <= entry.keys()
        assert entry["locations"][0]["location_type"] == "physical"
        for place in entry["locations"]:
            for line in place["addresses"]:
                assert {"address_1", "city", "state_province", "postal_code", "country", "address_type"} <= line.keys()
                assert (line["city"], line["state_province"]) == ("Nieheim", "NW")
        for service in entry["services"]:
            assert service["status"] == "active"
            assert asked(f"/api/v1/services/{service['id']}")["id"] == service["id"]
        for place in entry["locations"]:
            assert asked(f"/api/v1/locations/{place['id']}")["id"] == place["id"]
        assert all(uuid.UUID(one).version in (4, 5) for one in every_uuid(entry))
        own = [one["id"] for place in entry["locations"] for one in place["addresses"]]
        assert len(own) == len(set(own))


def test_answers_have_the_shape_that_our_own_openapi_document_says(linde: Organisation) -> None:
    described = document()
    record = asked("/api/v1/organizations")["contents"][0]["id"]
    service = asked("/api/v1/services")["contents"][0]["id"]
    placed = asked("/api/v1/service_at_locations")["contents"][0]["id"]
    place = asked("/api/v1/locations")["contents"][0]["id"]
    term = asked("/api/v1/taxonomy_terms")["contents"][0]
    known = {
        "/api/v1/organizations/{id}": record,
        "/api/v1/services/{id}": service,
        "/api/v1/service_at_locations/{id}": placed,
        "/api/v1/locations/{id}": place,
        "/api/v1/taxonomies/{id}": term["taxonomy_id"],
        "/api/v1/taxonomy_terms/{id}": term["id"],
    }
    for path, methods in described["paths"].items():
        address = path.replace("{id}", known.get(path, ""))
        shape = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        whole = shape | {"components": described["components"]}
        for query in ("", "?full=true", "?full_service=true") if path in ("/api/v1/organizations",) else ("",):
            assert faults(asked(address + query), whole) == [], address + query


@pytest.mark.parametrize("address", ["/nieheim/offene-daten/katalog.ttl", "/offene-daten/katalog.ttl"])
def test_the_catalogue_is_valid_against_the_shapes_of_dcat_ap_de(linde: Organisation, address: str) -> None:
    rules = shapes()
    SELMA.office()
    records.a_licence(by=BERTA, licence="dl-by", attribution="Stadt Nieheim")
    graph = rdflib.Graph().parse(data=downloaded(address), format="turtle")
    conforms, _report, text = validate(graph, shacl_graph=rules, advanced=True, inference="none")
    assert conforms, text


def test_the_shapes_of_dcat_ap_de_would_notice(linde: Organisation) -> None:
    rules = shapes()
    graph = rdflib.Graph().parse(data=downloaded("/nieheim/offene-daten/katalog.ttl"), format="turtle")
    graph.remove((None, rdflib.DCTERMS.license, None))
    conforms, _report, text = validate(graph, shacl_graph=rules, advanced=True, inference="none")
    assert not conforms
    assert "license" in text


def test_the_catalogue_keeps_the_european_rules_that_the_german_messages_tell(linde: Organisation) -> None:
    checked, broken = kept_european_rules(
        rdflib.Graph().parse(data=downloaded("/offene-daten/katalog.ttl"), format="turtle")
    )
    assert checked > 200
    assert broken == []


# rdflib's own reader of JSON-LD still uses what rdflib has given another name.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
def test_the_three_writings_of_the_catalogue_say_the_same(linde: Organisation) -> None:
    graphs = [
        rdflib.Graph().parse(data=downloaded(f"/nieheim/offene-daten/katalog.{suffix}"), format=name)
        for suffix, name in (("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld"))
    ]
    assert len(graphs[0]) > 100
    first = to_canonical_graph(graphs[0])
    assert all(isomorphic(first, to_canonical_graph(other)) for other in graphs[1:])


def test_a_dataset_of_the_catalogue_says_what_it_is_where_and_since_when(linde: Organisation) -> None:
    records.a_licence(by=BERTA, licence="dl-by", attribution="Stadt Nieheim")
    graph = rdflib.Graph().parse(data=downloaded("/nieheim/offene-daten/katalog.rdf"), format="xml")
    dcat, dcatde = rdflib.DCAT, rdflib.Namespace("http://dcat-ap.de/def/dcatde/")
    [dataset] = graph.subjects(rdflib.RDF.type, dcat.Dataset)
    key = rdflib.URIRef("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05762028")
    assert graph.value(dataset, dcatde.politicalGeocodingURI) == key
    assert graph.value(dataset, rdflib.DCTERMS.spatial) == key
    files = list(graph.objects(dataset, dcat.distribution))
    assert len(files) == 3
    for file in files:
        assert str(graph.value(file, dcatde.licenseAttributionByText)) == "Stadt Nieheim"
        assert str(graph.value(file, rdflib.DCTERMS.license)).endswith("/dl-by-de/2.0")
        address = str(graph.value(file, dcat.downloadURL))
        assert downloaded(address.removeprefix("http://testserver"))


def test_the_feed_tells_what_is_new_changed_and_gone(linde: Organisation) -> None:
    with BERTA.at_work("tests.archive") as actor:
        gone = records.an_organisation(by=BERTA, name="Kegelclub Vorbei")
        services.archive_organisation(actor=actor, organisation=gone)
    feed = ET.fromstring(downloaded("/nieheim/offene-daten/aenderungen.atom"))
    assert all(feed.find(ATOM + name) is not None for name in ("id", "title", "updated", "author", "rights"))
    entries = feed.findall(ATOM + "entry")
    titles = [entry.findtext(ATOM + "title") for entry in entries]
    assert titles == ["Begegnungshaus „Zur Linde“ e. V.", "Schachclub Probe"]
    [buried] = feed.findall(TOMBSTONE)
    assert buried.attrib["ref"].startswith("urn:uuid:")
    assert "Kegelclub" not in ET.tostring(feed, encoding="unicode")
    for entry in entries:
        link = entry.find(ATOM + "link")
        assert link is not None
        assert downloaded(link.attrib["href"].removeprefix("http://testserver"))


def test_a_feed_without_anything_is_a_feed() -> None:
    SELMA.office()
    feed = ET.fromstring(downloaded("/rheine/offene-daten/aenderungen.atom"))
    assert feed.findall(ATOM + "entry") == []
    assert feed.findtext(ATOM + "updated") == "2026-01-01T00:00:00+00:00"


def test_every_page_of_a_record_stands_in_the_map_of_pages_once(linde: Organisation) -> None:
    index = ET.fromstring(downloaded("/sitemap.xml"))
    parts = [node.text or "" for node in index.iter(MAP + "loc")]
    assert parts == ["http://testserver/sitemap-nieheim-1.xml"]
    pages = ET.fromstring(downloaded(parts[0].removeprefix("http://testserver")))
    found = [node.text or "" for node in pages.iter(MAP + "loc")]
    assert len(found) == len(set(found)) == 5
    assert all(downloaded(page.removeprefix("http://testserver")) for page in found)
    assert b"Sitemap: http://testserver/sitemap.xml" in downloaded("/robots.txt")


def test_points_are_doors_and_a_record_known_by_its_town_alone_has_none(linde: Organisation) -> None:
    features = {
        one["properties"]["name"]: one for one in asked("/nieheim/offene-daten/verzeichnis.geojson")["features"]
    }
    assert features["Begegnungshaus „Zur Linde“ e. V."]["geometry"] == {
        "type": "Point",
        "coordinates": [9.112, 51.805],
    }
    assert features["Schachclub Probe"]["geometry"] is None
