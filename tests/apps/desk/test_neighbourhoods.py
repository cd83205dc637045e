"""A town adds the neighbourhoods that its people speak of."""

import pytest

from engagiert.apps.places.models import Place
from tests.cast import BERTA, IDA, JAN

pytestmark = pytest.mark.django_db

PAGE = "/schreibtisch/quartiere/"


def test_the_coordinator_adds_a_neighbourhood_and_it_is_offered_as_district() -> None:
    browser = BERTA.browser()
    assert browser.post(PAGE, {"name": "Am Holsterberg"}).status_code == 302
    quarter = Place.objects.get(kind=Place.Kind.NEIGHBOURHOOD)
    assert (quarter.ags, quarter.parent_id) == ("05762028-01", BERTA.office().place_id)
    assert "Am Holsterberg" in browser.get("/schreibtisch/verzeichnis/neu/").content.decode()


def test_nobody_else_shapes_the_town() -> None:
    for person in (IDA, JAN):
        assert person.browser().post(PAGE, {"name": "Fremdes Viertel"}).status_code == 403
    assert not Place.objects.filter(kind=Place.Kind.NEIGHBOURHOOD).exists()


def test_without_a_name_the_page_says_what_is_missing() -> None:
    assert "Geben Sie den Namen des Quartiers an." in BERTA.browser().post(PAGE, {"name": " "}).content.decode()
