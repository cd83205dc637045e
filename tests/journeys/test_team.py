"""A new colleague: invited on paper, says yes, sets up a passkey and comes in by it."""

import re
from collections.abc import Callable
from io import BytesIO

from playwright.sync_api import Browser, expect
from pypdf import PdfReader

from tests.factories.sign_ins import sign_in_code
from tests.journeys.installation import Installation
from tests.journeys.people import COORDINATOR_OF_HEMER, Visitor

A_TELEPHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_somebody_invited_on_paper_comes_in_and_then_by_passkey(
    visitor: Callable[..., Visitor], browser: Browser, installation: Installation
) -> None:
    office = visitor(COORDINATOR_OF_HEMER).page
    office.goto("/schreibtisch/team/einladen/")
    office.get_by_label("Name", exact=True).fill("Toni Muster")
    office.get_by_label("Rolle").select_option("editor")
    office.get_by_role("button", name="Einladen").click()
    expect(office.get_by_role("status")).to_contain_text("Drucken Sie jetzt die Einladung")
    letter = office.get_by_role("link", name=re.compile("Drucken.*Toni Muster")).get_attribute("href")
    code = code_in(office.request.get(installation.base + str(letter)).body())
    # A passkey belongs to a name; an address of numbers has none.
    context = browser.new_context(base_url=installation.base.replace("127.0.0.1", "localhost"))
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": A_TELEPHONE})
    page.goto("/code/")
    page.get_by_label("Code").fill(code.lower())
    page.get_by_role("button", name="Öffnen").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill("toni@hemer.example")
    page.get_by_role("button", name="Code zum Anmelden schicken").click()
    page.get_by_label("Code").fill(sign_in_code(installation.mails()[-1]))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Einladung annehmen").click()
    page.wait_for_url("**/schreibtisch/")
    page.goto("/konto/sicherheit/passkey/")
    page.get_by_role("button", name="Passkey einrichten").click()
    page.wait_for_url("**/konto/sicherheit/codes/")
    page.goto("/konto/")
    page.get_by_role("button", name="Hier abmelden").click()
    page.wait_for_url("**/")
    page.goto("/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/schreibtisch/")
    context.close()


def code_in(pdf: bytes) -> str:

    found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", PdfReader(BytesIO(pdf)).pages[0].extract_text())
    assert found
    return found[0]
