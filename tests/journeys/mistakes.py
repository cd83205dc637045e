"""Forms filled in wrongly, so that their errors are looked at too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page


@dataclass(frozen=True, slots=True)
class Mistake:
    """``fill`` maps names of fields to what is typed; ``button`` sends the form."""

    name: str
    role: str
    address: str
    button: str
    fill: tuple[tuple[str, str], ...] = ()
    before: Callable[[Page], None] = lambda page: None

    def make(self, page: Page, data: dict[str, Any]) -> None:
        page.goto(self.address.format(**data, new_run=data["runs"][-2]))
        self.before(page)
        for name, value in self.fill:
            page.locator(f"main [name={name}]").fill(value)
        button = page.locator("main").get_by_role("button", name=self.button)
        with page.expect_navigation():
            button.first.click()


def _unfold(page: Page) -> None:
    page.locator("summary").first.click()


def _no_name(page: Page) -> None:
    for select in page.locator("select[name^=column_]").all():
        select.select_option(label="– nicht übernehmen –")


_RECORD = "/schreibtisch/verzeichnis/{organisation}/"
MISTAKES = (
    Mistake(
        "sign-in", "anonymous", "/anmelden/", "Anmelden", (("login", "niemand@luenen.example"), ("password", "falsch"))
    ),
    Mistake("sign-in code without address", "anonymous", "/anmelden/code/", "Code"),
    Mistake("new password without address", "anonymous", "/anmelden/vergessen/", ""),
    Mistake("suggestion without content", "anonymous", "/luenen/verzeichnis/{slug}/verbessern/", ""),
    Mistake("new record without name", "anonymous", "/luenen/verzeichnis/neu/eintragen/", ""),
    Mistake("barrier without words", "anonymous", "/luenen/seite/barriere-melden/", ""),
    Mistake(
        "record with wrong figures",
        "coordinator",
        "/schreibtisch/verzeichnis/neu/",
        "Als Entwurf",
        (("postcode", "4453"), ("founded", "96"), ("website", "keine"), ("mails", "keine"), ("phones", "keins")),
    ),
    Mistake("change without name", "coordinator", _RECORD + "bearbeiten/", "Speichern", (("name", ""),)),
    Mistake("facility without name", "coordinator", _RECORD + "einrichtung/", "Speichern"),
    Mistake("empty note", "coordinator", _RECORD, "Notiz speichern"),
    Mistake("contact without name", "coordinator", _RECORD, "Kontakt speichern", before=_unfold),
    Mistake("no file", "coordinator", "/schreibtisch/import/", "Weiter"),
    Mistake(
        "no column is the name", "coordinator", "/schreibtisch/import/{new_run}/spalten/", "Probelauf", before=_no_name
    ),
    Mistake("password too short", "coordinator", "/konto/passwort/", "", (("oldpassword", "x"), ("password1", "kurz"))),
)
