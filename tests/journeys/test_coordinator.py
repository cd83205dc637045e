"""The coordinator's day: a list read in and taken back, suggestions and doubles decided, by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import COORDINATOR_OF_HEMER, COORDINATOR_OF_RHEINE, PASSWORD, Visitor
from tests.trust.promises import Kept

BY_KEYBOARD = "journeys by keyboard alone"
LIST = (
    "Verein;Straße;PLZ;Ort;Telefon;Gründung\r\n"
    "Schützenverein Weiße Höhe;Probestr. 1;48431;Rheine;05971 0000-41;1911\r\n"
    "Chor Übermut (Probe);Probestr. 2;48431;Rheine;siehe Homepage;1096\r\n"
    ";Probestr. 3;48431;Rheine;;\r\n"
).encode("cp1252")


@pytest.fixture
def at_rheine(visitor: Callable[..., Visitor]) -> Visitor:
    """Signed in without the mouse."""
    person = visitor()
    page = person.page
    page.goto("/anmelden/")
    person.tab_to("E-Mail")
    page.keyboard.type(COORDINATOR_OF_RHEINE)
    person.tab_to("Passwort", role="input")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/schreibtisch/")
    return person


def press(person: Visitor, name: str) -> None:
    """Go to a button or link with Tab and press Enter."""
    person.tab_to(name)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def public_count(page: Page) -> str:
    return str(page.request.get("/rheine/verzeichnis/").text().split('role="status"')[1].split("</b>")[0])


def test_a_list_is_read_in_and_taken_back_by_keyboard_alone(at_rheine: Visitor, promise: Kept) -> None:
    page = at_rheine.page
    before = public_count(page)
    press(at_rheine, "Listen einlesen")
    at_rheine.tab_to("Ihre Liste")
    # the window in which a file is chosen belongs to the system
    page.locator("input[type=file]").set_input_files({"name": "alt.csv", "mimeType": "text/csv", "buffer": LIST})
    press(at_rheine, "Weiter")
    assert at_rheine.heading() == "Was steht in welcher Spalte?"
    at_rheine.tab_to("Feld für die Spalte Verein")
    assert page.evaluate("document.activeElement.value") == "name"
    press(at_rheine, "Probelauf starten")
    assert "Noch ist nichts geändert" in at_rheine.heading()
    for value in ("1096", "siehe Homepage"):
        expect(page.get_by_text(value, exact=True).first).to_be_visible()
    assert public_count(page) == before
    press(at_rheine, "Jetzt übernehmen")
    expect(page.locator("h1")).to_contain_text("Übernommen", timeout=30_000)
    assert public_count(page) != before
    press(at_rheine, "Zurücknehmen")
    press(at_rheine, "Liste zurücknehmen")
    expect(page.locator("h1")).to_contain_text("Zurückgenommen", timeout=30_000)
    assert public_count(page) == before
    promise("accessible", 1, BY_KEYBOARD)


def test_a_double_click_takes_a_list_over_once(visitor: Callable[..., Visitor]) -> None:
    person = visitor(COORDINATOR_OF_HEMER)
    page = person.page
    page.goto("/schreibtisch/import/")
    content = b"Name;PLZ;Ort\r\nDoppelklick-Verein (Probe);58675;Hemer\r\n"
    page.locator("input[type=file]").set_input_files({"name": "d.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Weiter").click()
    page.get_by_role("button", name="Probelauf starten").click()
    page.get_by_role("button", name="Jetzt übernehmen").dblclick(no_wait_after=True)
    expect(page.locator("h1")).to_contain_text("Übernommen", timeout=30_000)
    page.goto("/schreibtisch/verzeichnis/?q=Doppelklick")
    assert page.get_by_role("link", name="Doppelklick-Verein (Probe)").count() == 1


def test_suggestions_and_pairs_are_decided_with_letters(visitor: Callable[..., Visitor], promise: Kept) -> None:
    person = visitor("redaktion@luenen.example")
    page = person.page
    page.goto("/schreibtisch/pruefen/")
    waiting = page.locator("[data-row]").count()
    page.keyboard.press("j")
    expect(page.locator("[data-row].is-on")).to_have_count(1)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("d")
    expect(page.get_by_role("status").first).to_be_visible()
    pair = page.request.get("/schreibtisch/pruefen/").text().split("/schreibtisch/pruefen/paar/")[1].split("/")[0]
    page.goto(f"/schreibtisch/pruefen/paar/{pair}/")
    with page.expect_navigation():
        page.keyboard.press("g")
    page.goto("/schreibtisch/pruefen/")
    assert page.locator("[data-row]").count() == waiting - 2
    promise("accessible", 1, BY_KEYBOARD)


def test_letters_typed_into_a_field_decide_nothing(visitor: Callable[..., Visitor]) -> None:
    page = visitor("redaktion@luenen.example").page
    page.goto("/schreibtisch/verzeichnis/")
    page.keyboard.press("/")
    page.keyboard.type("adxjk?")
    expect(page.locator("#finden")).to_have_value("adxjk?")
    assert page.url.endswith("/schreibtisch/verzeichnis/")


def test_several_records_are_confirmed_at_once(visitor: Callable[..., Visitor]) -> None:
    page = visitor(COORDINATOR_OF_HEMER).page
    page.goto("/schreibtisch/verzeichnis/")
    for box in page.locator("tbody input[name=ids]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Bestätigen", exact=True).click()
    expect(page.get_by_role("status").first).to_contain_text("3 Einträge")


def test_nothing_ticked_is_said_and_nothing_is_changed(visitor: Callable[..., Visitor]) -> None:
    page = visitor(COORDINATOR_OF_HEMER, scripts=False).page
    page.goto("/schreibtisch/verzeichnis/")
    token = page.locator("[name=csrfmiddlewaretoken]").first.get_attribute("value") or ""
    form = {"csrfmiddlewaretoken": token, "act": "archive"}
    answer = page.request.post("/schreibtisch/verzeichnis/auswahl/", form=form)
    assert "Kreuzen Sie zuerst" in answer.text()
