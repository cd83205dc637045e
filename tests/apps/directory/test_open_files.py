"""The files of the open data: what is in them, what never is, and what they cost."""

import csv
import io
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from engagiert.apps.directory.commands import licence
from engagiert.apps.directory.models import OpenTerms
from engagiert.apps.directory.open_data import records as outgoing
from engagiert.apps.directory.public import Organisation, services
from engagiert.apps.directory.services import Draft
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, OLE, PAUL, SELMA
from tests.factories import records
from tests.factories.downloads import asked, downloaded, whole_body
from tests.factories.worlds import a_world

pytestmark = pytest.mark.django_db

FILES = [
    "/nieheim/offene-daten/verzeichnis.csv",
    "/nieheim/offene-daten/verzeichnis.geojson",
    "/nieheim/offene-daten/verzeichnis.hsds.json",
    "/nieheim/offene-daten/katalog.ttl",
    "/nieheim/offene-daten/katalog.rdf",
    "/nieheim/offene-daten/katalog.jsonld",
    "/nieheim/offene-daten/aenderungen.atom",
    "/offene-daten/verzeichnis.csv",
    "/offene-daten/verzeichnis.geojson",
    "/offene-daten/verzeichnis.hsds.json",
    "/offene-daten/aenderungen.atom",
    "/api/v1/organizations?full_service=true",
    "/api/v1/organizations?format=ndjson&full=true",
    "/api/v1/services?full=true",
    "/api/v1/locations?format=ndjson",
    "/sitemap-nieheim-1.xml",
]
WITH_RECORDS = [address for address in FILES if "katalog" not in address and "sitemap" not in address]


