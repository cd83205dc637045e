"""What pages may ask of the database: as little with many records as with few."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from engagiert.apps.directory.public import Listing
from engagiert.apps.directory.services.records import Draft, by_hand, create_many
from engagiert.apps.places.public import create_alliance
from engagiert.apps.places.services import add_place
from tests.cast import BERTA, OPERATOR, the_operator_at_work
from tests.factories.towns import NIEHEIM

# Committed, as for a visitor: what a transaction writes itself is read anew for each question.
pytestmark = pytest.mark.django_db(transaction=True)
SIZES = (3, 120)
# Statements beside begin, savepoint and commit, which Django counts too.
MOST_QUERIES = 8
FRAME = 4

type AtMost = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size} records")
def filled(request: pytest.FixtureRequest) -> int:
    office = BERTA.office()
    with the_operator_at_work():
        add_place(actor=OPERATOR, ags="05", name="Probeland", kind="state", lat=51.5, lon=7.5)
        create_alliance(actor=OPERATOR, name="Probe", members=[NIEHEIM.ags])
    with BERTA.at_work() as actor:
        create_many(
            actor=actor,
            office=office,
            drafts=[
                Draft(
                    place=office.place,
                    values={
                        "name": f"Chor Probe {number}",
                        "type": "verein",
                        "sector": "civil_society",
                        "fields": ["culture"],
                    },
                )
                for number in range(request.param)
            ],
            publish=True,
            sources=[by_hand(actor)] * request.param,
        )
    return int(request.param)


@pytest.mark.parametrize(
    "address",
    [
        "/nieheim/",
        "/nieheim/verzeichnis/",
        "/nieheim/verzeichnis/?q=chor&thema=culture",
        "/nieheim/verzeichnis/?q=chorr",
        "/nieheim/verzeichnis/?sortierung=new&seite=2",
        "/nieheim/karte/bild.svg",
        "/nieheim/karte/punkte.json",
        "/land/probeland/",
        "/land/probeland/verzeichnis/?q=chor",
    ],
)
def test_a_public_page_asks_at_most_eight_questions(
    address: str, filled: int, client: Client, django_assert_max_num_queries: AtMost
) -> None:
    # The first visitor after a start waits for the copy of the columns, and for what is kept of places and alliances.
    client.get("/nieheim/verzeichnis/")
    client.get("/nieheim/")
    with django_assert_max_num_queries(MOST_QUERIES + FRAME):
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(answer.content) < 60_000


@pytest.mark.parametrize(
    "address",
    [
        "/nieheim/karte/",
        "/nieheim/karte/?ausschnitt=9,51.7,9.3,51.9",
        "/land/probeland/karte/",
        "/verbund/probe/karte/?q=chor",
    ],
)
def test_a_map_asks_at_most_eight_questions_once_the_outlines_are_drawn(
    address: str, filled: int, client: Client, django_assert_max_num_queries: AtMost
) -> None:
    client.get(address)
    test_a_public_page_asks_at_most_eight_questions(address, filled, client, django_assert_max_num_queries)


def test_a_record_asks_at_most_eight_questions(
    filled: int, client: Client, django_assert_max_num_queries: AtMost
) -> None:
    slug = Listing.objects.earliest("pk").slug
    with django_assert_max_num_queries(MOST_QUERIES + FRAME):
        answer = client.get(f"/nieheim/verzeichnis/{slug}/")
    assert answer.status_code == 200
    assert len(answer.content) < 60_000
