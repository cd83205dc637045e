"""Texts become terms: what the index holds of a record.

A term is a stem ("vorles"), a part of a compound, or a concept ("~reading-aloud"). How much a record is about it is
its impact: term frequency by field, normalised by length and saturated as in BM25F (Robertson, Zaragoza 2009), as a
number that fits in a byte.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .lexis import Lexis
from .words import Word, words

# The impact of a term that a record is all about.
MOST_IMPACT = 255
# k1 and b of BM25; k1 is larger than usual, because a word of a title counts three times.
SATURATION = 2.0
LENGTH = 0.5
PART = 0.5
ABOVE = 0.4
# A phrase may be spread over so many more words than it has.
GAP = 3
# A text as long as a book says no more than its beginning; a term list has an end.
MOST_WORDS = 3_000
MOST_TERMS = 1_500


@dataclass(frozen=True, slots=True)
class Field:
    """``weight``: what one word counts; ``usual``: how many words such a field has."""

    text: str
    weight: float
    usual: int


def terms(fields: Iterable[Field], lexis: Lexis) -> dict[str, int]:
    """Term → impact, 1 to ``MOST_IMPACT``; at most ``MOST_TERMS``, the weightiest. Equal texts give equal terms."""
    counted: dict[str, float] = {}
    for field in fields:
        found = _content(field.text)
        norm = 1 - LENGTH + LENGTH * len(found) / field.usual
        for term, times in _counted(found, lexis).items():
            counted[term] = counted.get(term, 0.0) + field.weight * times / norm
    _add_above(counted, lexis)
    strongest = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_TERMS]
    return {term: impact(times) for term, times in strongest}


def impact(times: float) -> int:
    """Saturated: the first mention says most."""
    return max(1, round(MOST_IMPACT * times / (times + SATURATION)))


def _content(text: str) -> list[Word]:
    found: list[Word] = []
    for each in words(text, written=True):
        found.append(each)
        if len(found) >= MOST_WORDS:
            break
    return found


def _counted(found: Sequence[Word], lexis: Lexis) -> dict[str, float]:
    counted: dict[str, float] = {}

    def add(term: str, times: float) -> None:
        counted[term] = counted.get(term, 0.0) + times

    stems: list[tuple[str, ...]] = []
    for each in found:
        parts = () if each.stop else lexis.splitter.split(each.text)
        stems.append((each.stem, *parts))
        if each.stop:
            continue
        add(each.stem, 1.0)
        for concept in lexis.single.get(each.stem, ()):
            add(f"~{concept}", 1.0)
        for part in () if each.joined else parts:
            add(part, PART)
            for concept in lexis.single.get(part, ()):
                add(f"~{concept}", PART)
    for concept, times in _phrases(stems, lexis):
        add(f"~{concept}", times)
    return counted


def _phrases(stems: Sequence[tuple[str, ...]], lexis: Lexis) -> Iterator[tuple[str, float]]:
    for at, here in enumerate(stems):
        for number, each in enumerate(here):
            for phrase in lexis.phrases.get(each, ()):
                reach = len(phrase.stems) + (-1 if phrase.close else GAP)
                near = {other for group in stems[max(0, at - reach) : at + reach + 1] for other in group}
                if phrase.stems <= near:
                    yield phrase.concept, 1.0 if number == 0 else PART


def _add_above(counted: dict[str, float], lexis: Lexis) -> None:
    """A record about reading aloud to children is a little about children, and about education."""
    own = [(term[1:], times) for term, times in counted.items() if term.startswith("~")]
    for concept, times in own:
        for upper, steps in lexis.above[concept].items():
            key = f"~{upper}"
            counted[key] = counted.get(key, 0.0) + times * ABOVE**steps
