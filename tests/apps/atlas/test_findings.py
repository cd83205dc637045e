"""What stands out, on pages and papers: the same numbers everywhere, invitations to talk, and nothing judged."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from engagiert.apps.atlas import charts, services
from engagiert.apps.atlas.selectors import Step
from engagiert.apps.places import services as place_services
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

pytestmark = pytest.mark.django_db

OLPE = "/kreis/olpe/atlas/"
NEW_YEAR = datetime.date(2031, 1, 1)
ASKED = f"?art=mehrgenerationenhaus&umkreis=10&tag={NEW_YEAR}"
LAST_DAY = NEW_YEAR - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _the_kreis() -> None:
    """Lennestadt's house loses 80 percent; Attendorn's has open money; two in Olpe serve the same people."""
    place_services.load_register(actor=Actor.operator())

    def entry(name: str, ags: str, **columns: Any) -> services.Entry:
        return services.Entry(name, Place.objects.get(ags=ags).pk, **columns)

    until = {("Land Probe", 80, datetime.date(2024, 1, 1), LAST_DAY), ("Stadt Probe", 20, None, None)}
    entries = [
        entry("Haus Talwiese", "05966020", budget=100_000, founded=2004, staff_fte=1.5, grants=until),
        entry("Haus Attendorn", "05966004", budget=40_000, grants={("Stadt Probe", 100, None, None)}),
        entry("Haus Zwei", "05966024"),
        entry("Haus Eins", "05966024"),
    ]
    services.keep_roll(
        actor=Actor.operator(),
        report=services.ImportReport(type="mehrgenerationenhaus", source="Probe"),
        entries=entries,
        absent=[Place.objects.get(ags="05966016").pk],
        as_of=datetime.date(2026, 11, 1),
    )


def found(client: Client, page: str, asked: str = ASKED) -> Any:
    answer = client.get(f"{OLPE}{page}{asked}")
    assert answer.status_code == 200
    return answer


def test_the_page_of_what_ends_names_grant_people_and_the_renewal_that_keeps_them(client: Client) -> None:
    page = found(client, "ende/")
    said, text = page.context["found"], page.content.decode()
    assert [one.name for one in said.falling] == ["Haus Talwiese"]
    assert "verliert 80 % (Land Probe bis 31.12.2030)" in text
    assert "geschlossen" not in text
    assert said.people_losing == sum(one.population for one in said.losing) > 0
    assert (said.plan.spent, said.plan.people >= said.people_losing) == (80_000, True)
    assert "Keine andere Auswahl für dieses Geld schützt mehr Menschen." in text
    assert [step.day for step in said.steps][-1] == NEW_YEAR
    assert said.steps[-1].people_losing == said.people_losing
    map_page = client.get(f"{OLPE}{ASKED}").context["view"]
    assert (map_page.losing, map_page.falling) == (said.people_losing, 1)
    poor = found(client, "ende/", ASKED + "&geld=50000").context["plan"]
    assert poor == [
        "Für 50.000 Euro im Jahr ist keine Verlängerung dabei, ohne die jemand keine mehr im Umkreis hätte."
    ]


def test_two_that_serve_the_same_people_are_invited_to_talk_by_name_in_alphabetical_order(client: Client) -> None:
    page = found(client, "befunde/")
    talk = page.context["found"].talks[0]
    assert [party.name for party in talk.parties] == ["Haus Eins", "Haus Zwei"]
    assert (talk.percent, talk.km) == (100, 0)
    money = page.context["found"].money
    assert (money.facilities, money.funding_known, money.few_staff, money.staff_known) == (4, 2, 1, 1)
    assert (money.small, money.budget_known, money.one_payer) == (1, 2, 2)


def test_every_number_leads_to_the_facilities_behind_it(client: Client) -> None:
    page = found(client, "befunde/")
    for _label, figure, _known, asked in page.context["money"]:
        if figure.isdigit() and "alle" not in asked and "befristet" not in asked:
            assert client.get(f"{OLPE}einrichtungen/?{asked}").context["number"] == int(figure)
    assert found(client, "einrichtungen/", ASKED + "&hinter=faellt").context["number"] == 1
    tiles = {label: asked for label, *_figures, asked in found(client, "vergleich/").context["tiles"]}
    assert client.get(f"{OLPE}einrichtungen/?{tiles['nach dem Jahr 2000 gegründet']}").context["number"] == 1


def test_a_town_stands_beside_towns_of_its_size_and_unknown_is_no_zero(client: Client) -> None:
    place = Place.objects.get(ags="05966016")
    with enter(Actor.operator(), action="test"):
        place_services.open_town(actor=Actor.operator(), place=place)
    page = client.get(f"/{place.slug}/atlas/vergleich/{ASKED}")
    likes = page.context["found"].likes
    assert len(likes) == 9
    assert [one.name for one in likes] == sorted(one.name for one in likes)
    own = next(one for one in likes if one.own)
    assert (own.name, own.state) == ("Kirchhundem", "absent")
    assert all(0.5 < one.population / own.population < 2 for one in likes)
    unknown = [one for one, _state in page.context["likes"] if one.state == "unknown"]
    assert unknown
    assert page.content.decode().count("unbekannt") >= len(unknown)


@pytest.mark.parametrize("page", ["ende/", "befunde/", "vergleich/", "einrichtungen/", "daten/"])
def test_a_page_of_findings_asks_the_database_few_questions(
    client: Client, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found(client, page)
    with django_assert_max_num_queries(8):
        found(client, page)


def test_the_sheet_for_the_council_has_four_pages(client: Client) -> None:
    sheet = found(client, "blatt.pdf")
    assert sheet.headers["Content-Type"] == "application/pdf"
    assert re.findall(rb"/Type\s*/Pages.{0,200}?/Count (\d+)", sheet.content, re.DOTALL) == [b"4"]
    assert b"pdfuaid:part" in sheet.content
    assert found(client, "bericht.pdf").content.startswith(b"%PDF")


def test_the_curve_steps_down_where_grants_end_and_a_flat_one_is_not_drawn() -> None:
    steps = [Step(datetime.date(2026, 11, 26), 4, 0, 0), Step(datetime.date(2027, 1, 1), 2, 2, 900)]
    drawn = charts.curve(steps, datetime.date(2027, 1, 1))
    assert drawn is not None
    assert drawn.line.count("V") == 1
    assert drawn.mark is not None
    assert charts.curve(steps[:1], datetime.date(2027, 1, 1)) is None
