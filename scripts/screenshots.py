"""Takes the pictures of docs/pictures from a running demo, at the width of a desk and of a phone.

    make run                                # in another terminal
    .venv/bin/python scripts/screenshots.py [http://127.0.0.1:8000 [desk case …]]

Needs Chromium on the PATH. Signs in as people of the demo; the list it uploads for the dry run is discarded again,
so the demo stays as it was. A picture over the limit is a failure: the README must open on a slow line.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
EXAMPLE = PROJECT / "docs" / "examples" / "vereine_alt.csv"
PASSWORD = "engagiert-demo"  # noqa: S105  the demo's, printed at every start
LUENEN, NIEHEIM = "koordination@luenen.example", "alles@nieheim.example"
# Width and greatest height in CSS pixels; longer pages are cut.
SIZES = {1280: 1280, 390: 1200}
LARGEST_BYTES = 250_000
# Full of words: what one sees without scrolling is enough.
FIRST_SIGHT = {"desk", "case"}
SEEN_PICTURES_ARE_THERE = """() => [...document.images].every(
  (one) => one.complete || one.getBoundingClientRect().top > window.innerHeight)"""


def sign_in(page: Page, mail: str) -> None:
    page.goto("/anmelden/")
    page.fill("input[name=login]", mail)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/schreibtisch/**")


def front_page(page: Page) -> None:
    page.goto("/luenen/")


def directory(page: Page) -> None:
    page.goto("/luenen/verzeichnis/")


def directory_map(page: Page) -> None:
    page.goto("/luenen/karte/?fuer=children")
    page.wait_for_selector(".leaflet-marker-icon")


def possible_double(page: Page) -> None:
    """The first pair of the review queue, side by side."""
    sign_in(page, LUENEN)
    page.goto("/schreibtisch/pruefen/")
    page.locator("a[href*='/pruefen/paar/']").first.click()
    page.wait_for_load_state()


def organisation(page: Page) -> None:
    page.goto("/luenen/verzeichnis/?q=Lesewelt")
    page.locator(".e-results h2 a").first.click()
    page.wait_for_load_state()


def review_queue(page: Page) -> None:
    sign_in(page, LUENEN)
    page.goto("/schreibtisch/pruefen/")


def import_preview(page: Page) -> None:
    """Upload the example, take the guessed columns, stop at the dry run."""
    sign_in(page, NIEHEIM)
    page.goto("/schreibtisch/import/")
    page.set_input_files("input[type=file]", EXAMPLE)
    page.locator("form:has(input[type=file]) button[type=submit]").click()
    page.wait_for_url("**/spalten/")
    page.locator("form:has(select) button[type=submit]").first.click()
    page.wait_for_url(lambda address: address.rstrip("/").rpartition("/")[2].isdecimal())


def discard_import(page: Page) -> None:
    page.locator("form[action$='/verwerfen/'] button").click()
    page.wait_for_url("**/schreibtisch/import/")


def desk(page: Page) -> None:
    """Berta Beispiel's morning: what waits first, and what her office still lacks."""
    sign_in(page, NIEHEIM)
    page.goto("/schreibtisch/")


def set_up(page: Page) -> None:
    sign_in(page, NIEHEIM)
    page.goto("/schreibtisch/einrichten/")


def phone_intake(page: Page) -> None:
    """A call as it is taken down; left without saving."""
    sign_in(page, NIEHEIM)
    page.goto("/schreibtisch/vorgang/neu/")
    page.fill("input[name=subject]", "Glühbirne wechseln")
    page.fill("input[name=name]", "Klaas Exempel")
    page.select_option("select[name=kind]", "cases.need_of_help")
    page.fill("textarea[name=reach]", "0000 120\nMusterweg 12\n33039 Nieheim")
    page.fill("textarea[name=text]", "Er ruft für seine Tante an. Sie hat kein Telefon.")
    page.fill("input[name=for_whom]", "Anneliese Erdacht")


def case(page: Page) -> None:
    """Somebody who speaks for his aunt; the office has asked back by letter."""
    sign_in(page, LUENEN)
    page.goto("/schreibtisch/vorgaenge/?ansicht=rueckmeldung")
    page.locator("main tbody a").first.click()
    page.wait_for_load_state()


def figures(page: Page) -> None:
    sign_in(page, LUENEN)
    page.goto("/schreibtisch/vorgaenge/zahlen/")


SCENES: dict[str, tuple[Callable[[Page], None], Callable[[Page], None] | None]] = {
    "front-page": (front_page, None),
    "directory": (directory, None),
    "map": (directory_map, None),
    "organisation": (organisation, None),
    "import-preview": (import_preview, discard_import),
    "review-queue": (review_queue, None),
    "possible-double": (possible_double, None),
    "desk": (desk, None),
    "set-up": (set_up, None),
    "phone-intake": (phone_intake, None),
    "case": (case, None),
    "figures": (figures, None),
}


def take(browser: Browser, base: str, name: str, width: int) -> int:
    """Write one picture; returns its size in bytes."""
    before, after = SCENES[name]
    context = browser.new_context(
        base_url=base, locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": width, "height": 900}
    )
    page = context.new_page()
    before(page)
    page.evaluate("document.fonts.ready")
    height = min(
        int(page.evaluate("document.documentElement.scrollHeight")), 740 if name in FIRST_SIGHT else SIZES[width]
    )
    page.set_viewport_size({"width": width, "height": height})
    # Pictures below the fold load when they come into view.
    page.wait_for_function(SEEN_PICTURES_ARE_THERE)
    target = PICTURES / f"{name}-{width}.png"
    page.screenshot(path=target, animations="disabled", caret="hide")
    if after is not None:
        after(page)
    context.close()
    return target.stat().st_size


def main(base: str, scenes: list[str]) -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("Chromium fehlt auf dem PATH.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in scenes or SCENES:
            for width in SIZES:
                size = take(browser, base, name, width)
                too_large += size > LARGEST_BYTES
                sys.stdout.write(f"{name}-{width}.png  {size / 1000:.0f} kB\n")
        browser.close()
    return 1 if too_large else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000", sys.argv[2:]))
