"""Open data of 100,000 records: how long a download takes, what it holds in memory, and what a page of the API costs.

Beside it the naive way: all records in a list, written at once.
"""

from benchmarks import filled
from benchmarks.ground import ground
from benchmarks.measuring import median_of_five, peak_megabytes, percentile, seconds, table

from django.test import Client  # isort: skip

from engagiert.apps.directory.open_data import flat, hsds, records
from engagiert.apps.directory.open_data.records import Surroundings

SIZE = 100_000
FILES = ("verzeichnis.csv", "verzeichnis.geojson", "verzeichnis.hsds.json")
ASKED = 40
PAGES = (
    "/api/v1/organizations",
    "/api/v1/organizations?full=true",
    "/api/v1/organizations?full=true&page=2000",
    "/api/v1/services?full=true",
    "/api/v1/services?page=2000",
    "/api/v1/organizations?place=05315000&full=true",
    "/api/v1/organizations?search=chor",
    "/nordrhein-westfalen/offene-daten/",
    "/offene-daten/aenderungen.atom",
    "/offene-daten/katalog.ttl",
    "/sitemap.xml",
)


def download(address: str) -> int:
    """Bytes of the file, read and thrown away piece by piece."""
    response = Client(HTTP_HOST="localhost").get(address)
    assert response.status_code == 200, address
    return sum(len(piece) for piece in response)


def files() -> list[list[object]]:
    rows: list[list[object]] = []
    for name in FILES:
        size = 0

        def once(name: str = name) -> None:
            nonlocal size
            size = download(f"/offene-daten/{name}")

        took = seconds(once)
        rows.append([name, took, size / 1e6, peak_megabytes()])
    return rows


def naive() -> list[object]:
    """Every record in a list, and the list written at once."""
    size = 0

    def once() -> None:
        nonlocal size
        seen = Surroundings.seen_from("http://localhost")
        everything = [record for batch in records.batches(seen) for record in batch]
        size = len(flat.as_json([hsds.organization(record) for record in everything]).encode())

    return ["all in a list, HSDS", seconds(once), size / 1e6, peak_megabytes()]


def page(address: str) -> list[object]:
    client = Client(HTTP_HOST="localhost")
    waits: list[float] = []

    def round_of_requests() -> float:
        took = [seconds(lambda: client.get(address)) for _each in range(ASKED // 5)]
        waits.extend(took)
        return percentile(took, 0.5)

    assert client.get(address).status_code == 200, address
    tag = client.get(address).headers.get("ETag", "")
    again = seconds(lambda: client.get(address, headers={"If-None-Match": tag}))
    median = median_of_five(round_of_requests)
    return [address, 1000 * median, 1000 * percentile(waits, 0.95), 1000 * again]


def main() -> None:
    with ground() as here:
        filled.stand_on_filled(here, SIZE)
        rows = [page(address) for address in PAGES]
        head = ("asked for", "median ms", "p95 ms", "304 ms")
        table(f"{SIZE:,} organisations, pages of 50, in process", head, rows)
        downloads = [*files(), naive()]
        table(
            f"{SIZE:,} organisations as a file, once each; memory is the most so far",
            ("file", "s", "MB", "peak MB"),
            downloads,
        )


if __name__ == "__main__":
    main()
