"""Whatever is handed in gets an answer that is no error of ours, and what is refused leaves nothing behind.

The API is asked with values made from its own document (schemathesis), every form with hostile ones in its own fields,
every list with files that were damaged, searches with whatever can stand in an address.
"""

import html.parser
import random
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.generation import GenerationMode

from engagiert.apps.places import services as place_services
from engagiert.apps.places.problems import BrokenFile, RefusedPlace
from engagiert.apps.places.public import Place
from engagiert.config.api import document
from tests.apps.places import gv100ad_lines
from tests.cast import BERTA, OPERATOR, the_operator_at_work
from tests.factories import lists
from tests.factories.worlds import World, a_world
from tests.trust.asking import Question, everything, questions, undone
from tests.trust.promises import Kept
from tests.trust.test_every_address import last_of, log_after
from tests.trust.test_record import HOUSES, OUTLINE

pytestmark = pytest.mark.django_db
HOSTILE = (
    "", " ", "\x00", "\ud800", "'; drop table x; --", "<script>alert(1)</script>", "{{ 7*7 }}", "%s%n", "../../x",
    "=cmd|' /C calc'!A0", "-1", "0", "99999999999999999999", "1e309", "NaN", "2026-02-30", "0000-00-00", "25:61",
    "a" * 20_000, "ß" * 300, "\u202etxt.exe", "🧶" * 50, "\r\nBcc: x@y.example", "[]", "{}", "null", "true", "١٢٣",
)  # fmt: skip
IN_ADDRESSES = (
    "seite",
    "sortierung",
    "art",
    "feld",
    "ausschnitt",
    "zustand",
    "wer",
    "ansicht",
    "next",
    "id",
    "wo",
    "fuer",
)
BAD_PIECES = (b";", b"\x00", b'"', b"\xff\xfe", b"\n", b"{", b"]")
VALUES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40), st.integers().map(str), st.dates().map(str))


