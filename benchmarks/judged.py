"""Judged questions over offers: reading them, ranking in process as the register does, and the two figures.

Touches neither database nor settings, so that tests can use it, too.
"""

import csv
import html
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engagiert.engines.text import search as engine

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"

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


def judged_by_words(file: Path, found: Iterable[Offer]) -> tuple[list[tuple[str, str]], Judgements]:
    """Questions and grades from a table of question, text and patterns that all must be there: 3 where title and
    organisation hold them, 2 where these hold the first and the text the rest, 1 where only the text does."""
    questions: list[tuple[str, str]] = []
    grades: dict[str, dict[str, int]] = {}
    for query, text, *written in table_of(file):
        patterns = [re.compile(one, re.IGNORECASE) for one in written if one]
        questions.append((query, text))
        told = ((offer.id, _grade(offer, patterns)) for offer in found)
        grades[query] = {id_: grade for id_, grade in told if grade}
    return questions, grades


def _grade(offer: Offer, patterns: Sequence[re.Pattern[str]]) -> int:
    head = f"{offer.title} {offer.organisation}"
    if all(one.search(head) for one in patterns):
        return 3
    if not all(one.search(f"{head} {offer.text}") for one in patterns):
        return 0
    return 2 if patterns[0].search(head) else 1


class Ours:
    """The engine's analysis, plan and score, as the register uses them."""

    def __init__(self, found: Sequence[Offer]) -> None:
        self.lexis = engine.lexis()
        self.documents = {offer.id: self._impacts(offer) for offer in found}
        self.counts = Counter(term for impacts in self.documents.values() for term in impacts)

    def _impacts(self, offer: Offer) -> dict[str, int]:
        return engine.terms(engine.offer(offer.title, offer.organisation, offer.text), self.lexis)

    def rank(self, text: str) -> Ranked:
        wishes = engine.read(text, self.lexis)
        engine.correct(wishes, self.lexis, self.counts)
        plan = engine.weigh(wishes, engine.Statistics(len(self.documents), self.counts))
        scored = [(engine.score(plan, impacts), id_) for id_, impacts in self.documents.items()]
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
