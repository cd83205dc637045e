"""How well the search finds what people mean: judged questions over offers, in process, without a database.

    python -m benchmarks.bench_search_quality [--offers FILE.csv --queries FILE.tsv --judgements FILE.tsv] [--run OUT]

Without options the collection beside the project (``shared/data``) is taken. Offers: a CSV as Freinet exports it
(``;``; columns ``_angebotsId``, ``angebotsname``, ``einrichtungsname``, ``beschreibung``). Questions: id, text.
Judgements: question, offer, grade 0 to 3. ``--run`` writes question, offer, rank for a score program of its own.

Beside it BM25 over the same stems and PostgreSQL's german search, all words (and) and any word (or).
``--leave-one-out`` chooses among settings of the weights without each question in turn and judges it by that choice.
"""

import argparse
import contextlib
import csv
import html
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import ground
from engagiert.engines.text import asking
from engagiert.engines.text import search as engine

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DEPTH = 100

type Ranked = list[str]
type Judgements = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Offer:
    id: str
    title: str
    organisation: str
    text: str


def offers(file: Path) -> list[Offer]:
    csv.field_size_limit(10_000_000)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [
            Offer(row["_angebotsId"], row["angebotsname"], row["einrichtungsname"], _plain(row["beschreibung"]))
            for row in csv.DictReader(lines, delimiter=";")
        ]


def _plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", " ", markup or "")).replace("\xa0", " ")


def table_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [row for row in rows if row and row[0] != "query_id"]


def judgements(file: Path) -> Judgements:
    found: dict[str, dict[str, int]] = {}
    for query, offer, grade, *_rest in table_of(file):
        found.setdefault(query, {})[offer] = int(grade)
    return found


class Ours:
    """The engine's analysis, plan and score, as the register uses them."""

    def __init__(self, found: Sequence[Offer]) -> None:
        self.lexis = engine.lexis()
        self.documents = {offer.id: self._lexemes(offer) for offer in found}
        self.counts = Counter(lexeme[1:] for lexemes in self.documents.values() for lexeme in lexemes)

    def _lexemes(self, offer: Offer) -> frozenset[str]:
        fields = (
            engine.Field(offer.title, engine.TITLE, 6),
            engine.Field(offer.organisation, engine.BESIDE, 5),
            engine.Field(offer.text, engine.TEXT, 120),
        )
        return frozenset(engine.lexemes(engine.terms(fields, self.lexis)))

    def rank(self, text: str) -> Ranked:
        wishes = engine.read(text, self.lexis)
        engine.correct(wishes, self.lexis, self.counts)
        plan = engine.weigh(wishes, engine.Statistics(len(self.documents), self.counts))
        scored = [(engine.score(plan, lexemes), id_) for id_, lexemes in self.documents.items()]
        best = max(score for score, _id in scored)
        kept = [(-score, id_) for score, id_ in scored if score > engine.CUT * best]
        return [id_ for _score, id_ in sorted(kept)]


class Bm25:
    """Okapi BM25 (k1 1.2, b 0.75) over the same stems, title and text alike."""

    def __init__(self, found: Sequence[Offer]) -> None:
        self.documents = {offer.id: Counter(self._stems(offer)) for offer in found}
        self.frequency = Counter(stem for counted in self.documents.values() for stem in counted)
        self.usual = sum(counted.total() for counted in self.documents.values()) / len(self.documents)

    @staticmethod
    def _stems(offer: Offer) -> list[str]:
        return [each.stem for each in engine.words(f"{offer.title} {offer.organisation} {offer.text}") if not each.stop]

    def rank(self, text: str) -> Ranked:
        stems = {each.stem for each in engine.words(text) if not each.stop}
        scored = [(-self._score(counted, stems), id_) for id_, counted in self.documents.items()]
        return [id_ for score, id_ in sorted(scored) if score < 0]

    def _score(self, counted: Counter[str], stems: set[str]) -> float:
        number, length = len(self.documents), counted.total() / self.usual
        total = 0.0
        for stem in stems & counted.keys():
            rarity = math.log(1 + (number - self.frequency[stem] + 0.5) / (self.frequency[stem] + 0.5))
            total += rarity * counted[stem] * 2.2 / (counted[stem] + 1.2 * (0.25 + 0.75 * length))
        return total


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


def ndcg(ranked: Ranked, judged: Mapping[str, int]) -> float:
    """At 10, gain 2^g-1, over the best order of all judged; unjudged offers count nothing."""

    def gained(grades: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(list(grades)[:10]))

    ideal = gained(sorted(judged.values(), reverse=True))
    return gained(judged.get(id_, 0) for id_ in ranked) / ideal if ideal else 0.0


def recall(ranked: Ranked, judged: Mapping[str, int]) -> float:
    """Share of the offers of grade 2 and 3 in the first 20, of at most 20."""
    relevant = sum(grade >= 2 for grade in judged.values())
    return sum(judged.get(id_, 0) >= 2 for id_ in ranked[:20]) / min(20, relevant) if relevant else 0.0


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--offers", type=Path, default=SHARED / "hamburg_offers.csv")
    options.add_argument("--queries", type=Path, default=SHARED / "search" / "queries_dev.tsv")
    options.add_argument("--judgements", type=Path, default=SHARED / "search" / "qrels_dev.tsv")
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
        if asked.leave_one_out:
            gained, recalled = leave_one_out(questions, judged, ours)
            print(f"ours, leave one out: nDCG@10 {gained:.3f}, recall@20 {recalled:.3f}")


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
