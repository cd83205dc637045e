"""The list answers whatever stands in its address."""

from typing import Any

import pytest
from django.http import HttpRequest, QueryDict
from django.test import Client

from engagiert.kernel.http import parameters
from tests.cast import JAN
from tests.factories import records

pytestmark = pytest.mark.django_db


@pytest.fixture
def list_of_25() -> None:
    for number in range(25):
        records.an_organisation(by=JAN, name=f"Verein {number:02d}")


def asked(**query: str) -> Any:
    return Client().get("/hemer/verzeichnis/", query)


@pytest.mark.parametrize("page", ["9", "9" * 4400, "5001", "9999999999"])
def test_a_page_beyond_the_end_shows_entries_all_the_same(list_of_25: None, page: str) -> None:
    response = asked(seite=page)
    assert response.status_code == 200
    shown = response.context["page"]
    on_this_page = shown.paginator.page(shown.number).object_list
    assert len(response.context["hits"]) == len(on_this_page) > 0
    assert response.context["first_number"] == on_this_page[0]


def test_the_last_page_stands_for_those_after_it(list_of_25: None) -> None:
    assert [hit.listing.name for hit in asked(seite="9").context["hits"]] == [f"Verein {n}" for n in range(20, 25)]


@pytest.mark.parametrize("page", ["0", "-1", "zwei", "", "²", "1.5"])
def test_what_is_no_page_is_the_first(list_of_25: None, page: str) -> None:
    response = asked(seite=page)
    assert (response.context["page"].number, len(response.context["hits"])) == (1, 20)


def test_a_list_without_results_has_a_page() -> None:
    JAN.office()
    response = asked(q="gibtsnicht", seite="4")
    assert (response.status_code, response.context["hits"]) == (200, [])


@pytest.mark.parametrize("path", ["/", "/hemer/verzeichnis/"])
def test_nul_in_a_search_is_left_out(list_of_25: None, path: str) -> None:
    response = Client().get(f"{path}?q=Verein%00&seite=%00")
    assert response.status_code == 200
    assert response.context["text"] == "Verein"


def test_parameters_are_fit_for_the_database() -> None:
    data = QueryDict("a=x%00y&b=7&c=" + "9" * 19)
    assert parameters.text(data, "a", longest=2) == "xy"
    assert parameters.text(HttpRequest().GET, "a", longest=2) == ""
    assert [parameters.number(data, name, otherwise=1) for name in "abcd"] == [1, 7, 1, 1]
