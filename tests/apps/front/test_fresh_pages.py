"""What pages keep of a town and its office is never another town's and never an old thing."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagiert.apps.accounts.public import Office, office_of
from engagiert.apps.directory.public import town_news
from engagiert.apps.places.public import Place, Town, alliances_of, create_alliance, surroundings, town_at, town_of_slug
from tests.cast import BERTA, SELMA, the_operator_at_work
from tests.factories import records

pytestmark = pytest.mark.django_db


def test_a_new_phone_number_stands_on_the_next_page() -> None:
    office, browser = BERTA.office(), Client()
    for phone in ("0000 4711", "0000 4712"):
        with the_operator_at_work():
            Office.objects.filter(pk=office.pk).update(phone=phone)
        for path in ("/nieheim/", "/nieheim/verzeichnis/", "/en/nieheim/"):
            page = browser.get(path).content.decode()
            assert phone in page
            assert page.count("0000 471") == page.count(phone)


def test_towns_do_not_show_each_others_office() -> None:
    for person, phone in ((BERTA, "0000 1111"), (SELMA, "0000 2222")):
        with the_operator_at_work():
            Office.objects.filter(pk=person.office().pk).update(phone=phone)
    browser = Client()
    for _again in range(2):
        nieheim, rheine = (browser.get(f"/{town}/").content.decode() for town in ("nieheim", "rheine"))
        assert ("0000 1111" in nieheim, "0000 2222" in nieheim) == (True, False)
        assert ("0000 1111" in rheine, "0000 2222" in rheine) == (False, True)


def test_what_was_taken_back_is_not_kept() -> None:
    BERTA.office()
    before = town_at("nieheim").title
    with the_operator_at_work(), transaction.atomic():
        for title in ("Anpacken", "Mitmachen"):
            Town.objects.filter(place__slug="nieheim").update(title=title)
            assert town_at("nieheim").title == title
        transaction.set_rollback(True)
    assert town_at("nieheim").title == before


def test_a_new_name_of_the_place_is_a_change_of_its_town() -> None:
    BERTA.office()
    assert town_at("nieheim").place.name == "Nieheim"
    with the_operator_at_work():
        Place.objects.filter(slug="nieheim").update(name="Nieheim am Berg")
    assert town_at("nieheim").place.name == "Nieheim am Berg"


def test_who_changes_a_kept_record_changes_no_other_page() -> None:
    office = BERTA.office()
    office_of(office.place)
    for changed in (town_at("nieheim"), town_at("nieheim")):
        assert changed.place.name == "Nieheim"
        changed.place.name = "Anderswo"
    first = office_of(office.place)
    assert first is not None
    first.hours["week"] = {"mo": [["09:00", "12:00"]]}
    again = office_of(office.place)
    assert again is not None
    assert again.hours == Office.objects.get(pk=office.pk).hours


def test_a_town_that_leaves_is_gone_at_once() -> None:
    BERTA.office()
    assert town_of_slug("nieheim") is not None
    with the_operator_at_work(), transaction.atomic():
        Place.objects.filter(slug="nieheim").update(slug="nieheim-alt")
        assert town_of_slug("nieheim") is None
        transaction.set_rollback(True)
    assert town_of_slug("nieheim") is not None


def test_an_unchanged_town_costs_one_small_query() -> None:
    BERTA.office()
    town_at("nieheim")
    with CaptureQueriesContext(connection) as asked:
        town_at("nieheim")
    assert len(asked) == 1


def test_a_new_alliance_and_a_new_name_in_it_are_on_the_next_page() -> None:
    nieheim, rheine = BERTA.office().place, SELMA.office().place
    assert alliances_of(nieheim) == []
    with the_operator_at_work() as operator:
        create_alliance(actor=operator, name="Nordwest", members=[nieheim.ags, rheine.ags])
    assert [area.name for area, _towns in alliances_of(nieheim)] == ["Nordwest"]
    with the_operator_at_work():
        Place.objects.filter(pk=rheine.pk).update(name="Rheine an der Ems")
    assert "Rheine an der Ems" in Client().get("/nieheim/").content.decode()


def test_a_neighbour_that_comes_nearer_is_a_neighbour_at_once() -> None:
    nieheim, rheine = BERTA.office().place, SELMA.office().place
    assert surroundings(nieheim).neighbours
    with the_operator_at_work():
        Place.objects.filter(pk=rheine.pk).update(lat=nieheim.lat, lon=nieheim.lon)
    assert "rheine" in [one.slug for one in surroundings(nieheim).neighbours]


def test_a_new_record_is_counted_and_shown_first() -> None:
    BERTA.office()
    before = town_news(town_at("nieheim").place, timezone.localdate())
    records.an_organisation(by=BERTA, name="Chor am Markt")
    after = town_news(town_at("nieheim").place, timezone.localdate())
    assert after.figures.published == before.figures.published + 1
    assert after.newest[0].name == "Chor am Markt"
