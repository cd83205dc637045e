"""The API as a program meets it: page by page, with clear errors, and with identifiers that stay."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagiert.apps.directory.models import PublicId
from engagiert.apps.directory.open_data import identifiers
from engagiert.apps.directory.public import Organisation, Pair, services
from engagiert.config.api import document
from tests.cast import BERTA, SELMA
from tests.factories import records
from tests.factories.downloads import asked, downloaded, whole_body

pytestmark = pytest.mark.django_db

SNAPSHOT = Path(__file__).with_name("openapi.json")


def test_the_openapi_document_changes_only_on_purpose() -> None:
    """After a change that is meant: ``python -m tests.apps.directory.openapi`` writes the snapshot anew."""
    assert document() == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_the_api_says_which_hsds_it_speaks_and_where_it_is_described() -> None:
    root = asked("/api/v1/")
    assert root["version"] == "3.0"
    described = asked(root["openapi_url"].removeprefix("http://testserver"))
    assert described["openapi"].startswith("3.")
    assert set(described["paths"]) >= {"/api/v1/organizations", "/api/v1/services/{id}", "/api/v1/taxonomy_terms"}


@pytest.fixture
def seven() -> list[Organisation]:
    """Seven clubs with zero to three services: 1 + 1 + 2 + 3 + 1 + 2 + 3 = 13 in all."""
    counts = (0, 1, 2, 3, 0, 2, 3)
    return [
        records.an_organisation(by=BERTA, name=f"Club {n}", services=[f"Angebot {n}{k}" for k in range(count)])
        for n, count in enumerate(counts)
    ]


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize(("path", "total"), [("organizations", 7), ("services", 13), ("service_at_locations", 13)])
@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_the_pages_together_are_everything_once(path: str, total: int, size: int) -> None:
    seen: list[str] = []
    number, pages = 1, 1
    while number <= pages:
        page = asked(f"/api/v1/{path}?page={number}&per_page={size}")
        pages = page["total_pages"]
        assert (page["total_items"], page["page_number"], page["size"]) == (total, number, len(page["contents"]))
        assert (page["first_page"], page["last_page"]) == (number == 1, number == pages)
        assert not page["empty"]
        seen += [entry["id"] for entry in page["contents"]]
        number += 1
    assert len(seen) == len(set(seen)) == total


@pytest.mark.usefixtures("seven")
def test_a_page_beyond_the_end_is_empty_and_no_error() -> None:
    for path in ("organizations", "services", "locations", "service_at_locations", "taxonomies", "taxonomy_terms"):
        page = asked(f"/api/v1/{path}?page=10000000&per_page=500")
        assert (page["empty"], page["contents"], page["last_page"]) == (True, [], True)


@pytest.mark.usefixtures("seven")
@pytest.mark.parametrize(
    "path", ["organizations?full=true", "services?full=true", "locations", "organizations?search=Club"]
)
def test_a_page_costs_the_same_however_many_stand_on_it(path: str) -> None:
    join = "&" if "?" in path else "?"
    costs = []
    for size in (1, 7):
        with CaptureQueriesContext(connection) as queries:
            asked(f"/api/v1/{path}{join}per_page={size}")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 16


NOT_UNDERSTOOD = [
    "page=0", "page=-1", "page=eins", "page=", "page=99999999999999999999", "per_page=0", "per_page=501",
    "per_page=1e9", "format=xml", "format=csv", "place=Lünen", "place=05978024' or 1=1", "taxonomy_term_id=7",
    "taxonomy_id=x", "organization_id=x", "modified_after=gestern", "modified_after=2026-13-45", "full=vielleicht",
    "search=" + "x" * 201, "format=ndjson&search=chor",
]  # fmt: skip


@pytest.mark.parametrize("query", NOT_UNDERSTOOD)
@pytest.mark.parametrize("path", ["organizations", "services", "locations"])
def test_what_cannot_be_read_gets_a_sentence(path: str, query: str) -> None:
    response = Client().get(f"/api/v1/{path}?{query}")
    assert response.status_code == 422
    said = response.json()
    assert list(said) == ["detail"]
    assert said["detail"].endswith(".")


@pytest.mark.parametrize("text", ["%00", "%22", "'; drop table", "%E2%80%AEcba", "()&|!:*", "a", "  "])
def test_odd_words_are_only_words(text: str) -> None:
    records.an_organisation(by=BERTA)
    assert Client().get(f"/api/v1/organizations?search={text}").status_code == 200


@pytest.mark.parametrize("path", ["organizations", "services", "locations", "service_at_locations", "taxonomies"])
def test_an_unknown_identifier_is_not_found_and_a_wrong_one_is_not_understood(path: str) -> None:
    unknown = Client().get(f"/api/v1/{path}/{uuid.uuid4()}")
    assert (unknown.status_code, unknown.json()) == (404, {"detail": "Diese Kennung kennen wir nicht."})
    assert Client().get(f"/api/v1/{path}/abc").status_code == 422
    assert Client().get("/api/v1/gibt/es/nicht").json()["detail"].startswith("Diese Adresse gibt es nicht.")
    assert Client().post(f"/api/v1/{path}").status_code == 405


def test_records_are_found_by_place_term_date_and_words() -> None:
    chor = records.an_organisation(by=BERTA, name="Chor Nieheim", fields=["culture"], target_groups=["youth"])
    records.an_organisation(by=BERTA, name="Turnverein Nieheim", fields=["sports"])
    records.an_organisation(by=SELMA, name="Chor Rheine", fields=["culture"], languages=["tr"])
    terms = {term["code"]: term for term in asked("/api/v1/taxonomy_terms?per_page=500")["contents"]}

    def names(query: str) -> list[str]:
        return [one["name"] for one in asked(f"/api/v1/organizations?{query}")["contents"]]

    assert names("place=05762028") == ["Chor Nieheim", "Turnverein Nieheim"]
    assert names(f"taxonomy_term_id={terms['culture']['id']}") == ["Chor Nieheim", "Chor Rheine"]
    assert names(f"taxonomy_term_id={terms['youth']['id']}&place=05") == ["Chor Nieheim"]
    assert names(f"taxonomy_id={terms['youth']['taxonomy_id']}") == ["Chor Nieheim"]
    assert names(f"taxonomy_term_id={uuid.uuid4()}") == []
    assert sorted(names("search=chor")) == ["Chor Nieheim", "Chor Rheine"]
    assert names("search=chor&place=05566076") == ["Chor Rheine"]
    own = PublicId.objects.get(pk=chor.pk).uuid
    assert names(f"organization_id={own}") == ["Chor Nieheim"]
    since = chor.updated_at.isoformat().replace("+", "%2B")
    assert len(names(f"modified_after={since}")) == 3
    assert names("modified_after=2999-01-01") == []
    assert len(asked("/api/v1/services?minimal=true")["contents"][0]) == 2


@pytest.mark.usefixtures("seven")
def test_services_found_by_words_are_all_those_of_the_records_found() -> None:
    page = asked("/api/v1/services?search=club&per_page=7")
    assert (page["total_items"], page["size"]) == (7, 13)


def id_of(record: Organisation) -> uuid.UUID:
    return PublicId.objects.get(pk=record.pk).uuid


def test_an_identifier_outlives_renaming_moving_and_a_stay_in_the_archive() -> None:
    record = records.an_organisation(by=BERTA, name="Alter Name", services=["Vorlesen", "Singen"])
    own = id_of(record)
    reading = identifiers.service_id(own, "Vorlesen")
    with BERTA.at_work("tests.change") as actor:
        services.update_organisation(
            actor=actor, organisation=record, values={"name": "Neuer Name", "services": ["Vorlesen"]}
        )
        services.archive_organisation(actor=actor, organisation=record)
    gone = Client().get(f"/api/v1/organizations/{own}")
    assert (gone.status_code, gone.json()) == (410, {"detail": "Dieser Eintrag ist nicht mehr öffentlich."})
    assert Client().get(f"/api/v1/services/{reading}").status_code == 410
    with BERTA.at_work("tests.revive") as actor:
        services.revive_organisation(actor=actor, organisation=record)
        services.publish_organisation(actor=actor, organisation=record)
    assert asked(f"/api/v1/organizations/{own}")["name"] == "Neuer Name"
    assert asked(f"/api/v1/services/{reading}")["name"] == "Vorlesen"
    assert Client().get(f"/api/v1/services/{identifiers.service_id(own, 'Singen')}").status_code == 404


def test_after_a_merge_the_old_identifier_leads_to_the_record_that_stayed() -> None:
    stays, goes = (records.an_organisation(by=BERTA, name=name) for name in ("Chor Probe e. V.", "Chor Probe"))
    old, kept = id_of(goes), id_of(stays)
    with BERTA.at_work("tests.merge") as actor:
        pair = Pair.objects.create(
            office=BERTA.office(),
            organisation=stays,
            second=goes,
            key="gleich",
            candidate=services.pairs.candidate_of_record(goes),
            created_at=timezone.now(),
        )
        services.join_pair(actor=actor, pair=pair)
    response = Client().get(f"/api/v1/organizations/{old}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/api/v1/organizations/{kept}")
    with BERTA.at_work("tests.undo") as actor:
        pair.refresh_from_db()
        assert pair.revision is not None
        services.undo_revision(actor=actor, revision=pair.revision)
    assert asked(f"/api/v1/organizations/{old}")["name"] == "Chor Probe"


def test_the_description_for_people_names_every_address_without_a_script() -> None:
    page = downloaded("/offene-daten/schnittstelle/").decode()
    for path in document()["paths"]:
        assert f"http://testserver{path}" in page
    assert "https://" not in page.partition("<main")[2].partition("</main>")[0]


def lines(address: str) -> list[Any]:
    return [json.loads(line) for line in whole_body(Client().get(address)).splitlines()]


@pytest.mark.usefixtures("seven")
def test_everything_in_lines_is_the_same_as_page_by_page() -> None:
    for path in ("organizations", "services", "locations", "service_at_locations"):
        assert lines(f"/api/v1/{path}?format=ndjson") == asked(f"/api/v1/{path}?per_page=500")["contents"]
