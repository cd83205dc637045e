"""An organisation with a family centre here and an agency there counts as two facilities, each in its own place."""

import datetime
from typing import Any

import pytest
from django.test import Client

from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.public import services
from engagiert.apps.directory.services import Draft
from engagiert.apps.places import services as place_services
from engagiert.kernel.authz import Actor
from tests.cast import BERTA
from tests.factories import records

pytestmark = pytest.mark.django_db

NIEHEIM, HOEXTER = "05762028", "05762020"
AREA = "/kreis/hoexter/atlas/"


@pytest.fixture(autouse=True)
def _register() -> None:
    place_services.load_register(actor=Actor.operator())


def a_record(name: str, type: str, **values: Any) -> Organisation:
    office = BERTA.office()
    columns = {"name": name, "type": type, "sector": "civil_society"} | values
    with BERTA.at_work("tests.enter_record") as actor:
        draft = Draft(place=office.place, values=columns)
        return services.create_organisation(actor=actor, office=office, draft=draft, publish=True)


def a_house(of: Organisation, name: str, type: str, **values: Any) -> None:
    records.a_facility(by=BERTA, of=of, name=name, type=type, **values)


def counted(client: Client, type: str) -> dict[str, int]:
    answer = client.get(f"{AREA}?art={type}&umkreis=10").context["answer"]
    return {line.ags: line.count for line in answer.lines if line.count}


def test_each_house_counts_under_its_own_type_where_its_address_is(client: Client) -> None:
    welfare = a_record("Wohlfahrt Probe", "verein", street="Marktplatz 1")
    assert counted(client, "familienzentrum") == {}
    a_house(welfare, "Familienzentrum Bachtal", "familienzentrum", street="Bachweg 2", postcode="33039")
    a_house(welfare, "Agentur Probe", "freiwilligenagentur", street="Am Wall 3", postcode="37671", town="Höxter")
    assert counted(client, "familienzentrum") == {NIEHEIM: 1}
    assert counted(client, "freiwilligenagentur") == {HOEXTER: 1}
    assert counted(client, "verein") == {NIEHEIM: 1}
    answer = client.get(f"{AREA}?art=freiwilligenagentur&umkreis=10").context["answer"]
    near = {line.name: line.nearest_km for line in answer.lines}
    assert (near["Höxter"], answer.sources[0].facilities) == (0, 1)
    assert near["Nieheim"] > 10
    behind = client.get(f"{AREA}einrichtungen/?art=freiwilligenagentur").context["rows"]
    assert [(one.name, one.page[1]) for one, *_rest in behind] == [("Agentur Probe", welfare.slug)]


def test_a_house_at_the_records_own_address_is_the_record_and_a_second_one_is_a_second(client: Client) -> None:
    agency = a_record("Agentur Probe", "freiwilligenagentur", street="Marktplatz 1")
    a_house(agency, "Büro am Markt", "freiwilligenagentur", street="Marktplatz 1")
    assert counted(client, "freiwilligenagentur") == {NIEHEIM: 1}
    a_house(agency, "Büro im Norden", "freiwilligenagentur", street="Nordweg 4")
    assert counted(client, "freiwilligenagentur") == {NIEHEIM: 2}


def test_the_grant_of_a_house_is_the_grant_of_that_house_alone(client: Client) -> None:
    agency = a_record("Agentur Probe", "freiwilligenagentur", street="Marktplatz 1")
    a_house(agency, "Büro im Norden", "freiwilligenagentur", street="Nordweg 4")
    with BERTA.at_work("tests.grant") as actor:
        house = agency.facilities.get()
        grant = {"funder": "Land Probe", "share_percent": 80, "starts_on": None, "ends_on": "2030-12-31"}
        services.update_organisation(
            actor=actor, organisation=agency, values={"funding": [grant | {"facility_id": house.pk}]}
        )
    page = client.get(f"{AREA}ende/?art=freiwilligenagentur&tag={datetime.date(2031, 1, 1)}")
    assert [one.name for one, _loss in page.context["falling"]] == ["Büro im Norden"]
    assert page.context["found"].standing == 1
