"""The crawl: every page × role × width, with what axe and the browser say about it."""

from __future__ import annotations

import hashlib
import random
import re
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, Request
from playwright.sync_api import Error as PlaywrightError

from engagiert.config import env
from engagiert.kernel.http.languages import in_language
from tests.journeys.addresses import Unknown, every_address
from tests.journeys.installation import Installation
from tests.journeys.mistakes import MISTAKES, Mistake
from tests.journeys.people import ANALYST, CONTACT, COORDINATOR, VIEWER, Visitor

ROLES = {"anonymous": "", "coordinator": COORDINATOR, "viewer": VIEWER, "contact": CONTACT, "analyst": ANALYST}
BEHIND_SIGN_IN = ("/schreibtisch/", "/konto/", "/mein-eintrag/")
# Whoever keeps their own record sees the rest as everybody does.
ONLY = {"contact": ("/mein-eintrag/", "/eintrag-uebernehmen/"), "analyst": ("/schreibtisch/auswertung",)}
WIDTHS = (1280, 390)
# 1280 pixels at 400 %.
NARROWEST = 320
AXE = env.PROJECT_DIR / "node_modules" / "axe-core" / "axe.min.js"
# Different at each look, the same to the eye.
_ONE_TIME = re.compile(r'name="(?:csrfmiddlewaretoken|token)" value="\w+"')
_ASK_AXE = """async () => (await axe.run(document, {
  resultTypes: ["violations"], rules: {"target-size": {enabled: true}}
})).violations.map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | "))"""
_WIDER_THAN_WINDOW = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return "";
  const out = [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1);
  return root.scrollWidth + " px: " + out.slice(0, 3).map(e => e.localName + "." + e.className).join(", ");
}"""
_SOUND = """() => {
  const found = [];
  const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) found.push("id twice: " + twice.join(" "));
  if (!document.documentElement.lang) found.push("no language");
  if (!document.title.trim()) found.push("no title");
  const heads = document.querySelectorAll("h1").length;
  if (heads !== 1) found.push(heads + " headings h1");
  for (const label of document.querySelectorAll("label"))
    if (!label.control) found.push("label without field: " + label.innerText);
  for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea"))
    if (!e.labels?.length && !e.getAttribute("aria-label") && !e.getAttribute("aria-labelledby"))
      found.push("field without label: " + e.name);
  // WCAG 1.3.5: what people say of themselves, their browser knows; "off" where somebody types for others.
  const oneself = /^(Ihr Name|Wie heißen Sie|Ihr Geburtstag|Ihre E-Mail)/;
  for (const e of document.querySelectorAll("form[method=post] input"))
    if (oneself.test(e.labels?.[0]?.textContent ?? "") && !e.autocomplete)
      found.push("the browser cannot fill in: " + e.name);
  for (const e of document.querySelectorAll("img, svg")) {
    // An empty alt says that the words stand beside it.
    const hidden = e.closest("[aria-hidden=true]") || e.getAttribute("alt") === "";
    if (!hidden && !e.getAttribute("alt") && !e.getAttribute("aria-label") && !e.querySelector("title"))
      found.push("picture without words: " + e.outerHTML.slice(0, 80));
  }
  // Leaflet places its own elements by the DOM, which the content policy allows.
  const inline = "[style]:not(.leaflet-container, .leaflet-container *), body style, "
    + "script:not([src]):not([type='application/ld+json'])";
  for (const e of document.querySelectorAll(inline))
    found.push("inline style or script: " + e.outerHTML.slice(0, 80));
  return found;
}"""


@dataclass(slots=True)
class Crawl:
    """What was visited and found; each finding is one line that says where.

    Short, axe looks at each page at one width, drawn by lot, and of the English pages and a viewer's at a part.
    """

    is_long: bool = False
    pages: dict[str, set[str]] = field(default_factory=dict)
    checks: int = 0
    asked: int = 0
    unknown: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    _seen: set[bytes] = field(default_factory=set)

    def part_of(self, addresses: list[str]) -> list[str]:
        return addresses if self.is_long else random.sample(addresses, len(addresses) // 3)

    def examine(self, page: Page, role: str, what: str) -> None:
        """Look at the page as it stands; a page that is the same for another role is looked at once."""
        self.pages.setdefault(what, set()).add(role)
        content = _ONE_TIME.sub("", page.content())
        fingerprint = hashlib.sha256(content.encode()).digest()
        if fingerprint in self._seen:
            return
        self._seen.add(fingerprint)
        where = f"{what} ({role})"
        self.unsound += [f"{where}: {fault}" for fault in page.evaluate(_SOUND)]
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for width in WIDTHS if self.is_long else [random.choice(WIDTHS)]:
            page.set_viewport_size({"width": width, "height": 900})
            self.axe += [f"{where}, {width} px: {fault}" for fault in page.evaluate(_ASK_AXE)]
            self.checks += 1
        for width in (*WIDTHS, NARROWEST):
            page.set_viewport_size({"width": width, "height": 900})
            if wider := page.evaluate(_WIDER_THAN_WINDOW):
                self.sideways.append(f"{where}, {width} px: {wider}")


def crawl_everything(browser: Browser, installation: Installation, *, is_long: bool) -> Crawl:
    crawl = Crawl(is_long=is_long)
    addresses = list(every_address(installation.addresses))
    crawl.unknown = [str(address) for address in addresses if isinstance(address, Unknown)]
    for role, mail in ROLES.items():
        context = browser.new_context(
            base_url=installation.base, viewport={"width": 1280, "height": 900}, locale="de-DE"
        )
        page = Visitor.arriving(context, mail).page
        listen(page, crawl, installation.base, role)
        known = dict.fromkeys(address for address in addresses if isinstance(address, str))
        german = [address for address in known if address.startswith(ONLY.get(role, "/"))]
        for address in crawl.part_of(german) if role == "viewer" else german:
            _visit(page, crawl, role, address)
        for address in crawl.part_of(_english(addresses, role)):
            _visit(page, crawl, role, address)
        for mistake in MISTAKES:
            if mistake.role == role:
                _make(page, crawl, mistake, installation.addresses)
        context.close()
    return crawl


def _english(addresses: list[str | Unknown], role: str) -> list[str]:
    """Every address once in English: by those it is made for. Roles do not change words, so the other two are left."""
    if role in ONLY:
        return [in_language(str(address), "en") for address in addresses if str(address).startswith(ONLY[role])]
    made_for = {"coordinator": True, "anonymous": False}
    return [
        in_language(address, "en")
        for address in dict.fromkeys(addresses)
        if isinstance(address, str) and made_for.get(role) is address.startswith(BEHIND_SIGN_IN)
    ]


def _visit(page: Page, crawl: Crawl, role: str, address: str) -> None:
    # Ask first: what is a file or takes only POST is no page.
    answer = page.request.get(address, max_redirects=0)
    kind = answer.headers.get("content-type", "")
    if answer.status >= 500:
        crawl.broken.append(f"{address} ({role}): {answer.status}")
    elif answer.status in (200, 403, 404) and kind.startswith("text/html"):
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        page.goto(address)
        crawl.examine(page, role, address if answer.status == 200 else f"error page {answer.status}")


def _make(page: Page, crawl: Crawl, mistake: Mistake, data: dict[str, Any]) -> None:
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    try:
        mistake.make(page, data)
    except PlaywrightError as error:
        crawl.broken.append(f"mistake: {mistake.name}: {error.message.splitlines()[0]} on {page.url}")
        return
    crawl.examine(page, mistake.role, f"mistake: {mistake.name}")
    if page.locator(".e-errors, .e-field__error").count() == 0:
        crawl.broken.append(f"mistake: {mistake.name}: no error is shown")


def listen(page: Page, crawl: Crawl, base: str, role: str) -> None:
    """Note what goes elsewhere and what the console complains about."""

    def request(asked: Request) -> None:
        crawl.asked += 1
        if not asked.url.startswith((base, "data:", "about:")):
            crawl.foreign.append(f"{page.url} ({role}): {asked.url}")

    def console(message: ConsoleMessage) -> None:
        # the status of an error page is meant
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            crawl.console.append(f"{page.url} ({role}): {message.text}")

    page.on("request", request)
    page.on("console", console)
    page.on("pageerror", lambda error: crawl.console.append(f"{page.url} ({role}): {error}"))
