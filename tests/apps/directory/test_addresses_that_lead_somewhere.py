"""What is published has a page: in a district's directory, and where the town of the address takes no part."""

import pytest
from django.http import Http404
from django.test import Client

from engagiert.apps.accounts.public import Office, open_office
from engagiert.apps.directory.models import Organisation
from engagiert.apps.directory.selectors import listing_for
from engagiert.apps.directory.services import Draft, create_organisation
from engagiert.apps.places.public import Place, open_town
from engagiert.apps.places.services import add_place
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.cast import JAN, OPERATOR, the_operator_at_work
from tests.factories import records
from tests.factories.towns import NIEHEIM, in_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def nieheim() -> Place:
    """A town of the register that takes no part."""
    with the_operator_at_work():
        return in_register(NIEHEIM)


@pytest.fixture
def district() -> Place:
    with the_operator_at_work():
        return add_place(
            actor=OPERATOR, ags="05962", name="Märkischer Kreis", kind="district", lat=51.3, lon=7.7, population=400000
        )


def a_club(office: Office, place: Place, name: str = "Chor Probe") -> Organisation:
    actor = Actor.operator(office_ids=(office.pk,))
    with enter(actor, action="tests.enter_record"):
        draft = Draft(place=place, values={"name": name, "type": "verein", "sector": "civil_society"})
        return create_organisation(actor=actor, office=office, draft=draft, publish=True)


def test_what_the_directory_of_a_district_lists_can_be_opened(district: Place) -> None:
    hemer = JAN.office().place
    with the_operator_at_work():
        office = open_office(actor=OPERATOR, place=district, name="Büro für Engagement")
    a_club(office, hemer)
    response = Client().get(f"/{district.slug}/verzeichnis/")
    [hit] = response.context["hits"]
    assert hit.url == f"/{district.slug}/verzeichnis/chor-probe/"
    for page in ("", "verbessern/", "daten.jsonld"):
        assert Client().get(hit.url + page).status_code == 200


def test_the_record_of_the_place_itself_comes_before_one_within_it(district: Place) -> None:
    hemer = JAN.office().place
    with the_operator_at_work():
        office = open_office(actor=OPERATOR, place=district, name="Büro für Engagement")
    within, own = a_club(office, hemer), a_club(office, district)
    assert listing_for(district, "chor-probe").pk == own.pk
    assert listing_for(hemer, "chor-probe").pk == within.pk


def test_a_club_from_next_door_stands_under_the_town_of_its_office(nieheim: Place) -> None:
    club = a_club(JAN.office(), nieheim)
    assert club.shown_at == JAN.office().place
    assert Client().get("/nieheim/verzeichnis/chor-probe/").status_code == 404
    assert Client().get("/hemer/verzeichnis/chor-probe/").status_code == 200


def test_its_own_town_comes_first_as_soon_as_it_takes_part(nieheim: Place) -> None:
    club = a_club(JAN.office(), nieheim)
    with the_operator_at_work():
        open_town(actor=OPERATOR, place=nieheim)
    with JAN.at_work():
        assert Organisation.objects.get(pk=club.pk).shown_at == nieheim
    for town in ("nieheim", "hemer"):
        assert Client().get(f"/{town}/verzeichnis/chor-probe/").status_code == 200


def test_another_town_shows_neither() -> None:
    club = records.an_organisation(by=JAN)
    with the_operator_at_work():
        elsewhere = in_register(NIEHEIM)
        open_town(actor=OPERATOR, place=elsewhere)
    with pytest.raises(Http404):
        listing_for(elsewhere, club.slug)
