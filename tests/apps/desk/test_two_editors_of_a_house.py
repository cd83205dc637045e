"""Two coordinators on one facility: neither loses a word."""

from typing import Any

import pytest
from django.test import Client

from engagiert.apps.directory.models import Facility, Organisation
from engagiert.apps.directory.services import EditConflict, last_revision, remove_facility, save_facility
from engagiert.apps.directory.services.editing import Opened
from tests.cast import BERTA, OLE
from tests.factories import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Organisation:
    return records.an_organisation(by=BERTA)


@pytest.fixture
def house(club: Organisation) -> Facility:
    records.a_facility(by=BERTA, of=club, name="Anderes Haus")
    return records.a_facility(by=BERTA, of=club, description="Ein Saal.", street="Am Anger 1", staff_fte="10")


def address(house: Facility) -> str:
    return f"/schreibtisch/verzeichnis/{house.organisation_id}/einrichtung/{house.pk}/"


def opened(browser: Client, house: Facility) -> dict[str, Any]:
    """What a browser would send back untouched."""
    context = browser.get(address(house)).context
    values = {field.html_name: field.value() for field in context["form"]}
    return {"seen": context["opened"].revision} | {
        name: "" if value is None else value for name, value in values.items()
    }


def as_it_stands(house: Facility) -> Facility:
    with BERTA.at_work():
        return Facility.objects.get(pk=house.pk)


def test_what_the_other_changed_and_this_form_left_alone_stays(house: Facility) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    of_berta, of_ole = opened(berta, house), opened(ole, house)
    assert ole.post(address(house), of_ole | {"description": "Ein Saal mit Küche."}).status_code == 302
    assert berta.post(address(house), of_berta | {"street": "Am Anger 2"}).status_code == 302
    now = as_it_stands(house)
    assert (now.description, now.street) == ("Ein Saal mit Küche.", "Am Anger 2")


def test_the_same_value_changed_twice_is_shown_and_nothing_is_lost(house: Facility) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    of_berta, of_ole = opened(berta, house), opened(ole, house)
    ole.post(address(house), of_ole | {"street": "Am Anger 2", "description": "Ein Saal mit Küche."})
    response = berta.post(address(house), of_berta | {"street": "Am Anger 3"})
    assert "dort steht jetzt „Am Anger 2“, bei Ihnen „Am Anger 3“" in response.content.decode()
    assert as_it_stands(house).street == "Am Anger 2"
    seen = response.context["opened"]
    again = of_berta | {"street": "Am Anger 3", "settled": [*seen.settled], "settled_at": seen.settled_at}
    assert berta.post(address(house), again).status_code == 302
    now = as_it_stands(house)
    assert (now.street, now.description) == ("Am Anger 3", "Ein Saal mit Küche.")


def test_a_mistake_in_the_form_does_not_make_it_forget_what_it_showed(house: Facility) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    of_berta, of_ole = opened(berta, house), opened(ole, house)
    ole.post(address(house), of_ole | {"description": "Ein Saal mit Küche."})
    response = berta.post(address(house), of_berta | {"street": "Am Anger 2", "postcode": "12"})
    assert response.context["opened"].revision == of_berta["seen"]


def test_both_may_write_the_same(house: Facility) -> None:
    berta, ole = BERTA.browser(), OLE.browser()
    of_berta, of_ole = opened(berta, house), opened(ole, house)
    for browser, sent in ((berta, of_berta), (ole, of_ole)):
        assert browser.post(address(house), sent | {"street": "Am Anger 2"}).status_code == 302


def test_an_untouched_form_changes_nothing(house: Facility, club: Organisation) -> None:
    browser = BERTA.browser()
    with BERTA.at_work():
        before = last_revision(club)
    browser.post(address(house), opened(browser, house))
    with BERTA.at_work():
        assert last_revision(club) == before


def test_a_house_that_is_gone_is_not_said_to_be_saved(house: Facility, club: Organisation) -> None:
    browser = BERTA.browser()
    sent = opened(browser, house)
    with OLE.at_work() as actor:
        remove_facility(actor=actor, organisation=club, facility_id=house.pk)
    assert browser.post(address(house), sent).status_code == 404
    with BERTA.at_work() as actor, pytest.raises(Facility.DoesNotExist):
        save_facility(actor=actor, organisation=club, values={"name": "Haus"}, facility_id=house.pk)


@pytest.mark.parametrize("seen", ["", "gestern", "9" * 4400])
def test_a_senseless_revision_is_compared_with_everything(house: Facility, seen: str) -> None:
    browser = BERTA.browser()
    assert browser.post(address(house), opened(browser, house) | {"seen": seen}).status_code == 302


def test_a_refused_save_writes_nothing(house: Facility, club: Organisation) -> None:
    with BERTA.at_work() as actor:
        opened_at = Opened(last_revision(club))
        save_facility(actor=actor, organisation=club, values={"street": "Am Anger 2"}, facility_id=house.pk)
        wanted = {"street": "Am Anger 3", "description": "Leer."}
        with pytest.raises(EditConflict):
            save_facility(actor=actor, organisation=club, values=wanted, facility_id=house.pk, opened=opened_at)
    assert as_it_stands(house).description == "Ein Saal."
