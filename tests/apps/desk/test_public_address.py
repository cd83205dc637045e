"""The desk links to a page that is there, and says where a club from next door stands."""

import pytest
from django.test import Client

from engagiert.apps.directory.services import Draft, create_organisation
from engagiert.apps.places.public import Place
from tests.cast import JAN, the_operator_at_work
from tests.factories import records
from tests.factories.towns import NIEHEIM, in_register

pytestmark = pytest.mark.django_db

SAID = "Die Anschrift liegt in Nieheim. Dort gibt es noch keine Seite; der Eintrag steht unter Hemer."


@pytest.fixture
def nieheim() -> Place:
    """A town of the register that takes no part."""
    with the_operator_at_work():
        return in_register(NIEHEIM)


def inside(organisation_id: int) -> str:
    return JAN.browser().get(f"/schreibtisch/verzeichnis/{organisation_id}/").content.decode()


@pytest.mark.parametrize("publish", [True, False])
def test_a_club_from_a_town_without_page_is_linked_under_its_offices_town(nieheim: Place, publish: bool) -> None:
    office = JAN.office()
    with JAN.at_work() as actor:
        draft = Draft(place=nieheim, values={"name": "Chor Probe", "type": "verein", "sector": "civil_society"})
        club = create_organisation(actor=actor, office=office, draft=draft, publish=publish)
    page = inside(club.pk)
    assert ("/hemer/verzeichnis/chor-probe/" in page) is (SAID in page) is publish
    assert "/nieheim/verzeichnis/" not in page
    assert (Client().get("/hemer/verzeichnis/chor-probe/").status_code == 200) is publish


def test_a_club_of_the_town_needs_no_such_word() -> None:
    club = records.an_organisation(by=JAN)
    page = inside(club.pk)
    assert f"/hemer/verzeichnis/{club.slug}/" in page
    assert "Dort gibt es noch keine Seite" not in page
