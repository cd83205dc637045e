"""The map of the public pages for search engines (sitemaps.org), and what they need not read."""

from collections.abc import Iterator

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse

from engagiert.apps.directory.models import Listing
from engagiert.apps.places.public import Town
from engagiert.kernel.ui.addresses import address

from .extents import Extent
from .records import Surroundings
from .xml import element

# The protocol's own limit for one file.
PART = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_INDEX = '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
_PAGES = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def index(surroundings: Surroundings) -> str:
    """One file for each town and 50,000 records. One query."""
    found = Listing.objects.order_by().values("ags", "office__place")
    counted = list(found.annotate(number=Count("pk"), newest=Max("updated_at")))
    lines = [_HEAD, _INDEX]
    for town in surroundings.towns.values():
        here = [
            row for row in counted if row["ags"].startswith(town.place.ags) or row["office__place"] == town.place_id
        ]
        newest = max((row["newest"] for row in here), default=None)
        for number in range(1, _parts(sum(row["number"] for row in here)) + 1):
            url = surroundings.base + reverse("data:sitemap_part", args=[town.place.slug, number])
            lines.append(_entry("sitemap", url, newest))
    return "".join([*lines, "</sitemapindex>\n"])


def parts(town: Town) -> int:
    return _parts(_shown_in(town).count())


def _parts(records: int) -> int:
    return max(1, -(-records // PART))


def part_of(town: Town, number: int, surroundings: Surroundings) -> Iterator[str]:
    """The addresses of one part, the town's own pages in the first. One query."""
    yield _HEAD + _PAGES
    slug = town.place.slug
    pages = [address("front:town", slug), address("directory:list", slug), Extent(town).address("page")]
    for page in pages if number == 1 else []:
        yield _entry("url", surroundings.base + page, None)
    start = PART * (number - 1)
    found = _shown_in(town).order_by("pk").only("pk", "slug", "ags", "office_id", "updated_at")
    for listing in found[start : start + PART]:
        # A record has one page, whoever else may show it.
        if surroundings.town_of(listing) == town:
            yield _entry("url", surroundings.page_of(listing), listing.updated_at)
    yield "</urlset>\n"


def _shown_in(town: Town) -> QuerySet[Listing]:
    return Listing.objects.filter(Q(ags__startswith=town.place.ags) | Q(office__place=town.place_id))


def _entry(kind: str, url: str, changed: object) -> str:
    modified = element("lastmod", f"{changed:%Y-%m-%dT%H:%M:%S+00:00}") if changed else ""
    return element(kind, inner=element("loc", url) + modified)


def robots(base: str) -> str:
    """Every page may be read, but not each of the thousand ways to filter a list, nor what needs an account."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('desk:home')}",
        f"Disallow: {reverse('account_login')}",
        "Disallow: /*/verzeichnis/?",
        "Disallow: /*/verbessern/",
        "Allow: /",
        f"Sitemap: {base}{reverse('data:sitemap')}",
    ]
    return "\n".join(lines) + "\n"
