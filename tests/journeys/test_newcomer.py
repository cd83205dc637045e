"""Somebody who reads no German: from the German front page to a suggestion, in English all the way."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.people import Visitor


def test_a_newcomer_changes_the_language_and_suggests_a_correction_without_script(
    visitor: Callable[..., Visitor],
) -> None:
    page = visitor(scripts=False).page
    page.goto("/luenen/verzeichnis/?q=vorlesen")
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/luenen/verzeichnis/\?q=vorlesen$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator(".e-results h2 a").first.click()
    expect(page.locator(".e-lead").first).to_have_attribute("lang", "de")
    page.get_by_role("link", name="Suggest a correction").first.click()
    page.get_by_label("Times").fill("Thursdays, 14:30")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("Thank you, it has arrived")
    expect(page).to_have_url(re.compile("/en/luenen/"))


def test_the_link_to_the_other_language_follows_the_filters(visitor: Callable[..., Visitor]) -> None:
    """htmx exchanges the results only; the header with its link stays, and still asks what the page asks."""
    page = visitor().page
    page.goto("/en/luenen/verzeichnis/")
    page.locator(".e-chip").first.click()
    expect(page).to_have_url(re.compile(r"/en/luenen/verzeichnis/\?thema=\w+"))
    asked = page.evaluate("location.search")
    expect(page.locator(".e-nav [data-language]")).to_have_attribute("href", re.compile(re.escape(asked)))
    page.locator(".e-nav [data-language]").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/luenen/verzeichnis/" + re.escape(asked)))
    expect(page.locator(".e-active")).to_contain_text("Gefiltert nach:")


def test_on_a_phone_the_language_is_in_the_menu(visitor: Callable[..., Visitor]) -> None:
    page = visitor(width=390).page
    page.goto("/luenen/")
    page.get_by_role("button", name="Menü").click()
    page.get_by_role("navigation", name="Hauptmenü").get_by_role("link", name="English").click()
    expect(page.get_by_role("link", name="I would like to help").first).to_be_visible()
