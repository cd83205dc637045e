"""Every page × role × width, and once in English, from the resolver: axe, sound HTML, no scrolling sideways."""

from tests.journeys.visits import Crawl
from tests.trust.promises import Kept


def listed(findings: list[str]) -> str:
    return f"{len(findings)} findings\n" + "\n".join(findings)


def test_every_address_can_be_visited(crawl: Crawl) -> None:
    assert crawl.unknown == [], listed(crawl.unknown)
    assert crawl.broken == [], listed(crawl.broken)
    # the crawl must not shrink unseen
    assert len(crawl.pages) > 160, sorted(crawl.pages)
    english = [page for page in crawl.pages if page.startswith("/en/")]
    assert len(english) > (80 if crawl.is_long else 25), english
    roles = [role for role_set in crawl.pages.values() for role in role_set]
    assert min(roles.count(role) for role in ("anonymous", "coordinator")) > 40
    assert roles.count("viewer") > (40 if crawl.is_long else 15)


def test_axe_finds_no_violation_on_any_page(crawl: Crawl, promise: Kept) -> None:
    assert crawl.axe == [], listed(crawl.axe)
    promise("accessible", crawl.checks, f"runs of axe over {len(crawl.pages)} pages × roles × widths, 0 violations")


def test_ids_labels_headings_and_pictures_are_sound_on_every_page(crawl: Crawl) -> None:
    assert crawl.unsound == [], listed(crawl.unsound)


def test_no_page_scrolls_sideways_at_any_width_or_at_400_percent(crawl: Crawl, promise: Kept) -> None:
    assert crawl.sideways == [], listed(crawl.sideways)
    promise("accessible", len(crawl.pages), "pages at 1280, 390 and 320 px (400 % zoom), 0 scroll sideways")


def test_no_page_asks_a_third_party(crawl: Crawl, promise: Kept) -> None:
    assert crawl.foreign == [], listed(crawl.foreign)
    promise("private", crawl.asked, "requests of a browser that visits every page, 0 to anybody else")


def test_the_console_stays_silent(crawl: Crawl) -> None:
    assert crawl.console == [], listed(crawl.console)
