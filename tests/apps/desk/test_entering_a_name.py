"""What the form for a new entry makes of names: none, only dots, one that is there already."""

import pytest

from engagiert.apps.directory.models import Listing, Organisation, Suggestion
from tests.cast import JAN
from tests.factories import records

pytestmark = pytest.mark.django_db

OUTSIDE = "/hemer/verzeichnis/neu/eintragen/"
NEW = "/schreibtisch/verzeichnis/neu/"
EMPTY_ROWS = {"contact_points-TOTAL_FORMS": "0", "contact_points-INITIAL_FORMS": "0"}
ENTRY = {"type": "initiative", "sector": "civil_society", "publish": "1"} | EMPTY_ROWS


def test_a_name_of_dots_is_refused_with_a_sentence_everywhere() -> None:
    browser = JAN.browser()
    offered = dict.fromkeys(("office", "place"), "1") | ENTRY
    page = browser.post(NEW, offered | {"name": "..."}).content.decode()
    assert "mindestens einen Buchstaben oder eine Ziffer" in page
    record = records.an_organisation(by=JAN, name="Maschenrunde")
    page = browser.post(f"/schreibtisch/verzeichnis/{record.pk}/bearbeiten/", ENTRY | {"name": "–"}).content.decode()
    assert "mindestens einen Buchstaben oder eine Ziffer" in page
    page = browser.post(OUTSIDE, {"name": "...", "type": "verein"}).content.decode()
    assert "mindestens einen Buchstaben oder eine Ziffer" in page
    assert not Listing.objects.exclude(name="Maschenrunde").exists()


def test_a_form_sent_twice_makes_one_entry_and_says_so() -> None:
    browser = JAN.browser()
    place = JAN.office().place
    entry = ENTRY | {"name": "Maschenrunde am Eck", "office": str(JAN.office().pk), "place": str(place.pk)}
    browser.post(NEW, entry)
    page = browser.post(NEW, entry).content.decode()
    assert "Diesen Namen gibt es hier schon" in page
    with JAN.at_work():
        assert Organisation.objects.count() == 1
    browser.post(NEW, entry | {"anyway": "1"})
    with JAN.at_work():
        assert Organisation.objects.count() == 2


def test_a_new_entry_from_outside_shows_who_has_that_name_already() -> None:
    record = records.an_organisation(by=JAN, name="Maschenrunde am Eck")
    browser = JAN.browser()
    browser.post(OUTSIDE, {"name": "Maschenrunde am Eck", "type": "initiative"})
    with JAN.at_work():
        waiting = Suggestion.objects.get()
    page = browser.get(f"/schreibtisch/pruefen/hinweis/{waiting.pk}/").content.decode()
    assert "Diesen Namen gibt es schon" in page
    assert f"/schreibtisch/verzeichnis/{record.pk}/" in page


def test_a_mere_remark_can_be_declined() -> None:
    record = records.an_organisation(by=JAN, name="Maschenrunde am Eck")
    remark = records.a_suggestion(on=record, kind="remark", changes={}, text="Gibt es da Kuchen?")
    browser = JAN.browser()
    browser.post(f"/schreibtisch/pruefen/hinweis/{remark.pk}/", {"decline": "1", "reason": "Keine Angabe"})
    with JAN.at_work():
        assert Suggestion.objects.get().state == Suggestion.State.DECLINED
