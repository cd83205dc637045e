"""How long ten everyday searches take among 100,000 organisations: in a town, in a district, in the whole Land.

Beside it what the database itself offers without an index of ours: ``icontains`` over name and summary, first page
and count. “First” is a question nobody asked since the register last changed, “again” any later one.
"""

import time
from collections.abc import Callable, Iterable

from benchmarks import filled
from benchmarks.ground import ground
from benchmarks.measuring import ROUNDS, percentile, table
from engagiert.apps.directory import search as searching
from engagiert.apps.directory.models import Listing
from engagiert.apps.directory.public import Question, search
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

SIZE = 100_000
QUERIES: tuple[dict[str, object], ...] = (
    {},
    {"text": "verein"},
    {"text": "chor"},
    {"text": "fusball"},
    {"text": "schwimmen"},
    {"text": "deutsch lernen geflüchtete"},
    {"text": "Schachclub Linde"},
    {"text": "vorlesen", "chosen": {"target_groups": "children"}},
    {"chosen": {"fields": "sports"}, "sort": "new"},
    {"chosen": {"languages": "uk", "accessibility": "step_free"}, "page": 2},
)
PLACES = {"town (Köln)": filled.TOWN, "district (Unna)": filled.DISTRICT, "Land": filled.LAND}


def waits(ask: Callable[[Question], object], ags: str, before_each: Callable[[], None]) -> list[float]:
    """Milliseconds of every query, five times round; a round before is not counted."""
    found: list[float] = []
    for number in range(1 + ROUNDS):
        if number == 1:
            found.clear()
        for query in QUERIES:
            question = Question(ags=ags, **query)  # type: ignore[arg-type]
            before_each()
            # Each question is a visit of its own: a scope, as the web role.
            with enter(Actor.anonymous(), action="bench.search"):
                started = time.perf_counter()
                ask(question)
                found.append(1000 * (time.perf_counter() - started))
    return found


def naive(question: Question) -> tuple[int, list[Listing]]:
    rows = Listing.objects.filter(ags__startswith=question.ags)
    for word in question.text.split():
        rows = rows.filter(name__icontains=word) | rows.filter(summary__icontains=word)
    for facet, code in question.chosen.items():
        rows = rows.filter(**{f"{facet}__contains": [code]} if facet != "type" else {facet: code})
    start = searching.PAGE_SIZE * (question.page - 1)
    return rows.count(), list(rows.defer("document", "search", "folded")[start : start + searching.PAGE_SIZE])


def rows() -> Iterable[list[object]]:
    for name, ags in PLACES.items():
        plain = waits(naive, ags, lambda: None)
        first = waits(search, ags, searching.forget)
        again = waits(search, ags, lambda: None)
        for kind, found in (("icontains, without facets", plain), ("ours, first", first), ("ours, again", again)):
            median = percentile(found, 0.5)
            yield [f"{name}: {kind}", median, percentile(found, 0.95), f"{median / percentile(plain, 0.5):.2f}×"]


def main() -> None:
    with ground() as here:
        filled.stand_on_filled(here, SIZE)
        head = ("ten searches", "median ms", "p95 ms", "ratio")
        table(f"{SIZE:,} organisations, {ROUNDS} rounds (goal: p95 ≤ 50 ms)", head, rows())


if __name__ == "__main__":
    main()
