"""The file of offers in the terms of volunteeringdata.io: each property exists, on its kind, with its kind of value."""

import datetime

import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

from engagiert.apps.directory.public import ACCESSIBILITY
from tests.cast import BERTA
from tests.engines.real_files import real_file
from tests.factories import offers, records
from tests.factories.downloads import downloaded

# rdflib's own reader of JSON-LD still uses what rdflib has given another name.
pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")]
OURS = rdflib.Namespace("https://ns.volunteeringdata.io/")
PARTS = ("activity", "location", "organisation", "role", "session")


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("ontology", *(f"ontology_{part}" for part in PARTS), "taxonomy_cause"):
        graph.parse(real_file(f"standards/volunteering/{name}.ttl"))
    return graph


def test_every_statement_about_an_offer_is_one_the_vocabulary_knows(terms: rdflib.Graph) -> None:
    sports = records.an_organisation(by=BERTA, name="Sportfreunde Muster", street="Weg 1")
    offers.an_offer(
        by=BERTA, of=sports, fields=["sports"], skills_wanted=["listening"], skills_gained=["listening"],
        accessibility=list(ACCESSIBILITY)[:1], minimum_age=16, needs_certificate=True, week_parts=1 << 20, urgency=2,
        ends_on=datetime.date(2030, 5, 1),
    )  # fmt: skip
    data = rdflib.Graph().parse(data=downloaded("/nieheim/engagement/liste/angebote.jsonld"), format="json-ld")
    kinds = {str(kind) for kind in data.objects(None, RDF.type)}
    assert {str(OURS[name]) for name in ("Activity", "Role", "Session", "Organisation", "Skill")} <= kinds
    faults = [fault for subject, verb, value in data if (fault := wrong(terms, data, subject, verb, value))]
    assert not faults, faults


def wrong(terms: rdflib.Graph, data: rdflib.Graph, subject: object, verb: object, value: object) -> str:
    """What is wrong with a statement; empty where nothing is."""
    if verb == RDF.type:
        return ""
    ranges, domains = set(terms.objects(verb, RDFS.range)), set(terms.objects(verb, RDFS.domain))
    for upper in terms.objects(verb, RDFS.subPropertyOf):
        ranges |= set(terms.objects(upper, RDFS.range))
    if (verb, RDF.type, OWL.DatatypeProperty) in terms:
        fits = isinstance(value, rdflib.Literal) and (not ranges or value.datatype in ranges)
    elif (verb, RDF.type, OWL.ObjectProperty) in terms:
        told = set(data.objects(value, RDF.type)) | (
            {OURS.Cause} if (value, RDF.type, SKOS.Concept) in terms else set()
        )
        fits = not isinstance(value, rdflib.Literal) and bool(told & ranges)
    else:
        return f"{verb} is no term"
    if not fits:
        return f"{verb} has {value!r}, wanted {sorted(map(str, ranges))}"
    if domains and not domains & set(data.objects(subject, RDF.type)):
        return f"{verb} stands on {subject}"
    return ""


def test_a_date_that_is_no_date_would_be_found(terms: rdflib.Graph) -> None:
    verb = OURS.activityPublishEndDate
    assert wrong(terms, rdflib.Graph(), OURS.x, verb, rdflib.Literal("bald"))
    assert "is no term" in wrong(terms, rdflib.Graph(), OURS.x, OURS.activityEnd, rdflib.Literal("", datatype=XSD.date))