def rows_of(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(downloaded(address).decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("address", FILES)
def test_nothing_private_stands_in_any_file(address: str) -> None:
    world = a_world(BERTA)
    text = downloaded(address).decode()
    assert [what for what, word in world.canaries.items() if word in text] == []
    assert BERTA.name not in text


@pytest.mark.parametrize("address", WITH_RECORDS)
def test_the_public_record_stands_in_every_file(address: str) -> None:
    """Otherwise the silence of the canaries would prove nothing."""
    a_world(BERTA)
    assert "Chor Berta" in downloaded(address).decode() or "locations" in address


def test_a_name_with_consent_stands_where_the_page_shows_it_and_a_role_alone_does_too() -> None:
    office = BERTA.office()
    points = [
        {"role": "Vorsitz", "name": "Erna Erfunden", "name_consent_on": "2026-01-02", "phone": "+495274888888"},
        {"role": "Kasse", "phone": "+495274777777"},
    ]
    with BERTA.at_work("tests.enter_record") as actor:
        draft = Draft(
            office.place, {"name": "Club", "type": "verein", "sector": "civil_society"}, {"contact_points": points}
        )
        services.create_organisation(actor=actor, office=office, draft=draft, publish=True)
    contacts = asked("/nieheim/offene-daten/verzeichnis.hsds.json")["contents"][0]["contacts"]
    assert [(one.get("name"), one["title"]) for one in contacts] == [("Erna Erfunden", "Vorsitz"), (None, "Kasse")]


def test_each_record_says_its_licence_and_when_it_was_confirmed() -> None:
    record = records.an_organisation(by=BERTA)
    with BERTA.at_work("tests.confirm") as actor:
        services.confirm_organisation(actor=actor, organisation=record)
    confirmed = record.confirmed_on
    assert confirmed is not None
    [row] = rows_of(FILES[0])
    assert (row["Bestätigt am"], row["Lizenz"]) == (confirmed.isoformat(), "dl-de/zero-2-0")
    [feature] = asked(FILES[1])["features"]
    assert feature["properties"]["confirmed_on"] == confirmed.isoformat()
    assert feature["properties"]["licence_url"] == "https://www.govdata.de/dl-de/zero-2-0"
    [organization] = asked(FILES[2])["contents"]
    said = {one["link_type"]: one["value"] for one in organization["attributes"]}
    assert (said["confirmed_on"], said["licence"]) == (confirmed.isoformat(), "dl-de/zero-2-0")
    assert organization["services"][0]["assured_date"] == confirmed.isoformat()


def test_the_town_chooses_its_licence_and_every_face_says_it() -> None:
    record = records.an_organisation(by=BERTA)
    tag = Client().get(FILES[0]).headers["ETag"]
    records.a_licence(by=BERTA, licence="dl-by", attribution="Stadt Nieheim")
    for address in [*FILES[:7], "/nieheim/offene-daten/", f"/nieheim/verzeichnis/{record.slug}/"]:
        text = downloaded(address).decode()
        assert "dl-de/by-2-0" in text or "dl-by-de/2.0" in text, address
        assert "Stadt Nieheim" in text, address
    assert Client().get(FILES[0]).headers["ETag"] != tag
    # The other town keeps the default.
    records.an_organisation(by=SELMA)
    assert {row["Lizenz"] for row in rows_of("/rheine/offene-daten/verzeichnis.csv")} == {"dl-de/zero-2-0"}
    assert {row["Lizenz"] for row in rows_of("/offene-daten/verzeichnis.csv")} == {"dl-de/zero-2-0", "dl-de/by-2-0"}


def test_the_operator_sets_the_licence_of_a_town() -> None:
    records.an_organisation(by=BERTA)
    words = ["--place", "05762028", "--licence", "dl-by"]
    refused = CliRunner().invoke(licence, words)
    assert refused.exit_code == 1
    assert "verlangt einen Namen" in refused.output
    done = CliRunner().invoke(licence, [*words, "--attribution", "Stadt Nieheim"])
    assert "Namensnennung" in done.output
    assert rows_of(FILES[0])[0]["Namensnennung"] == "Stadt Nieheim"


def test_a_licence_that_wants_a_name_gets_one() -> None:
    with pytest.raises(Exception, match="verlangt einen Namen"):
        records.a_licence(by=BERTA, licence="cc-by", attribution="  ")
    assert not OpenTerms.objects.exists()


@pytest.mark.parametrize("person", [OLE, PAUL], ids=["an editor", "an agency of the town"])
def test_only_the_coordinator_of_the_office_that_keeps_the_inventory_chooses(person: Any) -> None:
    BERTA.office()
    with pytest.raises((NotAllowed, Exception), match=r"choose_licence|Büro, das das Verzeichnis"):
        records.a_licence(by=person, licence="cc0")
    assert not OpenTerms.objects.exists()


def test_no_cell_of_the_table_runs_in_a_spreadsheet_program() -> None:
    records.an_organisation(by=BERTA, name="=HYPERLINK(1)", description="@SUM(A1)", opening_hours="-1+1")
    [row] = rows_of(FILES[0])
    assert (row["Name"], row["Beschreibung"], row["Zeiten"]) == ("'=HYPERLINK(1)", "'@SUM(A1)", "'-1+1")


def test_example_data_say_that_they_are() -> None:
    office = BERTA.office()
    with BERTA.at_work("tests.enter_record") as actor:
        draft = Draft(office.place, {"name": "Club Beispiel", "type": "verein", "sector": "civil_society"})
        services.create_organisation(actor=actor, office=office, draft=draft, publish=True, is_demo=True)
    assert rows_of(FILES[0])[0]["Beispieldaten"] == "ja"
    assert asked(FILES[1])["features"][0]["properties"]["demo"] is True
    attributes = asked(FILES[2])["contents"][0]["attributes"]
    assert [one["value"] for one in attributes if one["link_type"] == "demo"] == ["true"]
    assert "erfundene Einträge" in downloaded("/nieheim/offene-daten/").decode()


@pytest.mark.parametrize("address", [*FILES, "/api/v1/", "/robots.txt", "/sitemap.xml", "/api/v1/openapi.json"])
def test_who_holds_this_state_gets_no_second_copy(address: str) -> None:
    a_world(BERTA)
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, whole_body(again)) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    head = Client().head(address)
    assert (head.status_code, whole_body(head)) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize("address", [one for one in FILES if "sitemap" not in one and "locations" not in one])
def test_who_holds_an_older_state_gets_the_new_one(address: str) -> None:
    record = a_world(BERTA).public
    old = Client().get(address).headers["ETag"]
    with BERTA.at_work("tests.change") as actor:
        services.update_organisation(actor=actor, organisation=record, values={"description": "Singt auch draußen."})
    new = Client().get(address, headers={"If-None-Match": old})
    assert new.status_code == 200
    assert new.headers["ETag"] != old


@pytest.mark.parametrize("address", FILES)
def test_data_speak_one_language_whoever_asks(address: str) -> None:
    a_world(BERTA)
    german = downloaded(address)
    with override("en"):
        assert downloaded(address) == german
    english = Client().get(address, headers={"Accept-Language": "en"})
    assert whole_body(english) == german


def test_other_sites_may_read_open_data_and_nothing_else() -> None:
    a_world(BERTA)
    for address in [*FILES, "/api/v1/organizations?page=0"]:
        response = Client().get(address, headers={"Origin": "https://anders.example"})
        assert response.headers["Access-Control-Allow-Origin"] == "*", address
        assert "Access-Control-Allow-Credentials" not in response.headers
    for address in ("/", "/nieheim/", "/nieheim/offene-daten/", "/nieheim/verzeichnis/", "/anmelden/"):
        response = Client().get(address, headers={"Origin": "https://anders.example"})
        assert "Access-Control-Allow-Origin" not in response.headers, address


def many(number: int) -> list[Organisation]:
    return [records.an_organisation(by=BERTA, name=f"Club {count}", services=["A", "B"]) for count in range(number)]


@pytest.mark.parametrize("address", FILES[:3])
def test_a_download_asks_the_database_twice_a_batch_however_long_it_is(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(9)
    # What a process keeps as long as it does not change is read by the first.
    downloaded(address)
    asked_for = []
    for size in (100, 3):
        monkeypatch.setattr(outgoing, "BATCH", size)
        with CaptureQueriesContext(connection) as queries:
            downloaded(address)
        asked_for.append(len(queries))
    # One batch and the look for a next one; three batches and the look for a fourth.
    assert asked_for[1] - asked_for[0] == 2 * 2
    assert asked_for[0] <= 14


def test_a_download_comes_in_pieces() -> None:
    many(3)
    response = Client().get(FILES[0])
    pieces = list(response.streaming_content)  # type: ignore[attr-defined]
    assert len(pieces) == 2
    assert response.headers["Content-Disposition"] == 'attachment; filename="nieheim-verzeichnis.csv"'


@pytest.mark.parametrize(
    "address", ["/nieheim/offene-daten/verzeichnis.pdf", "/nieheim/offene-daten/katalog.xml", "/sitemap-nieheim-2.xml"]
)
def test_what_there_is_not_is_not_found(address: str) -> None:
    BERTA.office()
    assert Client().get(address).status_code == 404


def test_the_page_names_every_file_and_every_page_of_the_town_leads_there() -> None:
    records.an_organisation(by=BERTA)
    page = downloaded("/nieheim/offene-daten/").decode()
    for address in FILES[:7]:
        assert f'href="{address}"' in page, address
    for address in ("/nieheim/", "/nieheim/verzeichnis/", "/nieheim/offene-daten/"):
        text = downloaded(address).decode()
        assert 'href="/nieheim/offene-daten/"' in text
        assert 'type="application/atom+xml"' in text.partition("</head>")[0]


def test_a_code_stands_beside_its_word() -> None:
    records.an_organisation(by=BERTA, fields=["sports"], type="sonstige")
    [row] = rows_of(FILES[0])
    assert (row["Thema"], row["Thema (Code)"], row["Art (Code)"]) == ("Sport und Bewegung", "sports", "sonstige")
    assert row["Gemeindeschlüssel"] == "05762028"
