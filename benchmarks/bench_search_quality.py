"""How well the search finds what people mean: judged questions over offers, in process, without a database.

    python -m benchmarks.bench_search_quality [--offers FILE.csv --queries FILE.tsv --judgements FILE.tsv] [--run OUT]

Without options the collection beside the project (``shared/data``) is taken, then the questions of our own over the
same offers (``benchmarks/questions``). Offers: a CSV as Freinet exports it (``;``; columns ``_angebotsId``,
``angebotsname``, ``einrichtungsname``, ``beschreibung``). Questions: id, text.
Judgements: question, offer, grade 0 to 3. ``--run`` writes question, offer, rank for a score program of its own.

Beside it BM25 over the same stems and PostgreSQL's german search, all words (and) and any word (or).
``--leave-one-out`` chooses among settings of the weights without each question in turn and judges it by that choice.
"""

import argparse
import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import ground
from benchmarks.judged import (
    SHARED,
    Bm25,
    Judgements,
    Offer,
    Ours,
    Ranked,
    judged_by_words,
    judgements,
    ndcg,
    offers,
    recall,
    table_of,
)
from engagiert.engines.text import asking

DEPTH = 100
BESIDE, OWN = SHARED / "search", Path(__file__).parent / "questions"


@contextlib.contextmanager
def german_search(found: Sequence[Offer]) -> Iterator[dict[str, Callable[[str], Ranked]]]:
    """PostgreSQL's own: ``german`` over title (A), organisation (B) and text (D), ranked by ``ts_rank``."""
    with ground.ground() as server, server.server.connect_as_superuser("postgres") as connection:
        connection.execute("create temporary table offers (id text, search tsvector)")
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into offers select %s, setweight(to_tsvector('german', %s), 'A') ||"
                " setweight(to_tsvector('german', %s), 'B') || setweight(to_tsvector('german', %s), 'D')",
                [(offer.id, offer.title, offer.organisation, offer.text) for offer in found],
            )

        def asked_with(joined: str) -> Callable[[str], Ranked]:
            def rank(text: str) -> Ranked:
                words = joined.join(text.split())
                rows = connection.execute(
                    "select id from offers, websearch_to_tsquery('german', %s) as asked where search @@ asked"
                    " order by ts_rank(search, asked) desc, id",
                    [words],
                )
                return [id_ for (id_,) in rows.fetchall()]

            return rank

        yield {"german (and)": asked_with(" "), "german (or)": asked_with(" or ")}


SETTINGS = [
    {"OWN_WORD": own, "EVERY_WISH": every, "FEW": few}
    for own in (0.2, 0.3, 0.5)
    for every in (0.5, 1.0, 2.0)
    for few in (10, 60)
]


def leave_one_out(questions: Sequence[tuple[str, str]], judged: Judgements, ours: Ours) -> tuple[float, float]:
    """Mean nDCG@10 and recall@20 of each question under the setting that is best for all others."""
    results = []
    before = {name: getattr(asking, name) for name in SETTINGS[0]}
    for setting in SETTINGS:
        for name, value in setting.items():
            setattr(asking, name, value)
        ranked = {id_: ours.rank(text) for id_, text in questions}
        results.append([(ndcg(ranked[id_], judged[id_]), recall(ranked[id_], judged[id_])) for id_, _text in questions])
    for name, value in before.items():
        setattr(asking, name, value)
    chosen = []
    for left in range(len(questions)):
        best = max(results, key=lambda rows: sum(pair[0] for number, pair in enumerate(rows) if number != left))
        chosen.append(best[left])
    return sum(pair[0] for pair in chosen) / len(chosen), sum(pair[1] for pair in chosen) / len(chosen)


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--offers", type=Path, default=SHARED / "hamburg_offers.csv")
    options.add_argument("--queries", type=Path, default=BESIDE / "queries_dev.tsv")
    options.add_argument("--judgements", type=Path, default=BESIDE / "qrels_dev.tsv")
    options.add_argument("--leave-one-out", action="store_true", help="choose weights without each question in turn")
    options.add_argument("--run", type=Path, help="write question, offer, rank")
    asked = options.parse_args(arguments)
    found = offers(asked.offers)
    questions = [(row[0], row[1]) for row in table_of(asked.queries)]
    started = time.perf_counter()
    ours = Ours(found)
    print(f"{len(found):,} offers analysed in {time.perf_counter() - started:.1f} s", file=sys.stderr)
    with german_search(found) as germans:
        ways: dict[str, Callable[[str], Ranked]] = {**germans, "BM25": Bm25(found).rank, "ours": ours.rank}
        ranked = {way: {id_: rank(text) for id_, text in questions} for way, rank in ways.items()}
    if asked.run:
        lines = (
            f"{query}\t{offer}\t{place}\n"
            for query, order in ranked["ours"].items()
            for place, offer in enumerate(order[:DEPTH], 1)
        )
        asked.run.write_text("".join(lines), "utf-8")
    if asked.judgements.exists():
        judged = judgements(asked.judgements)
        _print(questions, judged, ranked)
        if asked.judgements == BESIDE / "qrels_dev.tsv":
            own = [(row[0], row[1]) for row in table_of(OWN / "offers.tsv")]
            _print(own, judgements(OWN / "offers_judged.tsv"), _ranked({"BM25": Bm25(found), "ours": ours}, own))
            single, by_words = judged_by_words(OWN / "compounds.tsv", found)
            for half in (single[::2], single[1::2]):
                _print(half, by_words, _ranked({"BM25": Bm25(found), "ours": ours}, half))
        if asked.leave_one_out:
            gained, recalled = leave_one_out(questions, judged, ours)
            print(f"ours, leave one out: nDCG@10 {gained:.3f}, recall@20 {recalled:.3f}")


def _ranked(ways: Mapping[str, Bm25 | Ours], questions: Sequence[tuple[str, str]]) -> dict[str, dict[str, Ranked]]:
    return {way: {id_: how.rank(text) for id_, text in questions} for way, how in ways.items()}


def _print(
    questions: Sequence[tuple[str, str]], judged: Judgements, ranked: Mapping[str, Mapping[str, Ranked]]
) -> None:
    ways = list(ranked)
    print("question".ljust(44), *(f"{way:>16}" for way in ways), "results")
    sums = {way: [0.0, 0.0] for way in ways}
    for id_, text in questions:
        cells = []
        for way in ways:
            pair = (ndcg(ranked[way][id_], judged.get(id_, {})), recall(ranked[way][id_], judged.get(id_, {})))
            sums[way] = [sums[way][0] + pair[0], sums[way][1] + pair[1]]
            cells.append(f"{pair[0]:>9.3f} {pair[1]:>6.3f}")
        print(f"{id_} {text}"[:43].ljust(44), *cells, len(ranked["ours"][id_]))
    means = [f"{s[0] / len(questions):>9.3f} {s[1] / len(questions):>6.3f}" for s in sums.values()]
    print("mean nDCG@10, recall@20".ljust(44), *means)


if __name__ == "__main__":
    main()
