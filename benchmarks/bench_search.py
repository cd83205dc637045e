"""How long ten everyday searches take among 100,000 organisations: in a town, in a district, in the whole Land.

Beside it what the database itself offers: ``icontains`` over name and summary, and PostgreSQL's german search over
the same two columns with an index of its own, ranked; both first page and count, without facets. “First” is a
question nobody asked since the register last changed, “again” any later one. Then suggestions while typing, and how
long a process takes to copy the columns it counts (once at its start) and to follow one change.
"""

import time
from collections.abc import Callable, Iterable

from django.db import connection

from benchmarks import filled
from benchmarks.ground import Ground, ground
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


_GERMAN = "to_tsvector('german', name || ' ' || summary)"


def german(question: Question) -> tuple[int, list[tuple[object, ...]]]:
    """PostgreSQL's own search: count and first page, ranked by ``ts_rank``."""
    rank = f"ts_rank({_GERMAN}, websearch_to_tsquery('german', %(text)s))" if question.text else "0.0::float"
    conditions = ["ags like %(ags)s"]
    if question.text:
        conditions.append(f"{_GERMAN} @@ websearch_to_tsquery('german', %(text)s)")
    if question.chosen:
        conditions.append("codes @> %(codes)s::varchar[]")
    where = " and ".join(conditions)
    asked = {"ags": f"{question.ags}%", "text": question.text, "codes": list(question.chosen.values())}
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from directory_listing where {where}", asked)
        (total,) = cursor.fetchone()
        page = f"select id, name, summary from directory_listing where {where} order by {rank} desc, sort_key limit 20"
        cursor.execute(page, asked)
        return total, cursor.fetchall()


def index_german(here: Ground, name: str) -> None:
    with here.server.connect_as_superuser(name) as keeper:
        keeper.execute(f"create index if not exists bench_german on directory_listing using gin ({_GERMAN})")
        keeper.execute("analyze directory_listing")


TYPED = ("sch", "schach", "schachlub", "vorl", "turn", "knit", "altst", "tafel")


def suggesting() -> Iterable[list[object]]:
    for name, ags in PLACES.items():
        found: list[float] = []
        for typed in TYPED * (1 + ROUNDS):
            with enter(Actor.anonymous(), action="bench.suggest"):
                started = time.perf_counter()
                searching.suggestions(typed, ags=ags)
                found.append(1000 * (time.perf_counter() - started))
        found = found[len(TYPED) :]
        yield [name, percentile(found, 0.5), percentile(found, 0.95)]


def copying() -> Iterable[list[object]]:
    """Seconds to copy all columns, and to follow the change of one listing."""

    def once() -> float:
        with enter(Actor.anonymous(), action="bench.copy"):
            started = time.perf_counter()
            searching.ORGANISATIONS.copied()
            return 1000 * (time.perf_counter() - started)

    searching.forget()
    yield ["all", once()]
    last = Listing.objects.latest("pk")
    with enter(Actor.operator(office_ids=(last.office_id,)), action="bench.change"):
        assert Listing.objects.filter(pk=last.pk).update(sort_key=f"{last.sort_key} ") == 1
    yield ["one change", once()]
    yield ["nothing changed", once()]


def rows() -> Iterable[list[object]]:
    for name, ags in PLACES.items():
        plain = waits(naive, ags, lambda: None)
        own = waits(german, ags, lambda: None)
        first = waits(search, ags, lambda: searching.forget(columns=False))
        again = waits(search, ags, lambda: None)
        for kind, found in _kinds(plain, own, first, again):
            median = percentile(found, 0.5)
            yield [f"{name}: {kind}", median, percentile(found, 0.95), f"{median / percentile(plain, 0.5):.2f}×"]


type _Waits = list[float]


def _kinds(plain: _Waits, own: _Waits, first: _Waits, again: _Waits) -> list[tuple[str, _Waits]]:
    return [
        ("icontains, without facets", plain),
        ("PostgreSQL's german search, without facets", own),
        ("ours, first", first),
        ("ours, again", again),
    ]


def main() -> None:
    with ground() as here:
        filled.stand_on_filled(here, SIZE)
        head = ("ten searches", "median ms", "p95 ms", "ratio")
        index_german(here, f"bench_{SIZE}")
        table(f"{SIZE:,} organisations, {ROUNDS} rounds (goal: p95 ≤ 50 ms)", head, rows())
        table("suggestions for eight beginnings (goal: ≤ 50 ms)", ("place", "median ms", "p95 ms"), suggesting())
        table("copying the columns into a process", ("what", "ms"), copying())


if __name__ == "__main__":
    main()
