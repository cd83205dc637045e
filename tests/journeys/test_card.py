"""From an hour given to a card that anyone can check without a network: everybody who has a part in it, in one go."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import COORDINATOR, Visitor
from tests.journeys.test_helper import unfold

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture
def helper(visitor: Callable[..., Visitor]) -> Visitor:
    """On her telephone."""
    return visitor(width=390)


@pytest.fixture
def desk(visitor: Callable[..., Visitor]) -> Visitor:
    return visitor(COORDINATOR)


@pytest.fixture
def passer_by(visitor: Callable[..., Visitor]) -> Visitor:
    """Whoever has a paper or a code before them, and no account."""
    return visitor()


@pytest.fixture
def till(visitor: Callable[..., Visitor]) -> Visitor:
    """A device at a till that will have no network."""
    return visitor(width=390)


def gives_an_hour(helper: Visitor, desk: Visitor) -> tuple[str, str]:
    """She joins, is with an organisation, and it has confirmed an hour; her page and her talk sheet."""
    mine, page = helper.page, desk.page
    mine.goto("/luenen/mithelfen/")
    mine.get_by_label("Wie heißen Sie?").fill("Ina Kartenmuster")
    mine.get_by_label("18 oder älter").check()
    mine.get_by_role("button", name="Vorschläge zeigen").click()
    mine.wait_for_url("**/mein-engagement/**")
    mine.locator("input[name=offer]").first.check()
    mine.get_by_role("button", name="Das interessiert mich").click()
    expect(mine.get_by_role("heading", name="Das läuft gerade")).to_be_visible()
    own_page = mine.url.partition("?")[0]
    page.goto("/schreibtisch/freiwillige/?q=Kartenmuster")
    page.get_by_role("link", name="Ina Kartenmuster").click()
    page.wait_for_url("**/gespraech/**")
    talk = page.url
    page.get_by_role("button", name="Organisation sagt Ja").click()
    unfold(page, "Bleibt dabei", "Notieren")
    mine.goto(own_page)
    mine.get_by_role("textbox", name="Stunden").fill("1,5")
    mine.get_by_role("button", name="Stunden eintragen").click()
    expect(mine.get_by_text("wartet auf Bestätigung")).to_be_visible()
    page.goto(talk)
    unfold(page, "Ändern", "Organisation bestätigt")
    return own_page, talk


def code_on(page: Page) -> str:
    found = CODE.search(page.locator("main").inner_text())
    assert found, page.url
    return found[0]


def says(till: Visitor, code: str, word: str) -> None:
    till.page.fill("[data-checker=code]", code)
    till.page.click("[data-checker=form] button")
    expect(till.page.locator("[data-checker=word]")).to_have_text(word)


def opens_checker(till: Visitor) -> None:
    till.page.goto("/karte/pruefen/")
    expect(till.page.locator("html")).to_have_attribute("data-offline", "bereit")


def gets_a_card(helper: Visitor, desk: Visitor, passer_by: Visitor, own_page: str) -> tuple[str, str]:
    """From the application to the card; where she reads what became of it, and the card at the desk."""
    mine, page, other = helper.page, desk.page, passer_by.page
    # The application: what is confirmed stands there; she has done more than that, so the organisation is asked.
    mine.goto(own_page)
    mine.get_by_role("link", name="Ehrenamtskarte beantragen").click()
    expect(mine.get_by_label("Ihr Name")).to_have_value("Ina Kartenmuster")
    expect(mine.get_by_label("Stunden im Jahr").first).to_have_value("1,5")
    mine.get_by_label("Ihr Geburtstag").fill("1980-05-01")
    mine.get_by_label("Seit wann?").first.fill("2020-01-01")
    mine.get_by_label("Stunden in der Woche").first.fill("5")
    mine.get_by_role("button", name="Antrag senden").click()
    mine.wait_for_url("**/stand/**")
    status = mine.url.partition("?")[0]

    page.goto("/schreibtisch/karten/antraege/?q=Kartenmuster")
    page.get_by_role("link", name="Ina Kartenmuster").click()
    assert "Die Bedingungen sind erfüllt" in desk.read()
    application = page.url
    page.get_by_role("button", name="Organisationen fragen").click()
    other.goto(f"/karte/bestaetigen/{code_on(page)}/")
    assert "5 Stunden in der Woche" in passer_by.read()
    other.get_by_label("Ihr Name").fill("Ole Beispiel")
    other.get_by_role("button", name="Ja, das stimmt").click()
    expect(other.get_by_text("Danke für die Bestätigung")).to_be_visible()

    page.goto(application)
    assert "bestätigt von Ole Beispiel" in desk.read()
    page.get_by_role("button", name="Karte ausstellen").click()
    page.wait_for_url(re.compile("/karten/[0-9a-f-]{36}/"))
    return status, page.url


def test_from_an_hour_given_to_a_card_checked_without_a_network(
    helper: Visitor, desk: Visitor, passer_by: Visitor, till: Visitor
) -> None:
    mine, page, other = helper.page, desk.page, passer_by.page
    own_page, talk = gives_an_hour(helper, desk)

    # The certificate, and what its code says to whoever gets the paper.
    page.goto(talk)
    page.get_by_role("link", name="Nachweis ausstellen").click()
    page.get_by_role("button", name="Ausstellen").click()
    page.wait_for_url(re.compile("/nachweise/[0-9a-f-]{36}/"))
    other.goto(f"/nachweis/{code_on(page)}/")
    assert "Ina Kartenmuster" in passer_by.read()
    assert "1,5 Stunden" in passer_by.read()

    status, card = gets_a_card(helper, desk, passer_by, own_page)

    # On her telephone, with a network and without.
    mine.goto(status)
    mine.get_by_role("link", name="Das Ergebnis ansehen").click()
    expect(mine.locator(".own-card__name")).to_have_text("Ina Kartenmuster")
    code = code_on_card(mine)
    expect(mine.locator("html")).to_have_attribute("data-offline", "bereit")
    mine.context.set_offline(True)
    mine.reload()
    expect(mine.locator(".own-card__name")).to_have_text("Ina Kartenmuster")

    # At a till without a network; revoked, it is told so when the list has come.
    opens_checker(till)
    till.page.context.set_offline(True)
    says(till, code, "Gültig")
    page.goto(card)
    page.get_by_label("Warum?").fill("Ausgetreten")
    page.get_by_role("button", name="Nur sperren").click()
    expect(page.get_by_text("gesperrt", exact=True)).to_be_visible()
    says(till, code, "Gültig")
    till.page.context.set_offline(False)
    till.page.reload()
    expect(till.page.locator("html")).to_have_attribute("data-lists", "geladen")
    says(till, code, "Gesperrt")


def code_on_card(page: Page) -> str:
    found = CODE.search(page.locator(".own-card").inner_text())
    assert found
    return found[0]
