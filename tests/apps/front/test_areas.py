"""Pages above the towns: an invitation, never a ranking."""

from typing import Any

import pytest
from django.test import Client

from engagiert.apps.accounts.public import open_office
from engagiert.apps.directory.public import services
from engagiert.apps.directory.services import Draft
from engagiert.apps.places.public import area_of, create_alliance, place_by_ags, surroundings
from engagiert.apps.places.services import add_place, load_register
from tests.cast import BERTA, JAN, OPERATOR, the_operator_at_work
from tests.factories import records
from tests.factories.towns import HEMER, NIEHEIM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register() -> None:
    load_register(actor=OPERATOR)


def page(path: str) -> Any:
    return Client().get(path)


def words(path: str) -> str:
    return " ".join(page(path).content.decode().split())


@pytest.fixture
def two_clubs() -> None:
    records.an_organisation(by=JAN, name="Chor Hemer", fields=["culture"])
    records.an_organisation(by=JAN, name="Turner Hemer", type="initiative")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/kreis/maerkischer-kreis/", "Engagiert im Märkischen Kreis"),
        ("/en/kreis/maerkischer-kreis/", "Volunteering in Märkischer Kreis"),
        ("/kreis/unna/", "Engagiert im Kreis Unna"),
        ("/kreis/staedteregion-aachen/", "Engagiert in der Städteregion Aachen"),
        ("/bezirk/arnsberg/", "Engagiert im Regierungsbezirk Arnsberg"),
        ("/land/nordrhein-westfalen/", "Engagiert in Nordrhein-Westfalen"),
    ],
)
def test_every_unit_above_the_towns_has_a_page_even_without_an_office(path: str, title: str) -> None:
    assert f"<h1>{title}</h1>" in words(path)


def test_the_page_rolls_up_what_its_towns_have(two_clubs: None) -> None:
    for path in ("/kreis/maerkischer-kreis/", "/bezirk/arnsberg/", "/land/nordrhein-westfalen/"):
        shown = page(path).context["page"]
        assert (shown.figures.published, shown.figures.confirmed) == (2, 0)
        assert [(town.place.name, town.published) for town in shown.told] == [("Hemer", 2)]
        assert [(str(term.label), number) for term, number in shown.fields] == [("Kultur und Musik", 1)]
        assert {term.code: number for term, number in shown.types} == {"verein": 1, "initiative": 1}
    assert page("/kreis/unna/").context["page"].figures.published == 0


def test_towns_stand_in_german_order_and_none_is_a_gap(two_clubs: None) -> None:
    shown = page("/kreis/maerkischer-kreis/").context["page"]
    names = [town.place.name for town in shown.untold]
    assert names[:3] == ["Altena", "Balve", "Halver"]
    assert len(names) == 14
    text = words("/kreis/maerkischer-kreis/")
    assert "Noch keine Angaben" in text
    assert "Das heißt nicht, dass dort nichts ist." in text
    assert not {"Rang", "Platz 1", "Schlusslicht", "0 Einträge"} & set(text.split())


def test_every_link_of_an_area_leads_somewhere(two_clubs: None) -> None:
    for path in ("/kreis/maerkischer-kreis/", "/bezirk/arnsberg/"):
        shown = page(path).context["page"]
        for town in [*shown.told, *shown.untold]:
            assert page(f"/{town.place.slug}/").status_code == 200
        for below in shown.below:
            assert page(f"/{below.address}/").status_code == 200


def test_a_kreisfreie_stadt_is_both_and_its_page_is_the_towns() -> None:
    answer = page("/kreis/hamm/")
    assert (answer.status_code, answer["Location"]) == (302, "/hamm/")
    assert "Hamm" in [town.place.name for town in page("/bezirk/arnsberg/").context["page"].untold]
    hamm = place_by_ags("05915000")
    assert hamm is not None
    assert [area.address for area in surroundings(hamm).above] == ["bezirk/arnsberg", "land/nordrhein-westfalen"]


