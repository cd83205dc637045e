"""Coming in: by password, by a mailed code, and what is said when it fails."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.factories.sign_ins import sign_in_code
from tests.journeys.installation import Installation
from tests.journeys.people import COORDINATOR_OF_HEMER, COORDINATOR_OF_RHEINE, PASSWORD, Visitor


def test_a_wrong_password_gets_a_sentence_that_helps(visitor: Callable[..., Visitor]) -> None:
    page = visitor().page
    page.goto("/anmelden/")
    page.get_by_label("E-Mail").fill(COORDINATOR_OF_HEMER)
    page.get_by_label("Passwort").fill("falsch")
    page.get_by_role("button", name="Anmelden", exact=True).click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Passwort")
    expect(said).to_be_focused()
    assert "noch" in said.inner_text(), "the sentence says what to do next"


def test_a_mailed_code_opens_the_desk(visitor: Callable[..., Visitor], installation: Installation) -> None:
    page = visitor(scripts=False).page
    page.goto("/schreibtisch/pruefen/")
    page.get_by_role("link", name="Code per E-Mail").click()
    page.get_by_label("E-Mail").fill(COORDINATOR_OF_RHEINE)
    page.get_by_role("button", name="Code schicken").click()
    mail = installation.mails()[-1]
    assert COORDINATOR_OF_RHEINE in mail
    page.get_by_label("Code").fill(sign_in_code(mail))
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/schreibtisch/**")
    expect(page.get_by_role("button", name="Abmelden").first).to_be_visible()


def test_signing_out_shuts_the_desk_also_for_the_back_button(visitor: Callable[..., Visitor]) -> None:
    page = visitor(COORDINATOR_OF_HEMER).page
    page.goto("/schreibtisch/verzeichnis/")
    page.get_by_role("button", name="Abmelden").first.click()
    page.wait_for_url("**/")
    page.goto("/schreibtisch/verzeichnis/")
    assert "/anmelden/" in page.url
    page.get_by_label("E-Mail").fill(COORDINATOR_OF_HEMER)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/schreibtisch/verzeichnis/")
