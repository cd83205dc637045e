"""The grant ended yesterday: a house of the directory with its funding, its own words, and two helpers' free places."""

import datetime
from typing import Any

import pytest
from django.test import Client

from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.public import services
from engagiert.apps.directory.services import Draft
from engagiert.apps.places import services as place_services
from engagiert.apps.surveys.services import Wanted, set_goal
from engagiert.kernel.authz import Actor
from tests.cast import BERTA
from tests.factories import contacts

pytestmark = pytest.mark.django_db

ATLAS = "/nieheim/atlas/"
ENDS = datetime.date(2030, 12, 31)
STATE = {"funder": "Land Probe", "share_percent": 80, "starts_on": "2024-01-01", "ends_on": ENDS.isoformat()}
TOWN = {"funder": "Stadt Probe", "share_percent": 20, "starts_on": None, "ends_on": None}
RENEWED = {**STATE, "starts_on": "2031-01-01", "ends_on": "2033-12-31"}


@pytest.fixture(autouse=True)
def _register() -> None:
    place_services.load_register(actor=Actor.operator())


def a_house(name: str, *funding: dict[str, Any], **values: Any) -> Organisation:
    office = BERTA.office()
    columns = {"name": name, "type": "mehrgenerationenhaus", "sector": "civil_society"} | values
    with BERTA.at_work("tests.enter_record") as actor:
        draft = Draft(place=office.place, values=columns, children={"funding": list(funding)})
        return services.create_organisation(actor=actor, office=office, draft=draft, publish=True)


def on(client: Client, day: str, page: str = "") -> Any:
    answer = client.get(f"{ATLAS}{page}?art=mehrgenerationenhaus&tag={day}")
    assert answer.status_code == 200
    return answer


def test_a_record_with_funding_is_a_facility_of_the_atlas_until_its_grant_ends(client: Client) -> None:
    house = a_house("Haus Talwiese", STATE, TOWN)
    assert on(client, "2030-12-31").context["answer"].facilities == 1
    after = on(client, "2031-01-01", "ende/")
    assert "verliert 80 % (Land Probe bis 31.12.2030)" in after.content.decode()
    assert "geschlossen" not in after.content.decode()
    with BERTA.at_work() as actor:
        services.update_organisation(actor=actor, organisation=house, values={"funding": [STATE, TOWN, RENEWED]})
    assert on(client, "2031-01-01", "ende/").context["falling"] == []


def test_what_a_house_says_of_it_stands_beside_the_finding_on_page_and_in_the_table(client: Client) -> None:
    sun = a_house("Sonnenhang", services=["Deutsch für Anfänger"], opening_hours="Di 9.30 Uhr")
    a_house("Bachtal", services=["Deutsch für Anfänger"], opening_hours="Di 9.30 Uhr")
    statement = contacts.a_statement(
        of=sun, by=contacts.a_contact(of=sun, by=BERTA), text="Bei uns mit Kinderbetreuung."
    )
    with BERTA.at_work() as actor:
        services.publish_statement(actor=actor, statement=statement)
    page = on(client, "2027-01-01", "befunde/")
    [(talk, reasons)] = page.context["talks"]
    assert [party.name for party in talk.parties] == ["Bachtal", "Sonnenhang"]
    assert reasons[:2] == ["gleiche Zeiten: Di 9.30 Uhr", "gleiche Angebote: Deutsch für Anfänger"]
    assert "Bei uns mit Kinderbetreuung." in page.content.decode()
    table = client.get("/nieheim/atlas/daten/mehrgenerationenhaus/2027-01-01/15/gespraeche.csv").content.decode()
    assert "Bei uns mit Kinderbetreuung." in table


def test_a_released_goal_stands_on_the_page_and_one_that_is_not_does_not(client: Client) -> None:
    office = BERTA.office()
    for title, is_public in (("Ein Haus im Norden", True), ("Noch unter uns", False)):
        wanted = Wanted(
            title, "Ole Exempel", datetime.date(2031, 1, 1), type="mehrgenerationenhaus", is_public=is_public
        )
        with BERTA.at_work() as actor:
            set_goal(actor=actor, office=office, wanted=wanted, token=title)
    page = on(client, "2027-01-01", "befunde/")
    assert page.context["goals"] == ["Ein Haus im Norden (Nieheim, bis 01.01.2031, offen)"]
    assert "Ole Exempel" not in page.content.decode()
    assert "noch niemand gezählt" in page.content.decode()
