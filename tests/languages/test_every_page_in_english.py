"""Every page speaks English at its English address: nothing German is left in it but what is marked as German."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.utils import translation

from tests.cast import BERTA
from tests.factories.worlds import World, a_world
from tests.languages.reading import Reader, german_in
from tests.trust.asking import Question, everything, questions, undone

pytestmark = pytest.mark.django_db

# Names, and German words that stand in English texts on purpose, each with its explanation beside it.
KNOWN = re.compile(
    r"Büro für Engagement( Nieheim)?|Stadt (Nieheim|Musterstadt)|Straße\b|\((Verein|Führungszeugnis)\)|Lünen|"
    r"Von (Außen|außen geändert)|Haus der Vereine, Lippeweg 3, 12345 Musterstadt|Gemeindeverzeichnis|THW"
)


@pytest.fixture
def nieheim() -> World:
    return a_world(BERTA)


def english(world: World) -> list[Question]:
    with translation.override("en"):
        return [question for question in questions(world) if not question.is_for_machines]


def pages(client: Client, world: World) -> Iterator[tuple[str, str]]:
    """Every page, and every form sent empty or full of nonsense, with all that it says against it."""
    for question in english(world):
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
def test_an_english_page_says_nothing_in_german(nieheim: World, signed_in: bool) -> None:
    client = BERTA.browser(raise_request_exception=False) if signed_in else Client(raise_request_exception=False)
    seen, found = 0, set[str]()
    for url, page in pages(client, nieheim):
        seen += 1
        found |= {f"{url}: {text}" for text in german_in(page, known=KNOWN)}
    assert sorted(found) == [], "\n".join(sorted(found))
    assert seen > 90


def test_what_comes_after_a_form_is_english_too(nieheim: World) -> None:
    """Redirects stay in the language, and so do the messages after them."""
    berta = BERTA.browser(raise_request_exception=False)
    heard = 0
    for question in english(nieheim):
        with undone(berta):
            answer = berta.post(question.url, everything(nieheim), follow=True)
        for to, _status in answer.redirect_chain:
            assert to.startswith("/en/"), f"{question.url} leads to {to}"
            heard += 1
        if _is_page(answer) and question.address.room == "desk":
            assert german_in(answer.content.decode(), known=KNOWN) == [], question.url
    assert heard > 20


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
