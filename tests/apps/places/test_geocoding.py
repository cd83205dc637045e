"""The geocoder is a plug: asked last, never trusted blindly, and no record waits for it."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from engagiert.apps.places import selectors
from engagiert.apps.places.geocoding import FAILURES, Nominatim
from engagiert.apps.places.models import Address, Place

LUENEN = (51.6143, 7.5235)
HOUSE = {"lat": "51.6150", "lon": "7.5240", "place_rank": 30}


@dataclass
class Server:
    """A Nominatim of our own on this machine, which answers what the test says."""

    url: str = ""
    answer: Any = field(default_factory=lambda: [HOUSE])
    status: int = 200
    asked: list[dict[str, list[str]]] = field(default_factory=list)


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(parse_qs(urlsplit(self.path).query))
            self.send_response(state.status)
            if state.status == 302:
                self.send_header("Location", f"{state.url}/elsewhere?q=1")
            self.end_headers()
            self.wfile.write(json.dumps(state.answer).encode())

        def log_message(self, *words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as http:
        thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        state.url = f"http://127.0.0.1:{http.server_port}"
        yield state
        http.shutdown()
        thread.join()


def _find(server: Server) -> tuple[float, float] | None:
    geocoder = Nominatim(server.url)
    return geocoder.find(street="3 Lippestraße", postcode="44532", town="Lünen", near=LUENEN)


def test_a_server_that_sends_us_elsewhere_is_not_followed(server: Server) -> None:
    server.status = 302
    assert _find(server) is None
    assert len(server.asked) == 1


def test_a_house_is_found_by_street_postcode_and_town(server: Server) -> None:
    assert _find(server) == (51.6150, 7.5240)
    assert server.asked[0]["street"] == ["3 Lippestraße"]
    assert server.asked[0]["postalcode"] == ["44532"]
    assert server.asked[0]["city"] == ["Lünen"]


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {},
        "?",
        [{"lat": "51.6", "lon": "7.5"}],
        [HOUSE | {"place_rank": 26}],
        [HOUSE | {"lat": "48.1", "lon": "11.5"}],
        [HOUSE | {"lat": "nan"}],
    ],
    ids=["nothing", "object", "text", "no rank", "only the street", "far away", "no number"],
)
def test_an_unsure_answer_is_no_answer(server: Server, answer: Any) -> None:
    server.answer = answer
    assert _find(server) is None


def test_a_server_that_fails_is_left_alone_for_a_while(server: Server) -> None:
    server.status = 500
    geocoder = Nominatim(server.url)
    for _ in range(FAILURES + 5):
        assert geocoder.find(street="3 Lippestraße", postcode="", town="Lünen", near=None) is None
    assert len(server.asked) == FAILURES


def test_only_a_web_address_is_accepted() -> None:
    with pytest.raises(ValueError, match="ENGAGIERT_GEOCODER"):
        Nominatim("file:///etc/passwd")


@pytest.mark.django_db
def test_house_coordinates_come_first_and_then_the_server(server: Server, settings: Any) -> None:
    place = Place(ags="05978024", name="Lünen", lat=LUENEN[0], lon=LUENEN[1])
    street, number = "lippestr", "3"
    Address.objects.create(ags=place.ags, street_key=street, number_key=number, lat=51.6, lon=7.5)
    settings.ENGAGIERT_GEOCODER_URL = server.url
    assert selectors.point_of_address(place, street="Lippestraße 3") == (51.6, 7.5)
    assert selectors.point_of_address(place, street="Lippestraße 4") is None
    assert not server.asked
    assert selectors.ask_geocoder(place, street="Lippestraße 4") == (51.6150, 7.5240)
    settings.ENGAGIERT_GEOCODER_URL = ""
    assert selectors.ask_geocoder(place, street="Lippestraße 4") is None
