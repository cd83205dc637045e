"""Every page speaks English at its English address: nothing German is left in it but what is marked as German."""

import random
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import translation

from engagiert.apps.volunteering import services as volunteering
from engagiert.apps.volunteering.services.asking import code_for_answer
from tests.cast import ANYBODY, BERTA
from tests.factories.worlds import World, a_world
from tests.languages.reading import Reader, german_in
from tests.trust.asking import Question, everything, questions, undone

pytestmark = pytest.mark.django_db

# Names, and German words that stand in English texts on purpose, each with its explanation beside it.
KNOWN = re.compile(
    r"Büro für Engagement( Nieheim)?|Stadt (Nieheim|Musterstadt)|Straße\b|\((Verein|Führungszeugnis)\)|Lünen|"
    r"Hochwasser: Wer packt mit an\?|Büro nebenan|"
    r"Von (Außen|außen geändert)|Haus der Vereine, Lippeweg 3, 12345 Musterstadt|Gemeindeverzeichnis|THW"
)


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def english(world: World, is_long: bool) -> list[Question]:
    """Every address; a part of them in the short form."""
    with translation.override("en"):
        found = [question for question in questions(world) if not question.is_for_machines]
    return found if is_long else random.sample(found, len(found) // 5)


def pages(client: Client, world: World, is_long: bool) -> Iterator[tuple[str, str]]:
    """Every page, and every form sent empty or full of nonsense, with all that it says against it."""
    for question in english(world, is_long):
        assert question.url.startswith("/en/"), question.url
        for ask, data in ((client.get, {}), (client.post, {}), (client.post, NONSENSE)):
            with undone(client):
                answer = ask(question.url, data)
            if _is_page(answer):
                page = bytes(getattr(answer, "content", b"")).decode()
                assert question.is_part_of_a_page or '<html lang="en"' in page, question.url
                yield question.url, page


NONSENSE = {"name": "", "postcode": "4", "founded": "96", "website": "xyz", "mails": "xyz", "phones": "xyz"}


def _is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code not in (302, 405) and answer.headers.get("Content-Type", "").startswith("text/html")


@pytest.mark.parametrize("signed_in", [False, True], ids=["without account", "coordinator"])
def test_an_english_page_says_nothing_in_german(nieheim: World, signed_in: bool, is_long: bool) -> None:
    client = BERTA.browser(raise_request_exception=False) if signed_in else Client(raise_request_exception=False)
    seen, found = 0, set[str]()
    for url, page in pages(client, nieheim, is_long):
        seen += 1
        found |= {f"{url}: {text}" for text in german_in(page, known=KNOWN)}
    assert sorted(found) == [], "\n".join(sorted(found))
    assert seen > (90 if is_long else 20)


def test_what_comes_after_a_form_is_english_too(nieheim: World, is_long: bool) -> None:
    """Redirects stay in the language, and so do the messages after them."""
    berta = BERTA.browser(raise_request_exception=False)
    heard = 0
    for question in english(nieheim, is_long):
        with undone(berta):
            answer = berta.post(question.url, everything(nieheim), follow=True)
        for to, _status in answer.redirect_chain:
            assert to.startswith("/en/"), f"{question.url} leads to {to}"
            heard += 1
        if _is_page(answer) and question.address.room == "desk":
            assert german_in(answer.content.decode(), known=KNOWN) == [], question.url
    assert heard > (20 if is_long else 4)


def test_what_a_code_opens_is_english_too(nieheim: World) -> None:
    with BERTA.at_work() as actor:
        answering = code_for_answer(nieheim.proposal)
    own = volunteering.give_code(actor=actor, volunteer=nieheim.volunteer)
    seat = volunteering.give_seat_code(actor=ANYBODY, office=BERTA.office(), seat=nieheim.seat)
    for code in (own, seat, answering, nieheim.case_code):
        page = Client().get(f"/en/code/{code}/", follow=True)
        assert page.status_code == 200, code
        assert page.redirect_chain[-1][0].startswith("/en/"), page.redirect_chain
        assert german_in(page.content.decode(), known=KNOWN) == [], page.redirect_chain


def test_tables_to_download_are_english(nieheim: World) -> None:
    berta = BERTA.browser()
    inventory = berta.get("/en/schreibtisch/verzeichnis/tabelle.csv").content.decode("utf-8-sig")
    assert inventory.startswith("Name;Type;Sector;Topic;Description;Services;For whom")
    report = berta.get(f"/en/schreibtisch/import/{nieheim.done.pk}/zeilen.csv").content.decode("utf-8-sig")
    assert "refused" in report
    assert "We add nothing without a name. Enter the name." in report


def test_what_the_reader_looks_for_is_really_found() -> None:
    known = re.compile("Lünen")
    page = '<html lang="en"><p>Hello <b lang="de">und Tschüss</b> Lünen<img alt="x"><p title="Bitte warten">fine</html>'
    assert german_in(page, known=known) == ["Bitte warten"]
    assert german_in('<html lang="en"><p><span lang="de"></span>Für wen</p></html>', known=known) == ["Für wen"]
    reader = Reader()
    reader.feed('<html lang="en"><script>der die das</script><input type="submit" value="Weiter">')
    assert reader.languages == ["en"]
    assert reader.heard == ["Weiter"]
