"""From a wish to confirmed hours: somebody on a phone without scripts, and the coordinator at the desk."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.people import COORDINATOR, Visitor


def unfold(page: Page, name: str, button: str) -> None:
    """Open a fold of the talk sheet and press its button."""
    fold = page.locator("details", has=page.locator("summary", has_text=name)).last
    fold.locator("summary").first.click()
    with page.expect_navigation():
        fold.get_by_role("button", name=button, exact=True).click()


def test_a_wish_leads_to_a_place_and_to_confirmed_hours(visitor: Callable[..., Visitor]) -> None:
    helper = visitor(width=390, scripts=False)
    mine = helper.page
    mine.goto("/luenen/mithelfen/")
    mine.get_by_label("Wie heißen Sie?").fill("Tom Wegemuster")
    mine.get_by_label("18 oder älter").check()
    mine.get_by_role("button", name="Vorschläge zeigen").click()
    mine.wait_for_url("**/mein-engagement/**")
    assert "für Sie" in helper.heading()
    offer = mine.locator("article", has=mine.locator("input[name=offer]")).first
    title = offer.locator("label b").inner_text()
    offer.locator("input[name=offer]").check()
    mine.get_by_role("button", name="Das interessiert mich").click()
    expect(mine.get_by_role("heading", name="Das läuft gerade")).to_be_visible()
    own_page = mine.url

    desk = visitor(COORDINATOR)
    page = desk.page
    page.goto("/schreibtisch/freiwillige/?q=Wegemuster")
    page.get_by_role("link", name="Tom Wegemuster").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    page.get_by_role("button", name="Organisation sagt Ja").click()
    unfold(page, "Bleibt dabei", "Notieren")
    assert "Dabei seit" in desk.read()

    mine.goto(own_page)
    mine.get_by_role("textbox", name="Stunden").fill("1,5")
    mine.get_by_role("button", name="Stunden eintragen").click()
    assert "wartet auf Bestätigung" in helper.read()
    assert "Name, und wie man Sie erreicht" in helper.page.locator("aside").inner_text()
    page.reload()
    unfold(page, "Ändern", "Organisation bestätigt")
    mine.goto(own_page)
    assert "Bestätigt: 1,50 Stunden" in helper.read()
