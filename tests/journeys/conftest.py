"""One installation, one browser and one crawl for all journeys."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.journeys.installation import Installation, installed
from tests.journeys.people import Visitor
from tests.journeys.visits import Crawl, crawl_everything

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_itemcollected(item: pytest.Item) -> None:
    item.add_marker(pytest.mark.browser)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # In one row, so that installation and browser start once: they last as long as the package.
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture(scope="package")
def chromium() -> str:
    if CHROMIUM is None:
        pytest.skip("Chromium is missing: no journey was walked.")
    return CHROMIUM


@pytest.fixture(scope="package")
def installation(chromium: str, django_db_setup: None) -> Iterator[Installation]:
    with installed() as made:
        yield made


@pytest.fixture(scope="package")
def browser(chromium: str, installation: Installation) -> Iterator[Browser]:
    """Ends with the package: while it lives, a loop runs in this thread, and Django refuses its database there."""
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def visitor(browser: Browser, installation: Installation) -> Iterator[Callable[..., Visitor]]:
    """Opens windows: ``visitor()`` for somebody without account, ``visitor(mail, width=390, scripts=False)``."""
    opened: list[BrowserContext] = []

    def open_window(mail: str = "", *, width: int = 1280, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            base_url=installation.base,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="de-DE",
        )
        opened.append(context)
        return Visitor.arriving(context, mail)

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture(scope="package")
def crawl(browser: Browser, installation: Installation, is_long: bool) -> Crawl:
    return crawl_everything(browser, installation, is_long=is_long)
