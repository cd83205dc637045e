"""What people see of offers: the list, one offer, and what other programs read."""

import csv
import datetime
import io
import json
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.test import Client

from engagiert.apps.directory.public import Organisation
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.services import importing
from engagiert.apps.places.services import load_register
from tests.cast import BERTA, OPERATOR, SELMA, the_operator_at_work
from tests.factories import offers, records

pytestmark = pytest.mark.django_db

LIST = "/nieheim/engagement/"


@pytest.fixture
def shelter() -> Organisation:
    return records.an_organisation(by=BERTA, name="Tierheim Muster", lat=51.8, lon=9.1)


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def test_the_list_shows_what_is_looked_for_and_finds_by_words_and_filters(
    shelter: Organisation, client: Client
) -> None:
    offers.an_offer(by=BERTA, of=shelter, week_parts=1 << 20, fields=["environment"])
    offers.an_offer(by=BERTA, of=shelter, title="Kasse führen", kind="honorary_office", tasks="Sie führen die Kasse.")
    offers.an_offer(by=BERTA, of=shelter, title="Noch nicht fertig", publish=False)
    page = text(client, LIST)
    assert "Gassi gehen" in page
    assert "Kasse führen" in page
    assert "Noch nicht fertig" not in page
    found = text(client, f"{LIST}?q=kasse")
    assert "Kasse führen" in found
    assert "Gassi gehen" not in found
    assert "Kasse führen" not in text(client, f"{LIST}?wann=when:weekend")
    assert "Gassi gehen" not in text(client, f"{LIST}?form=kind:honorary_office")


def test_the_page_of_an_offer_says_what_when_and_how_to_begin(shelter: Organisation, client: Client) -> None:
    offers.an_offer(
        by=BERTA, of=shelter, week_parts=1 << 20, minimum_age=14, needs_certificate=True, capacity=3,
        expenses="travel", skills_wanted=["listening"],
    )  # fmt: skip
    page = text(client, f"{LIST}gassi-gehen/")
    for words in (
        "Tierheim Muster", "ab 14 Jahren", "Führungszeugnis", "3 Menschen", "Fahrtkosten", "Samstag vormittags",
        "keine Zusage", "Ich möchte helfen",
    ):  # fmt: skip
        assert words in page, words
    posting = json.loads(re.findall(r'<script type="application/ld\+json"[^>]*>(.+?)</script>', page)[0])
    assert posting["employmentType"] == "VOLUNTEER"
    assert posting["hiringOrganization"]["url"].endswith("/nieheim/verzeichnis/tierheim-muster/")


def test_the_page_shows_where_it_is_and_says_so_where_only_the_town_is_known(
    shelter: Organisation, client: Client
) -> None:
    offers.an_offer(
        by=BERTA,
        of=shelter,
        title="Mit Adresse",
        lat=51.8,
        lon=9.11,
        point_quality="exact",
        accessibility=["step_free"],
    )
    offers.an_offer(by=BERTA, of=shelter, title="Ohne Adresse", lat=51.8, lon=9.11, point_quality="approximate")
    offers.an_offer(by=BERTA, of=shelter, title="Am Telefon", where="from_home", lat=51.8, lon=9.11)
    known, vague, at_home = (text(client, f"{LIST}{slug}/") for slug in ("mit-adresse", "ohne-adresse", "am-telefon"))
    assert "Wo das ist" in known
    assert "stufenlos" in known.split("Wo das ist")[1]
    assert "Lage ungefähr" not in known
    assert "Lage ungefähr" in vague
    assert "Wo das ist" not in at_home


def test_a_draft_and_another_town_have_no_page(shelter: Organisation, client: Client) -> None:
    offers.an_offer(by=BERTA, of=shelter, publish=False)
    assert client.get(f"{LIST}gassi-gehen/").status_code == 404


def test_the_land_lists_the_offers_of_its_towns(shelter: Organisation, client: Client) -> None:
    with the_operator_at_work():
        load_register(actor=OPERATOR)
    offers.an_offer(by=BERTA, of=shelter)
    page = text(client, "/land/nordrhein-westfalen/engagement/")
    assert "Gassi gehen" in page
    assert "/nieheim/engagement/gassi-gehen/" in page


