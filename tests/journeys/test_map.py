"""The map in a browser: the keyboard reaches every mark, the numbers agree, paper shows the picture."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.people import Visitor
from tests.journeys.test_coordinator import BY_KEYBOARD
from tests.trust.promises import Kept

MARKS = ".leaflet-marker-icon"


@pytest.fixture
def on_the_map(visitor: Callable[..., Visitor]) -> Visitor:
    somebody = visitor()
    somebody.page.goto("/luenen/karte/")
    expect(somebody.page.locator("[data-map]")).to_have_attribute("data-ready", "1")
    return somebody


def total(somebody: Visitor) -> int:
    return int(somebody.page.locator("[role=status] b").inner_text().split()[0])


def test_marks_on_the_map_add_up_to_the_number_of_results(on_the_map: Visitor) -> None:
    numbers = [text or "1" for text in on_the_map.page.locator(MARKS).all_inner_texts()]
    assert sum(int(number) for number in numbers) == total(on_the_map)


def test_the_picture_without_javascript_adds_up_to_the_same(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor(scripts=False)
    somebody.page.goto("/luenen/karte/")
    marks = somebody.page.locator(".e-map__still a")
    numbers = [mark.text_content() or "1" for mark in marks.all()]
    assert sum(int(number.strip() or "1") for number in numbers) == total(somebody)


def test_the_keyboard_walks_to_a_record(on_the_map: Visitor, promise: Kept) -> None:
    page = on_the_map.page
    page.locator(MARKS).first.focus()
    for _step in range(14):
        if page.locator(".leaflet-popup a[href*='/verzeichnis/']").count():
            break
        assert page.locator(f"{MARKS}:focus").get_attribute("aria-label"), "coming closer lost the focus"
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
    link = page.locator(".leaflet-popup a[href*='/verzeichnis/']").first
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(f"{MARKS}:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    assert "/luenen/verzeichnis/" in page.url
    promise("accessible", 1, BY_KEYBOARD)


def test_a_lonely_mark_says_its_name(visitor: Callable[..., Visitor]) -> None:
    somebody = visitor()
    # A record that no other journey doubles, merges or moves.
    somebody.page.goto("/luenen/karte/?q=Lippestern")
    name = somebody.page.locator("#liste h2 a").first.inner_text()
    expect(somebody.page.get_by_role("button", name=name)).to_be_visible()


def test_paper_shows_the_picture(on_the_map: Visitor) -> None:
    on_the_map.page.emulate_media(media="print")
    expect(on_the_map.page.locator("[data-map-still]")).to_be_visible()
    expect(on_the_map.page.locator("[data-map-live]")).to_be_hidden()