def trying(examples: int) -> Callable[[Any], Any]:
    """Hypothesis without a memory of its own: what it finds stands in the report, and the seed is the run's."""
    return settings(
        max_examples=examples,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


@pytest.mark.usefixtures("nieheim")
def test_the_api_answers_whatever_it_is_asked(is_long: bool, promise: Kept) -> None:
    client, asked = Client(raise_request_exception=False), 0
    schema = schemathesis.openapi.from_dict(document())
    operations = [result.ok() for result in schema.get_all_operations()]

    def ask(case: Any) -> None:
        nonlocal asked
        asked += 1
        address = case.formatted_path
        response = client.generic(case.method, address, QUERY_STRING=urlencode(case.query or {}, doseq=True))
        assert response.status_code < 500, (case.method, address, case.query)

    for operation in operations:
        for mode in GenerationMode:
            try:
                trying(60 if is_long else 4)(given(operation.as_strategy(generation_mode=mode))(ask))()
            except Unsatisfiable:
                # An operation without parameters cannot be asked wrongly.
                continue
    assert len(operations) > 5
    promise("fuzz", asked, f"requests to {len(operations)} operations of the API, 0 server errors")


class Fields(html.parser.HTMLParser):
    """The names of all fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = dict(attrs).get("name")
        if tag in ("input", "select", "textarea", "button") and name and name != "csrfmiddlewaretoken":
            self.names.add(name)


def fields_of(question: Question, client: Client) -> list[str]:
    """What the page of the address shows."""
    response = client.get(question.url)
    page = "" if response.streaming else response.content.decode(errors="replace")
    return sorted(Fields(page).names)


def test_every_form_answers_whatever_stands_in_its_fields(nieheim: World, is_long: bool, promise: Kept) -> None:
    client, handed_in = BERTA.browser(raise_request_exception=False), 0

    def hand_in(url: str, values: dict[str, str], as_file: bool) -> None:
        nonlocal handed_in
        handed_in += 1
        body: dict[str, Any] = {name: value.encode("utf-8", "surrogatepass") for name, value in values.items()}
        if as_file and body:
            name = next(iter(body))
            body[name] = SimpleUploadedFile("x.csv", body[name])
        with undone(client):
            before = last_of(BERTA)
            response = client.post(url, body)
            assert response.status_code < 500, (url, values)
            if response.status_code >= 400:
                assert log_after(BERTA, before) == [], (url, values)

    pages = [question for question in questions(nieheim) if question.address.room not in ("ui", "api", "data")]
    chosen = pages if is_long else random.sample(pages, 40)
    known = sorted(everything(nieheim))
    for question in chosen:
        # An address that shows no field takes what some other page hands in.
        names = fields_of(question, client) or known
        values = st.fixed_dictionaries({}, optional=dict.fromkeys(names, VALUES))
        trying(12 if is_long else 2)(given(st.just(question.url), values, st.booleans())(hand_in))()
    promise("fuzz", handed_in, f"forms handed in at {len(chosen)} addresses, 0 server errors, nothing half-written")


def test_every_search_answers_whatever_stands_in_the_address(nieheim: World, is_long: bool, promise: Kept) -> None:
    client, asked = BERTA.browser(raise_request_exception=False), 0

    def search(url: str, values: dict[str, str]) -> None:
        nonlocal asked
        asked += 1
        query = {name: value.encode("utf-8", "surrogatepass") for name, value in values.items()}
        with undone(client):
            assert client.get(url, query).status_code < 500, (url, values)

    pages = [question for question in questions(nieheim) if question.address.room not in ("ui", "api")]
    chosen = pages if is_long else random.sample(pages, 40)
    values = st.fixed_dictionaries({"q": VALUES}, optional=dict.fromkeys(IN_ADDRESSES, VALUES))
    for question in chosen:
        trying(6 if is_long else 2)(given(st.just(question.url), values)(search))()
    promise("fuzz", asked, f"searches at {len(chosen)} addresses, 0 server errors")


@st.composite
def damaged(draw: Any, whole: bytes) -> bytes:
    """A file with pieces cut out, doubled, or overwritten."""
    content = whole
    for _time in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, max(len(content) - 1, 0)))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.one_of(st.binary(max_size=12), st.sampled_from([b";", b"\x00", b'"', b"\xff\xfe", b"\n", b"{", b"]"]))
        )
        doubled = content[start : start + length] * draw(st.integers(0, 2))
        content = content[:start] + piece + doubled + content[start + length :]
    return content


CLUBS = lists.a_csv(("Kegelclub Probe", "Am Anger 1", "33039", "Nieheim", "05274 0000", "Kegelt."), ("Chor Probe",))


def test_a_list_that_is_damaged_is_refused_whole_or_read(nieheim: World, is_long: bool, promise: Kept) -> None:
    read = refused = 0

    @trying(400 if is_long else 25)
    @given(content=damaged(CLUBS), name=st.sampled_from(["x.csv", "x.xlsx", "x.ods", "x", "x.txt"]))
    def hand_in(content: bytes, name: str) -> None:
        nonlocal read, refused
        with transaction.atomic():
            before = last_of(BERTA)
            try:
                run = lists.a_received_list(by=BERTA, content=content, filename=name)
            except (ValidationError, ValueError):
                assert log_after(BERTA, before) == []
                refused += 1
            else:
                lists.taken_over(run, by=BERTA)
                read += 1
            transaction.set_rollback(True)

    hand_in()
    assert read > 2
    promise(
        "fuzz", read + refused, "damaged lists of organisations read or refused with a sentence, nothing half-written"
    )


@pytest.mark.parametrize(
    ("verb", "whole"),
    [
        ("import_places", "\n".join(gv100ad_lines.unna()).encode()),
        ("import_addresses", HOUSES.encode()),
        ("import_outlines", OUTLINE.encode()),
    ],
)
def test_an_official_file_that_is_damaged_is_refused_whole_or_read(
    verb: str, whole: bytes, tmp_path: Any, is_long: bool, promise: Kept
) -> None:
    BERTA.office()
    file, tried = tmp_path / "official", 0

    @trying(200 if is_long else 20)
    @given(content=damaged(whole))
    def hand_in(content: bytes) -> None:
        nonlocal tried
        tried += 1
        file.write_bytes(content)
        with transaction.atomic():
            before = Place.objects.count()
            try:
                with the_operator_at_work():
                    getattr(place_services, verb)(actor=OPERATOR, path=file)
            except (BrokenFile, RefusedPlace):
                assert Place.objects.count() == before
            transaction.set_rollback(True)

    hand_in()
    promise("fuzz", tried, "damaged official files read or refused, nothing half-written")
