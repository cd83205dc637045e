"""The atlas of the demo: the published totals hold, and sentence, table, map and files say the same."""

import csv
import json

import pytest
from django.db.models import Count
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from engagiert.apps.atlas import demo
from engagiert.apps.atlas.models import Facility, Grant
from engagiert.apps.places import services as place_services
from engagiert.kernel.authz import Actor

pytestmark = pytest.mark.django_db

LAND, UNNA = "/land/nordrhein-westfalen/atlas/", "/kreis/unna/atlas/"
NEW_YEAR = "?art=freiwilligenagentur&umkreis=10&tag=2028-01-01"


@pytest.fixture(autouse=True)
def _the_demo() -> None:
    place_services.load_register(actor=Actor.operator())
    demo.load(say=lambda _line: None)


def test_the_demo_holds_what_the_study_published() -> None:
    all_of_them = Facility.objects.filter(roll__is_synthetic=True)
    assert all_of_them.count() == 590
    assert all_of_them.aggregate(towns=Count("place", distinct=True))["towns"] == 215
    assert all_of_them.filter(founded__gt=2000).count() > 590 / 2
    assert round(100 * all_of_them.filter(budget__lt=50_000).count() / 590) == 44
    assert round(100 * Grant.objects.filter(funder__startswith="Land", share_percent__gt=50).count() / 590) == 66
    demo.load(say=lambda _line: None)
    assert all_of_them.count() == 590


def test_sentence_table_and_files_of_a_kreis_say_the_same(client: Client) -> None:
    page = client.get(UNNA + NEW_YEAR)
    assert page.status_code == 200
    answer, text = page.context["answer"], page.content.decode()
    assert "Beispieldaten" in text
    assert sum(line.population for line in answer.lines if line.beyond) == answer.population_beyond
    table = client.get(f"{UNNA}orte.csv{NEW_YEAR}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(table.splitlines(), delimiter=";"))
    assert [row["ags"] for row in rows] == [line.ags for line in answer.lines]
    assert sum(int(row["population"]) for row in rows if row["beyond"] == "true") == answer.population_beyond
    assert {row["synthetic"] for row in rows} == {"true"}
    data = json.loads(client.get(f"{UNNA}orte.json{NEW_YEAR}").content)
    assert data["population_beyond"] == answer.population_beyond
    assert data["municipalities"][0].keys() <= data["codebook"].keys()
    facilities = client.get(f"{UNNA}einrichtungen.csv{NEW_YEAR}").content.decode("utf-8-sig")
    names = {row["name"] for row in csv.DictReader(facilities.splitlines(), delimiter=";")}
    assert len(names) == answer.listed == len(page.context["view"].facilities)


def test_all_pairs_of_the_land_stand_on_pages_of_twenty_and_in_the_table(client: Client) -> None:
    first = client.get(f"{LAND}befunde/{NEW_YEAR}")
    pages = first.context["page"].paginator
    number = len(first.context["found"].talks)
    assert (pages.count, pages.num_pages) == (number, -(-number // 20))
    assert number > 100
    last = client.get(f"{LAND}befunde/{NEW_YEAR}&seite={pages.num_pages}")
    assert len(last.context["talks"]) == number - 20 * (pages.num_pages - 1)
    assert len(last.content) < 60_000
    table = client.get(f"{LAND}daten/freiwilligenagentur/2028-01-01/10/gespraeche.csv").content.decode()
    assert len(table.splitlines()) == number + 1


def test_the_land_is_shown_by_its_kreise_with_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert client.get("/atlas/").headers["Location"] == LAND
    client.get(LAND)
    with django_assert_max_num_queries(8):
        page = client.get(LAND)
    view = page.context["view"]
    assert len(view.groups) == 53
    assert sum(group.count for group in view.groups) == view.answer.facilities
    assert sum(group.beyond for group in view.groups) == view.answer.population_beyond
    assert len(page.content) < 120_000
    picture = client.get(f"{LAND}karte.svg?zeigen=weite").content.decode()
    assert picture.count("<path") == 396


def test_after_a_day_of_endings_money_is_lost_and_nobody_is_called_closed(client: Client) -> None:
    today = client.get(UNNA + "?art=freiwilligenagentur&tag=2026-12-01").context["view"]
    later = client.get(LAND + NEW_YEAR)
    assert today.falling == 0
    assert later.context["view"].falling > 0
    text = later.content.decode()
    assert "wenn nichts verlängert wird" in text
    assert "verliert" in text
    assert "geschlossen" not in text


@pytest.mark.parametrize("asked", ["?art=x&umkreis=-1&tag=2028-02-30&quartal=999", "?tag=9999-12-31&umkreis=zehn"])
def test_an_address_that_says_nonsense_shows_the_first_choice(client: Client, asked: str) -> None:
    page = client.get(UNNA + asked)
    assert page.status_code == 200
    assert page.context["choice"].radius == 15
