"""An organisation comes by letter to its own record, and answers a mail with one click: all the way in the browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.people import COORDINATOR, Visitor

CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}")
MAIL = "speiche@probe.example"


def mail_to(installation: Installation, address: str, having: str) -> str:
    """The mail with these words, as soon as the worker has sent it."""
    for _attempt in range(60):
        found = [mail for mail in installation.mails() if address in mail and having in mail]
        if found:
            return found[-1]
        time.sleep(0.5)
    raise AssertionError(f"no mail to {address} with “{having}”")


def code_of_the_letter(desk: Page, name: str) -> str:
    """The coordinator opens the letter that is to be printed."""
    desk.goto("/schreibtisch/nachrichten/")
    desk.get_by_role("link", name=name).first.click()
    found = CODE.search(desk.locator("main").inner_text())
    assert found, desk.locator("main").inner_text()
    return found[0]


def test_from_the_public_page_by_a_letter_to_the_own_record_without_script(
    visitor: Callable[..., Visitor], installation: Installation
) -> None:
    page, desk = visitor(scripts=False, width=390).page, visitor(COORDINATOR).page
    page.goto("/luenen/verzeichnis/tierfreunde-lippetal-e-v/")
    page.get_by_role("link", name="Eintrag selbst pflegen").click()
    page.get_by_label(re.compile("Mit der Post an Tierfreunde")).check()
    page.get_by_role("button", name="Code schicken").click()
    expect(page.locator("h1")).to_have_text("Der Brief mit dem Code kommt zu Ihnen")
    code = code_of_the_letter(desk, "Tierfreunde Lippetal")
    page.get_by_role("link", name="Code eingeben").click()
    page.get_by_label("Code").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Öffnen").click()
    expect(page.locator("h1")).to_have_text("Eintrag übernehmen")
    page.get_by_label("Ihr Name").fill("Petra Probe")
    page.get_by_label("Ihre E-Mail-Adresse").fill(MAIL)
    page.get_by_role("button", name="Weiter").click()
    sign_in = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail_to(installation, MAIL, "Code"), re.MULTILINE)
    assert sign_in
    page.get_by_label("Code").fill(sign_in[1])
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_role("button", name="Ja, ich pflege diesen Eintrag").click()
    expect(page.locator("h1")).to_have_text("Tierfreunde Lippetal e. V.")
    page.get_by_role("link", name="Bearbeiten").click()
    page.get_by_label("Zeiten").fill("Samstags 10 bis 14 Uhr")
    page.get_by_role("button", name="Absenden").click()
    expect(page.get_by_role("heading", name="Ihre Änderung wird geprüft")).to_be_visible()
    desk.goto("/schreibtisch/pruefen/")
    desk.get_by_role("link", name="Tierfreunde Lippetal e. V.").click()
    expect(desk.locator("main")).to_contain_text("die Organisation selbst")
    desk.get_by_role("button", name="Übernehmen").click()
    page.goto("/luenen/verzeichnis/tierfreunde-lippetal-e-v/")
    expect(page.locator("main")).to_contain_text("Samstags 10 bis 14 Uhr")


def test_the_office_asks_by_mail_and_one_click_confirms_without_sign_in(
    visitor: Callable[..., Visitor], installation: Installation
) -> None:
    desk, page = visitor(COORDINATOR).page, visitor(scripts=False).page
    desk.goto("/schreibtisch/verzeichnis/?q=Stahlbau")
    desk.get_by_role("link", name="Stahlbau Muster Lünen GmbH").click()
    desk.get_by_role("link", name="Pflege und Vertrauen").click()
    desk.get_by_role("button", name="Per E-Mail fragen").click()
    expect(desk.locator("main")).to_contain_text("noch keine Antwort")
    mail = mail_to(installation, "info@stahlbau-muster-luenen-gmbh.example", "Stimmt Ihr Eintrag noch")
    code = CODE.search(mail)
    assert code, mail
    assert f"{installation.base}/code/{code[0]}/" in mail
    page.goto(f"/code/{code[0]}/")
    expect(page.locator("h1")).to_have_text("Stimmt Ihr Eintrag noch?")
    page.get_by_role("button", name="Alles stimmt noch").click()
    expect(page.locator("h1")).to_have_text("Danke, Ihre Antwort ist da")
    page.get_by_role("link", name="Zum Eintrag").click()
    expect(page.locator("main")).to_contain_text("Von der Organisation bestätigt am")
    desk.reload()
    expect(desk.locator("main")).to_contain_text("stimmt noch")
