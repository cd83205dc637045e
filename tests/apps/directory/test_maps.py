"""List, map and count show the same number; what is known only by town is drawn as such."""

import gzip
import json
import re
from typing import Any

import pytest
from django.test import Client

from engagiert.apps.directory.public import Listing
from engagiert.apps.places.models import Outline
from engagiert.apps.places.public import Place, create_alliance
from engagiert.apps.places.services import load_register
from tests.cast import BERTA, JAN, OPERATOR, the_operator_at_work
from tests.factories import records
from tests.factories.towns import HEMER, NIEHEIM, in_register

pytestmark = pytest.mark.django_db

_MARK = re.compile(
    r'<a href="([^"]*)" aria-label="([^"]*)"><circle class="([^"]*)"[^>]*/>'
    r'(?:<circle class="e-map__hit"[^>]*/>|<text[^>]*>([\d.]+)</text>)'
)


def get(path: str, **query: str) -> Any:
    return Client().get(path, query)


def words(path: str, **query: str) -> str:
    return " ".join(get(path, **query).content.decode().split())


def marks(page: str) -> list[tuple[str, str, str, int]]:
    """(address, label, classes, how many) of what the server drew."""
    return [(url, label, look, int(count or 1)) for url, label, look, count in _MARK.findall(page)]


@pytest.fixture
def three_clubs() -> None:
    """One at its door, one of which only the town is known, one of a place without a point."""
    records.an_organisation(by=JAN, name="Chor am Markt", lat=51.39, lon=7.75)
    records.an_organisation(by=JAN, name="Chor der Stadt")
    with the_operator_at_work():
        Place.objects.filter(ags=HEMER.ags).update(lat=None, lon=None)
    records.an_organisation(by=JAN, name="Chor ohne Ort")
    with the_operator_at_work():
        Place.objects.filter(ags=HEMER.ags).update(lat=HEMER.lat, lon=HEMER.lon)


def test_list_map_and_count_show_the_same_number(three_clubs: None) -> None:
    listed = get("/hemer/verzeichnis/", q="chor").context["answer"].total
    shown = get("/hemer/karte/", q="chor").context
    page = words("/hemer/karte/", q="chor")
    data = get("/hemer/karte/punkte.json", q="chor").json()
    assert listed == shown["answer"].total == len(shown["hits"]) == 3
    assert sum(mark[3] for mark in marks(page)) == len(data["points"]) // 4 == 2
    assert shown["unlocated"] == 1
    assert "3 Treffer" in page
    assert "2 davon liegen auf der Karte." in page
    assert "1 ohne Ort steht nur in der Liste." in page


def test_a_point_known_only_by_town_is_drawn_as_approximate(three_clubs: None) -> None:
    page = words("/hemer/karte/")
    looks = {label: "e-map__mark--rough" in look for _url, label, look, _count in marks(page)}
    assert looks == {"Chor am Markt": False, "Chor der Stadt (Lage ungefähr)": True}
    assert "Bei 1 ist nur der Ort bekannt." in page
    assert "ungefähr: nur der Ort ist bekannt" in page
    numbers = get("/hemer/karte/punkte.json").json()["points"]
    assert sorted(numbers[2::4]) == [0, 1]


def test_a_lonely_mark_leads_to_its_record(three_clubs: None) -> None:
    [address] = [url for url, label, *_rest in marks(words("/hemer/karte/")) if label == "Chor am Markt"]
    assert Client().get(address).status_code == 200


def test_a_filter_holds_on_the_map_and_the_friend_sees_the_same(three_clubs: None) -> None:
    records.an_organisation(by=JAN, name="Kinderchor", target_groups=["children"], lat=51.38, lon=7.76)
    page = words("/hemer/karte/", q="kinderchor", fuer="children")
    assert [mark[1] for mark in marks(page)] == ["Kinderchor"]
    assert "/hemer/verzeichnis/?q=kinderchor&amp;fuer=children" in page
    assert "/hemer/karte/?q=kinderchor&amp;fuer=children" in words(
        "/hemer/verzeichnis/", q="kinderchor", fuer="children", seite="1"
    )


def test_many_at_one_spot_are_one_mark_with_their_number_that_leads_on() -> None:
    for number in range(3):
        records.an_organisation(by=JAN, name=f"Verein {number}", lat=51.39, lon=7.75)
    [(address, label, _look, count)] = marks(words("/hemer/karte/"))
    assert (count, label) == (3, "3 Einträge")
    near = words("/hemer/karte/" + address.partition("#")[0].replace("&amp;", "&"))
    inside = near.partition("In diesem Ausschnitt")[2]
    assert all(f"Verein {number}" in inside for number in range(3))
    assert "Ganze Karte zeigen" in near


@pytest.mark.parametrize(
    "text", ["hier", "1,2,3", "9,50,8,51", "nan,1,2,3", "0,0,999,1", "1e400,0,1,1", ",,,", "7" * 500]
)
def test_a_cut_out_that_is_not_to_be_read_shows_the_whole_map_and_says_so(three_clubs: None, text: str) -> None:
    answer = get("/hemer/karte/", ausschnitt=text)
    assert answer.status_code == 200
    assert "nicht lesbar" in answer.content.decode()
    assert answer.context["sketch"].located == 2


