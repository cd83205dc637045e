"""What a page costs: processor time per request of web server and database, beside a bare Django page."""

import gzip
import re
from collections.abc import Sequence

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from benchmarks import filled
from benchmarks.ground import ground
from benchmarks.measuring import median_of_five, percentile, table
from benchmarks.serving import BARE, OURS, Web, web
from engagiert.apps.directory.public import Listing
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

REQUESTS = 60
WARM_UP = 20
_FILE = re.compile(r'(?:href|src)="(/static/[^"#]+|/[^"]+\.css[^"]*)"')


def pages() -> dict[str, str]:
    """The pages under measurement; each has 20 hits or 50 rows at both sizes."""
    record = Listing.objects.filter(ags=filled.TOWN).order_by("id").values_list("slug", flat=True)[7]
    return {
        "all records, with facets": "/koeln/verzeichnis/",
        "search with facets": "/koeln/verzeichnis/?q=verein",
        "search, filtered": "/koeln/verzeichnis/?q=jugend&fuer=children",
        "record": f"/koeln/verzeichnis/{record}/",
        "town's front page": "/koeln/",
        "desk, 50 records": reverse("desk:organisations"),
    }


def cookie_for(path: str) -> str:
    if not path.startswith("/schreibtisch"):
        return ""
    client = _signed_in()
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _signed_in() -> Client:
    client = Client(HTTP_HOST="localhost")
    with enter(Actor.operator(), action="bench.sign_in"):
        client.force_login(filled.coordinator())
    return client


def queries_of(path: str) -> int:
    """Statements of one request, setting the scope and finding the session included; not begin and commit."""
    client = _signed_in() if path.startswith("/schreibtisch") else Client(HTTP_HOST="localhost")
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    ends = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
    return sum(not query["sql"].upper().startswith(ends) for query in captured.captured_queries)


def cost(server: Web, path: str) -> tuple[float, float]:
    """Median processor time of five rounds and p95 of all waits, in ms."""
    waits: list[float] = []
    cookie = cookie_for(path)
    server.spend([path] * WARM_UP, cookie)

    def round_of_requests() -> float:
        spent = server.spend([path] * REQUESTS, cookie)
        waits.extend(spent.waits)
        return spent.processor

    return 1000 * median_of_five(round_of_requests), 1000 * percentile(waits, 0.95)


def weight(server: Web, path: str) -> tuple[float, float]:
    """kB of the page itself: as sent and unpacked."""
    _status, body, headers = server.get(path, cookie_for(path))
    raw = gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body
    return len(body) / 1000, len(raw) / 1000


def first_visit(server: Web, path: str) -> list[tuple[str, float]]:
    """kB that an empty browser loads for the page: itself, styles, scripts, fonts, icons."""
    _status, body, _headers = server.get(path)
    page = gzip.decompress(body).decode()
    loaded = {"page": len(body) / 1000}
    queue = sorted(set(_FILE.findall(page)))
    for file in queue:
        _status, content, headers = server.get(file)
        kind = file.split("?")[0].rsplit(".", 1)[-1]
        loaded[kind] = loaded.get(kind, 0) + len(content) / 1000
        assert headers.get("cache-control"), file
    return [*sorted(loaded.items()), ("together", sum(loaded.values()))]


def rows_at(size: int, found: dict[str, str], ours: Web, bare: Web) -> Sequence[Sequence[object]]:
    bare_cost, bare_p95 = cost(bare, "/")
    rows: list[Sequence[object]] = [[f"bare page, {size:,}", bare_cost, "1.0×", bare_p95, 1, *weight(bare, "/")]]
    for name, path in found.items():
        ours_cost, p95 = cost(ours, path)
        rows.append([name, ours_cost, f"{ours_cost / bare_cost:.1f}×", p95, queries_of(path), *weight(ours, path)])
    return rows


def main() -> None:
    with ground() as here:
        for size in filled.SIZES:
            filled.stand_on_filled(here, size)
            name = f"bench_{size}"
            with web(here, OURS, name) as ours, web(here, BARE, name) as bare:
                rows = rows_at(size, pages(), ours, bare)
                visit = first_visit(ours, "/koeln/verzeichnis/")
            head = ("page", "CPU ms", "ratio", "p95 ms", "queries", "kB sent", "kB HTML")
            table(f"{size:,} organisations, {REQUESTS} requests a round, median of five", head, rows)
        table("First visit of the directory, kB as sent (goal 150)", ("part", "kB"), visit)


if __name__ == "__main__":
    main()
