"""Checking a card in a browser: once with a network, then without; no request ever says which card."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from engagiert.engines.cards import base45
from engagiert.engines.cards.schema import PREFIX
from tests.journeys.installation import Installation
from tests.journeys.people import Visitor


@pytest.fixture
def till(visitor: Callable[..., Visitor]) -> Visitor:
    """A device at a till that has been on the page once."""
    somebody = visitor(width=390)
    somebody.page.goto("/karte/pruefen/")
    expect(somebody.page.locator("html")).to_have_attribute("data-offline", "bereit")
    return somebody


def forged(code: str) -> str:
    """The same card with one bit of its signature changed."""
    data = bytearray(base45.decode(code.removeprefix(PREFIX)))
    data[-1] ^= 1
    return PREFIX + base45.encode(bytes(data))


def says(till: Visitor, code: str, word: str) -> None:
    till.page.fill("[data-checker=code]", code)
    till.page.click("[data-checker=form] button")
    expect(till.page.locator("[data-checker=word]")).to_have_text(word)


def test_the_lost_card_is_told_from_the_new_one_and_nobody_learns_of_it(
    till: Visitor, installation: Installation
) -> None:
    lost, new = installation.addresses["card_codes"]
    asked: list[str] = []
    till.page.on("request", lambda request: asked.append(request.url))
    says(till, new, "Gültig")
    expect(till.page.locator("[data-checker=name]")).to_have_text("Yusuf Misal")
    says(till, lost, "Gesperrt")
    says(till, forged(new), "Nicht echt")
    says(till, "EAK1:NICHTS", "Keine Ehrenamtskarte")
    # The browser may still fetch the page's own picture; nothing else leaves the device.
    assert [address for address in asked if not address.endswith(".svg")] == []


def test_it_goes_on_without_a_network(till: Visitor, installation: Installation) -> None:
    lost, new = installation.addresses["card_codes"]
    till.page.context.set_offline(True)
    till.page.reload()
    expect(till.page.locator("html")).to_have_attribute("data-lists", "geladen")
    says(till, new, "Gültig")
    says(till, lost, "Gesperrt")


def test_twelve_typed_signs_are_checked_without_a_network(till: Visitor, installation: Installation) -> None:
    lost, new = installation.addresses["card_typed"]
    till.page.context.set_offline(True)
    says(till, new.lower(), "Gültig")
    expect(till.page.locator("[data-checker=name]")).to_contain_text("Y Mis")
    says(till, lost, "Gesperrt")
    says(till, "2222-2222-2222", "Unbekannt")


def test_after_eight_days_without_a_network_it_says_that_its_list_is_too_old(
    till: Visitor, installation: Installation
) -> None:
    _lost, new = installation.addresses["card_codes"]
    till.page.context.set_offline(True)
    till.page.add_init_script("const now = Date.now; Date.now = () => now() + 8 * 24 * 3600 * 1000;")
    till.page.reload()
    expect(till.page.locator("html")).to_have_attribute("data-lists", "geladen")
    says(till, new, "Echt, Sperrliste zu alt")
    expect(till.page.locator("[data-checker=then]")).to_contain_text("Ausweis")
