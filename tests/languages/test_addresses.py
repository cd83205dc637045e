"""The language stands in the address, and nowhere else; the other language is one link away."""

import random
import re

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse
from django.utils.translation import override

from engagiert.kernel.http.addresses import addresses
from engagiert.kernel.http.languages import in_language, language_of
from tests.cast import BERTA
from tests.factories import records
from tests.factories.worlds import World, a_world
from tests.trust.asking import MACHINES, Question, questions

LINK = re.compile(r'<a [^>]*href="([^"]*)" lang="(\w+)" hreflang="(\w+)"[^>]*>(?:<svg.*?</svg>)?([^<]*)</a>')
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">')


def links(page: str) -> set[tuple[str, str, str]]:
    """The links to other languages: address, language, word."""
    return {(url, code, word) for url, code, also, word in LINK.findall(page) if code == also}


def for_people(world: World) -> list[Question]:
    return [question for question in questions(world) if not question.is_for_machines]


@pytest.mark.parametrize(
    ("path", "language", "german", "english"),
    [
        ("/", "de", "/", "/en/"),
        ("/en/", "en", "/", "/en/"),
        ("/en", "en", "/", "/en/"),
        ("/luenen/?q=a%20b", "de", "/luenen/?q=a%20b", "/en/luenen/?q=a%20b"),
        ("/en/luenen/?q=en/", "en", "/luenen/?q=en/", "/en/luenen/?q=en/"),
        ("/engelskirchen/", "de", "/engelskirchen/", "/en/engelskirchen/"),
        ("/en-gb/luenen/", "de", "/en-gb/luenen/", "/en/en-gb/luenen/"),
        ("/luenen/en/", "de", "/luenen/en/", "/en/luenen/en/"),
    ],
)
def test_an_address_says_its_language_and_its_twin(path: str, language: str, german: str, english: str) -> None:
    assert language_of(path.partition("?")[0]) == language
    assert in_language(path, "de") == german
    assert in_language(path, "en") == english


@pytest.mark.django_db
def test_every_address_leads_to_the_same_view_in_both_languages() -> None:
    """So the rules of who may enter, which the other tests walk in German, hold in English too."""
    world = a_world(BERTA)
    german = {(address.room in MACHINES, address.route) for address in addresses()}
    with override("en"):
        english = {(address.room in MACHINES, address.route) for address in addresses()}
    assert english == {(machines, route if machines else f"en/{route}") for machines, route in german}
    for question in for_people(world):
        with override("en"):
            twin = resolve(in_language(question.url, "en"))
        assert twin.func is resolve(question.url).func, question.url


@pytest.mark.django_db
@pytest.mark.parametrize("accepted", ["", "en", "en-GB,en;q=0.9", "de", "tr"])
def test_nothing_is_guessed_from_the_browser(accepted: str) -> None:
    BERTA.office()
    for path, language in (("/nieheim/", "de"), ("/en/nieheim/", "en")):
        answer = Client().get(path, headers={"Accept-Language": accepted})
        assert answer.headers["Content-Language"] == language
        assert f'<html lang="{language}"' in answer.content.decode()
        assert "Accept-Language" not in answer.headers.get("Vary", "")


@pytest.mark.django_db
def test_every_page_links_to_itself_in_the_other_language(is_long: bool) -> None:
    """In the header, in the menu of a phone and in the foot: a plain link, named in its own language."""
    world = a_world(BERTA)
    berta, seen = BERTA.browser(raise_request_exception=False), 0
    asked = for_people(world)
    for question in asked if is_long else random.sample(asked, len(asked) // 4):
        # Another site's frame chooses the language by its address.
        if question.is_part_of_a_page or question.address.name == "offers:frame":
            continue
        for path, code, word in (
            (in_language(question.url, "en"), "de", "Deutsch"),
            (question.url, "en", "English"),
        ):
            answer = berta.get(path)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                page = answer.content.decode()
                assert links(page) == {(in_language(question.url, code), code, word)}, path
                seen += 1
    assert seen > (90 if is_long else 30)


@pytest.mark.django_db
def test_the_link_asks_the_same_question() -> None:
    BERTA.office()
    page = Client().get("/nieheim/verzeichnis/?q=vorlesen&art=verein").content.decode()
    assert ("/en/nieheim/verzeichnis/?q=vorlesen&amp;art=verein", "en", "English") in links(page)


@pytest.mark.django_db
def test_after_a_form_with_a_mistake_the_link_leads_to_the_page_that_showed_it() -> None:
    """The address of the form itself cannot be asked for."""
    record = records.an_organisation(by=BERTA)
    shown = reverse("desk:organisation", args=[record.pk])
    answer = BERTA.browser().post(f"{shown}notiz/", headers={"Referer": f"http://testserver{shown}"})
    assert links(answer.content.decode()) == {(f"/en{shown}", "en", "English")}


@pytest.mark.django_db
def test_the_head_of_a_public_page_names_all_its_languages() -> None:
    BERTA.office()
    for path in ("/nieheim/", "/en/nieheim/"):
        named = dict(ALTERNATE.findall(Client().get(path).content.decode()))
        assert named == {
            "de": "http://testserver/nieheim/",
            "x-default": "http://testserver/nieheim/",
            "en": "http://testserver/en/nieheim/",
        }


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nieheim/", "/nieheim/verzeichnis/", "/schreibtisch/", "/schreibtisch/verzeichnis/"])
def test_a_page_asks_the_database_as_often_in_either_language(path: str) -> None:
    a_world(BERTA)
    berta, counts = BERTA.browser(), []
    for address in (path, in_language(path, "en")):
        berta.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert berta.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_errors_speak_the_language_of_the_address() -> None:
    client = Client(raise_request_exception=False)
    assert "Diese Seite gibt es nicht" in client.get("/gibtsnicht/").content.decode()
    page = client.get("/en/gibtsnicht/").content.decode()
    assert "This page does not exist" in page
    assert 'href="/en/"' in page
    assert client.get("/en").headers["Location"] == "/en/"
    assert client.get("/en/", headers={"Host": "fremd.example"}).status_code == 400
    assert client.get("/de/").status_code == 404


@pytest.mark.django_db
def test_sign_in_is_english_and_leads_back_to_the_english_desk() -> None:
    BERTA.account()
    client = Client()
    asked = client.get("/en/schreibtisch/import/")
    assert asked.headers["Location"] == "/en/anmelden/?next=/en/schreibtisch/import/"
    page = client.get(asked.headers["Location"]).content.decode()
    assert "Sign in" in page
    assert "Password" in page
    wrong = client.post("/en/anmelden/", {"login": BERTA.mail, "password": "falsch"}).content.decode()
    assert "The email address or the password is wrong." in wrong


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "subject", "words"),
    [("/anmelden/code/", "Ihr Code zum Anmelden", "Guten Tag,"), ("/en/anmelden/code/", "Your sign-in code", "Hello,")],
)
def test_a_mail_comes_in_the_language_it_was_asked_for_in(path: str, subject: str, words: str) -> None:
    """The one who asks is the one who gets it."""
    BERTA.account()
    Client().post(path, {"email": BERTA.mail})
    [message] = mail.outbox
    assert subject in message.subject
    assert message.body.startswith(words)