def test_pages_of_offers_cost_few_queries(
    shelter: Organisation, client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(25):
        offers.an_offer(by=BERTA, of=shelter, title=f"Gassi gehen {number}")
    client.get(LIST)
    for url in (LIST, f"{LIST}?q=hund", f"{LIST}gassi-gehen-3/"):
        # Four more open and close the scope.
        with django_assert_max_num_queries(8 + 4):  # type: ignore[operator]
            client.get(url)


def test_the_table_can_be_read_by_a_spreadsheet(shelter: Organisation, client: Client) -> None:
    offers.an_offer(by=BERTA, of=shelter, title="=Gassi; gehen")
    rows = list(csv.DictReader(io.StringIO(text(client, f"{LIST}liste/angebote.csv").lstrip("\ufeff")), delimiter=";"))
    assert [row["Organisation"] for row in rows] == ["Tierheim Muster"]
    assert rows[0]["Titel"].lstrip("'") == "=Gassi; gehen"
    assert rows[0]["Titel"][0] != "="


def test_the_feed_and_the_graph_say_the_same_offers(shelter: Organisation, client: Client) -> None:
    offers.an_offer(by=BERTA, of=shelter, minimum_age=16, fields=["environment"])
    feed = ElementTree.fromstring(text(client, f"{LIST}liste/neu.atom"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert [entry.findtext(f"{atom}title") for entry in feed.findall(f"{atom}entry")] == [
        "Gassi gehen (Tierheim Muster)"
    ]
    graph = json.loads(text(client, f"{LIST}liste/angebote.jsonld"))
    assert graph["@context"]["@vocab"] == "https://ns.volunteeringdata.io/"
    [activity] = graph["@graph"]
    assert (activity["type"], activity["activityRole"]["roleMinimumAge"]) == ("Activity", 16)
    assert activity["activityOrganisation"]["organisationCause"] == [
        {"id": "https://ns.volunteeringdata.io/Environment"}
    ]


def test_the_list_for_other_sites_may_stand_in_a_frame_and_nothing_else_may(
    shelter: Organisation, client: Client
) -> None:
    offers.an_offer(by=BERTA, of=shelter)
    frame = client.get(f"{LIST}liste/rahmen/")
    assert "Gassi gehen" in frame.content.decode()
    assert "X-Frame-Options" not in frame.headers
    assert "frame-ancestors *" in frame.headers["Content-Security-Policy"]
    assert "liste/rahmen/" in text(client, f"{LIST}liste/einbauen/")
    assert client.get(LIST).headers["X-Frame-Options"] == "DENY"


def test_what_an_address_asks_in_vain_is_answered_kindly(shelter: Organisation, client: Client) -> None:
    offers.an_offer(by=BERTA, of=shelter)
    assert client.get("/nieheim/engagement/liste/alles.exe").status_code == 404
    assert client.get(f"{LIST}?form=%00&seite=99999999999999999999&umkreis=-3").status_code == 200


SAME = (
    "title", "organisation_name", "kind", "tasks", "for_whom", "fields", "where", "street", "postcode", "town",
    "district", "lat", "lon", "times", "week_parts", "starts_on", "ends_on", "hours_per_week", "skills_wanted",
    "skills_gained", "languages", "minimum_age", "training", "needs_certificate", "suits", "capacity", "website",
)  # fmt: skip


def test_the_table_read_by_another_office_brings_the_same_offers(shelter: Organisation, client: Client) -> None:
    full = offers.an_offer(
        by=BERTA, of=shelter, week_parts=1 << 20, times="samstags vormittags", fields=["environment"], minimum_age=14,
        needs_certificate=True, capacity=3, skills_wanted=["animal_care", "listening"], skills_gained=["first_aid"],
        languages=["ar"], hours_per_week=Decimal("1.5"), starts_on=datetime.date(2027, 5, 1), suits=["friends"],
        ends_on=datetime.date(2027, 9, 1), training="Jemand zeigt alles.", for_whom="Hunde", street="Weg 3",
        postcode="33039", town="Nieheim", district="Holzhausen", lat=51.81, lon=9.1, point_quality="exact",
        website="https://tierheim.example",
    )  # fmt: skip
    from_home = offers.an_offer(by=BERTA, of=shelter, title="Telefon", where="from_home", kind="project")
    table = text(client, f"{LIST}liste/angebote.csv")
    with SELMA.at_work() as actor:
        run = importing.receive_offers(
            actor=actor, office=SELMA.office(), filename="angebote.csv", content=table.encode()
        )
        importing.try_offers(actor=actor, run=run)
        importing.start_offers(actor=actor, run=run)
    importing.take_over_offers(actor=SELMA.actor(), run_id=run.pk)
    for one in (full, from_home):
        with BERTA.at_work():
            before = Opportunity.objects.get(pk=one.pk)
        with SELMA.at_work():
            after = Opportunity.objects.get(source_id=str(one.pk))
        told = {name for name in SAME if getattr(before, name) not in ("", [], None)}
        differ = {name: (getattr(before, name), getattr(after, name)) for name in sorted(told)
                  if getattr(before, name) != getattr(after, name)}  # fmt: skip
        assert not differ, differ


def test_the_barest_offer_says_what_search_engines_require(shelter: Organisation, client: Client) -> None:
    """Required of a JobPosting: https://developers.google.com/search/docs/appearance/structured-data/job-posting."""
    offers.an_offer(by=BERTA, of=shelter, title="Anpacken")
    offers.an_offer(by=BERTA, of=shelter, title="Am Telefon", where="from_home")
    here, at_home = (json.loads(text(client, f"{LIST}{slug}/daten.jsonld")) for slug in ("anpacken", "am-telefon"))
    for posting in (here, at_home):
        assert all(posting.get(name) for name in ("datePosted", "description", "title"))
        assert posting["hiringOrganization"]["name"]
    assert here["jobLocation"]["address"]["addressCountry"] == "DE"
    assert at_home["jobLocationType"] == "TELECOMMUTE"
    assert at_home["applicantLocationRequirements"]["name"] == "DE"