def test_a_kreis_is_not_mistaken_for_the_town_of_the_same_name() -> None:
    for ags, name in (("09", "Bayern"), ("091", "Oberbayern")):
        add_place(actor=OPERATOR, ags=ags, name=name, kind="state" if ags == "09" else "region", lat=48.1, lon=11.5)
    place = add_place(actor=OPERATOR, ags="09184", name="München", kind="district", lat=48.1, lon=11.6)
    assert page(f"/{area_of(place).address}/").status_code == 200


def test_a_town_leads_up_over_and_to_its_alliance() -> None:
    records.an_organisation(by=JAN)
    BERTA.office()
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Karte gemeinsam", members=[HEMER.ags, NIEHEIM.ags])
    text = words("/hemer/")
    for address in (
        "kreis/maerkischer-kreis",
        "bezirk/arnsberg",
        "land/nordrhein-westfalen",
        "verbund/karte-gemeinsam",
    ):
        assert f'href="/{address}/"' in text
    for name in ("iserlohn", "menden-sauerland", "balve"):
        assert f'href="/{name}/"' in text
    assert 'src="/hemer/karte/bild.svg"' in text
    shown = page("/verbund/karte-gemeinsam/").context["page"]
    assert [town.place.name for town in shown.told] == ["Hemer"]
    assert [town.place.name for town in shown.untold] == ["Nieheim"]


def test_a_town_that_does_not_take_part_has_an_inviting_page() -> None:
    text = words("/kamen/")
    assert "noch keine Angaben" in text
    assert 'href="/kreis/unna/"' in text
    kamen = place_by_ags("05978020")
    assert kamen is not None
    assert "Bergkamen" in [place.name for place in surroundings(kamen).neighbours]


@pytest.mark.parametrize(
    "path", ["/kreis/gibtsnicht/", "/bezirk/unna/", "/land/unna/", "/verbund/unna/", "/gibtsnicht/"]
)
def test_what_does_not_exist_is_not_found(path: str) -> None:
    assert page(path).status_code == 404


def test_an_area_with_an_office_says_whom_to_ask() -> None:
    kreis = place_by_ags("05978")
    assert kreis is not None
    with the_operator_at_work():
        office = open_office(actor=OPERATOR, place=kreis, name="Ehrenamt Kreis Unna", phone="02303 0000")
    assert office.name in words("/kreis/unna/")
    assert "02303 0000" in words("/kreis/unna/")


def test_an_area_has_a_directory_with_search_and_filters(two_clubs: None) -> None:
    shown = page("/kreis/maerkischer-kreis/verzeichnis/?q=chor").context
    assert [hit.name for hit in shown["hits"]] == ["Chor Hemer"]
    assert [hit.url for hit in shown["hits"]] == ["/hemer/verzeichnis/chor-hemer/"]
    filtered = page("/land/nordrhein-westfalen/verzeichnis/?art=initiative").context
    assert [hit.name for hit in filtered["hits"]] == ["Turner Hemer"]
    assert "Hier steht noch niemand" in words("/kreis/unna/verzeichnis/")


def test_a_record_of_a_town_without_a_page_is_shown_in_the_town_of_its_office() -> None:
    office, altena = JAN.office(), place_by_ags("05962004")
    assert altena is not None
    with JAN.at_work() as actor:
        values = {"name": "Chor im Dorf", "type": "verein", "sector": "civil_society"}
        services.create_organisation(actor=actor, office=office, draft=Draft(altena, values), publish=True)
    [hit] = page("/kreis/maerkischer-kreis/verzeichnis/").context["hits"]
    assert hit.url == "/hemer/verzeichnis/chor-im-dorf/"
    assert page(hit.url).status_code == 200


def test_the_start_page_leads_to_the_land_of_its_towns() -> None:
    JAN.office()
    BERTA.office()
    assert 'href="/land/nordrhein-westfalen/"' in words("/")
