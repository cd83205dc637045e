"""Who visits: somebody without account, or one of the people of the demo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

from playwright.sync_api import BrowserContext, Page

PASSWORD = "engagiert-demo"
COORDINATOR = "koordination@luenen.example"
VIEWER = "lesen@luenen.example"
COORDINATOR_OF_RHEINE = "koordination@rheine.example"
CONTACT = "verein@luenen.example"
ANALYST = "auswertung@land.example"
COORDINATOR_OF_HEMER = "koordination@hemer.example"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A window with its first page; ``page`` is Playwright's own."""

    context: BrowserContext
    page: Page

    @classmethod
    def arriving(cls, context: BrowserContext, mail: str = "") -> Self:
        context.set_default_timeout(15_000)
        page = context.new_page()
        if mail:
            page.goto("/anmelden/")
            page.get_by_label("E-Mail").fill(mail)
            page.get_by_label("Passwort").fill(PASSWORD)
            page.get_by_label("Passwort").press("Enter")
            page.wait_for_url(re.compile("/(schreibtisch|mein-eintrag)/"))
        return cls(context, page)

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def read(self) -> str:
        """The text of the page's main part."""
        return self.page.locator("main").inner_text()

    def tab_to(self, name: str, *, role: str = "") -> None:
        """Press Tab until the control called `name` has the focus, as somebody without mouse does."""
        for _ in range(150):
            if self.page.evaluate(_NAME_OF_FOCUSED, role).strip().startswith(name):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never came to „{name}“ on {self.page.url}")


_NAME_OF_FOCUSED = """role => {
  const e = document.activeElement;
  if (!e || e === document.body || (role && e.localName !== role)) return "";
  const label = e.getAttribute("aria-label") || (e.labels?.length ? e.labels[0].innerText : "");
  return label || e.innerText || e.value || "";
}"""
