"""Somebody without account, without JavaScript, on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.people import Visitor

RECORD = "Lesewelt Lippeaue e. V."


def search_for(page: Page, words: str) -> None:
    page.get_by_role("searchbox").first.fill(words)
    page.get_by_role("searchbox").first.press("Enter")
    page.wait_for_url("**/verzeichnis/?*")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_citizen_finds_a_record_and_says_what_is_wrong_without_scripts(
    visitor: Callable[..., Visitor], width: int
) -> None:
    citizen = visitor(width=width, scripts=False)
    page = citizen.page
    page.goto("/luenen/")
    search_for(page, "vorlesen")
    expect(page.get_by_role("link", name=RECORD)).to_be_visible()
    page.goto("/luenen/verzeichnis/")
    if width < 700:
        page.locator("summary", has_text="Filter").click()
    page.get_by_role("link", name="Kultur und Musik").first.click()
    page.wait_for_url("**/verzeichnis/?thema=culture")
    page.get_by_role("link", name=RECORD).click()
    assert citizen.heading() == RECORD
    page.get_by_role("link", name="Angaben verbessern").first.click()
    page.get_by_label("Zeiten").fill("donnerstags 15 Uhr")
    page.get_by_role("button", name="Absenden").click()
    assert "Danke" in citizen.heading()
    page.get_by_role("link", name="Zurück zum Eintrag").click()
    assert "donnerstags 15 Uhr" not in citizen.read(), "a suggestion waits for the office"


def test_a_filter_exchanges_the_results_and_keeps_an_address_to_share(visitor: Callable[..., Visitor]) -> None:
    page = visitor().page
    page.goto("/luenen/verzeichnis/")
    page.get_by_role("link", name="Kultur und Musik").first.click()
    page.wait_for_url("**/?thema=culture")
    friend = visitor(scripts=False).page
    friend.goto(page.url)
    counted = friend.get_by_role("status").inner_text()
    assert "Treffer" in counted
    # It is emptied and filled again, so that screen readers say it.
    expect(page.get_by_role("status")).to_have_text(counted)
    page.go_back()
    expect(page.get_by_role("status")).not_to_have_text(counted)


@pytest.mark.parametrize(
    "words", ["asdf qwertz", "x" * 10_000, "أطفال", "'\"><script>alert(1)</script>", "%", "e.V.", "  "]
)
def test_whatever_is_typed_is_answered_with_a_way_on(visitor: Callable[..., Visitor], words: str) -> None:
    page = visitor().page
    page.on("dialog", lambda dialog: pytest.fail("a script ran"))
    page.goto("/luenen/verzeichnis/")
    answer = page.request.get("/luenen/verzeichnis/", params={"q": words[:7000] + "\x00"})
    assert answer.status == 200
    search_for(page, words)
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator("#treffer")).to_have_count(1)
    expect(page.locator("main .e-results a, main .e-empty a").first).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_a_printed_record_has_name_address_and_code_on_at_most_two_pages(
    visitor: Callable[..., Visitor], installation: Installation
) -> None:
    page = visitor().page
    page.goto(f"/luenen/verzeichnis/{installation.addresses['slug']}/")
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name=RECORD)).to_be_visible()
    expect(page.get_by_text("Auenweg 14").first).to_be_visible()
    code = page.locator("svg.e-qr").first
    expect(code).to_be_visible()
    assert (code.bounding_box() or {"width": 0})["width"] > 60, "too small for a telephone"
    assert not page.get_by_role("navigation").first.is_visible()
    sheet = page.pdf(format="A4", print_background=False)
    assert 1 <= sheet.count(b"/Type /Page\n") <= 2