def test_what_lies_beyond_the_picture_is_counted(three_clubs: None) -> None:
    records.an_organisation(by=JAN, name="Fernchor", lat=53.5, lon=9.9)
    page = words("/hemer/karte/")
    assert "3 davon liegen auf der Karte." in page
    assert "1 liegt außerhalb dieses Ausschnitts." in page


def test_points_are_asked_again_only_after_a_change(three_clubs: None) -> None:
    first = get("/hemer/karte/punkte.json")
    again = Client().get("/hemer/karte/punkte.json", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = Client().get("/hemer/karte/punkte.json?q=chor", headers={"If-None-Match": first["ETag"]})
    assert other.status_code == 200
    records.an_organisation(by=JAN, name="Neuer Chor", lat=51.4, lon=7.7)
    changed = Client().get("/hemer/karte/punkte.json", headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert len(changed.json()["points"]) == 4 * 3


def test_points_travel_compressed_where_the_browser_can(three_clubs: None) -> None:
    packed = Client().get("/hemer/karte/punkte.json", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert json.loads(gzip.decompress(packed.content)) == get("/hemer/karte/punkte.json").json()


def test_names_are_those_of_public_records(three_clubs: None) -> None:
    draft = records.a_draft(by=JAN, name="Geheimchor")
    public = Listing.objects.get(name="Chor am Markt")
    found = get("/hemer/karte/namen.json", id=f"{public.pk},{draft.pk}").json()["names"]
    assert [(pk, name) for pk, name, _url, _where in found] == [(public.pk, "Chor am Markt")]
    assert Client().get(found[0][2]).status_code == 200


@pytest.mark.parametrize("ids", ["", "x", "1,,2", "1;2", "-1", "1" * 30, ",".join(["1"] * 61)])
def test_other_questions_for_names_are_refused_with_a_sentence(three_clubs: None, ids: str) -> None:
    answer = get("/hemer/karte/namen.json", id=ids)
    assert answer.status_code == 400
    assert "durch Kommas getrennt" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/gibtsnicht/karte/", "/kreis/gibtsnicht/karte/", "/verbund/gibtsnicht/verzeichnis/"])
def test_a_map_of_nowhere_is_not_found(path: str) -> None:
    assert get(path).status_code == 404


def test_the_picture_is_an_svg_with_the_points_of_the_town(three_clubs: None) -> None:
    answer = get("/hemer/karte/bild.svg")
    text = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert text.count("<circle") == 1 + 2
    assert "stroke-dasharray" in text
    assert get("/hemer/karte/bild.svg", nur="grund").content.decode().count("<circle") == 1


def test_outlines_are_open_geojson_and_a_patchwork_where_there_are_none() -> None:
    in_register(HEMER)
    answer = get(f"/umrisse/{HEMER.ags}.geojson")
    document = json.loads(answer.content)
    assert answer["Content-Type"] == "application/geo+json"
    assert [feature["properties"]["name"] for feature in document["features"]] == ["Hemer"]
    assert document["attribution"] == ""
    [[border]] = document["features"][0]["geometry"]["coordinates"]
    assert border[0] == border[-1]
    assert Client().get(f"/umrisse/{HEMER.ags}.geojson", headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_an_official_outline_takes_the_place_of_the_patchwork_and_its_source_is_named() -> None:
    place = in_register(HEMER)
    JAN.office()
    assert "Flickenteppich" in words("/hemer/karte/")
    square = [[7.7, 51.35], [7.8, 51.35], [7.8, 51.45], [7.7, 51.35]]
    with the_operator_at_work():
        Outline.objects.create(
            place=place, polygons=[[square]], source="© GeoBasis-DE / BKG", updated_at="2026-11-01T00:00Z"
        )
    page = words("/hemer/karte/")
    assert "© GeoBasis-DE / BKG" in page
    assert "Flickenteppich" not in page


def test_unknown_outlines_are_refused_with_a_sentence() -> None:
    answer = get("/umrisse/99999999.geojson")
    assert answer.status_code == 404
    assert "Gemeindeschlüssel" in answer.json()["error"]


def test_a_patchwork_gives_each_town_of_the_land_a_cell_of_its_own() -> None:
    load_register(actor=OPERATOR)
    features = json.loads(get("/umrisse/05.geojson").content)["features"]
    assert len(features) == 396
    assert all(feature["geometry"]["coordinates"] for feature in features)


def test_the_map_of_an_alliance_asks_for_all_its_towns() -> None:
    for person, town in ((JAN, HEMER), (BERTA, NIEHEIM)):
        records.an_organisation(by=person, name=f"Chor {town.name}", lat=town.lat, lon=town.lon)
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Karte gemeinsam", members=[HEMER.ags, NIEHEIM.ags])
    page = get("/verbund/karte-gemeinsam/karte/")
    assert page.context["answer"].total == page.context["sketch"].located == 2
    assert [hit.url for hit in page.context["hits"]] == [
        "/hemer/verzeichnis/chor-hemer/",
        "/nieheim/verzeichnis/chor-nieheim/",
    ]
    assert get("/verbund/karte-gemeinsam/verzeichnis/").context["answer"].total == 2
