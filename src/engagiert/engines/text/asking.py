"""A question becomes a plan: what is looked for, by which terms, and what each is worth.

Each meaningful word is a *wish*; every term that would fulfil it (its stem, a part, a concept, a corrected
spelling) is an alternative with a quality between 0 and 1. Alternatives share one weight, as Indri's synonym
operator does it: a rare spelling of a common thing is not worth more than the thing.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from .analysis import MOST_IMPACT
from .lexis import Lexis, Phrase, foreign_keys
from .spelling import similar
from .words import LIGHT, Word, words

MOST_WISHES = 16
# What is kept of a search that found nothing: so many letters and words.
SHORTEST_WISH, LONGEST_WISH, MOST_WORDS = 3, 60, 6
PART = 0.8
PART_CONCEPT = 0.9
FOREIGN = 0.95
HINTED = 0.8
BROADER = 0.6
RELATED = 0.8
# What the one meaningful word of an idiom is worth by itself.
IDIOM = 0.3
# So many records are few, and below this quality a near term is not asked for.
FEW = 60
LEAST_NEAR = 0.05
LIGHT_WEIGHT = 0.1
# What a term is worth that is only mentioned, against one that the record is all about.
MENTIONED = 0.25
# What each wish counts beside its rarity, and what its own word counts again.
EVERY_WISH = 0.6
OWN_WORD = 0.3
# The quality from which an alternative answers a wish.
WELL = 0.6


@dataclass(slots=True)
class Wish:
    """``word``: as typed, folded. ``whole``: its stem; ``stem``: that of the part meant, if the word came apart.
    ``share``: a part counts as a part. ``near``: what helps where little fulfils the wish itself."""

    word: str
    whole: str
    stem: str
    alternatives: dict[str, float] = field(default_factory=dict)
    near: dict[str, float] = field(default_factory=dict)
    share: float = 1.0
    light: bool = False
    known: bool = True

    def accept(self, term: str, quality: float) -> None:
        self.alternatives[term] = max(quality, self.alternatives.get(term, 0.0))

    def fall_back(self, term: str, quality: float) -> None:
        self.near[term] = max(quality, self.near.get(term, 0.0))

    def terms(self) -> set[str]:
        return self.alternatives.keys() | self.near.keys()


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many records there are, and in how many a term stands."""

    records: int
    documents: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Planned:
    """``values``: term → what it is worth in a record that is all about it; ``own``: what it adds as the question's
    own word. ``decides``: a record that fulfils only others is not found. ``well``: from this value on the wish is
    answered, below it is touched. ``share``: which part of a word it is."""

    values: Mapping[str, float]
    own: Mapping[str, float]
    decides: bool
    well: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What adds up to a record's score: the question's wishes in their order."""

    wishes: tuple[Planned, ...]


def read(text: str, lexis: Lexis) -> list[Wish]:
    """The wishes of a question, in an order that does not depend on the order of its words; none where it holds
    only words that say nothing ("e.V.", "und", "x")."""
    found = list({each.stem: each for each in words(text)}.values())
    content = sorted((each for each in found if not each.stop and not each.joined), key=lambda each: each.text)
    wishes = [wish for each in content for wish in _wishes(each, lexis)][:MOST_WISHES]
    if not wishes:
        return _wish_of_small_words({each.stem for each in found}, lexis)
    _accept_phrases(wishes, {each.stem for each in found}, {each.stem for each in found if each.stop}, lexis)
    _accept_foreign_phrases(wishes, found, lexis)
    return wishes


def _wishes(each: Word, lexis: Lexis) -> list[Wish]:
    """One wish for each part of a compound; what the whole word stands for fulfils them all, but what the head alone
    means fulfils the head: a "Fußballtrainer" is a trainer, and a trainer is no football."""
    parts = lexis.splitter.split(each.text)
    whole = lexis.single.get(each.stem, ())
    wishes = []
    for part in parts or (each.stem,):
        wish = Wish(each.text, each.stem, part, share=1 / len(parts or (1,)), light=part in LIGHT)
        wish.accept(each.stem, 1.0)
        if parts:
            wish.accept(part, PART)
            _accept_concepts(wish, lexis.single.get(part, ()), PART_CONCEPT, lexis)
        of_head = lexis.single.get(parts[-1], ()) if parts and part != parts[-1] else ()
        _accept_concepts(wish, [concept for concept in whole if concept not in of_head], 1.0, lexis)
        if not wish.alternatives.keys() & {f"~{c}" for c in lexis.concepts}:
            foreign = [concept for key in sorted(foreign_keys(each.text)) for concept in lexis.foreign.get(key, ())]
            _accept_concepts(wish, foreign, FOREIGN, lexis)
            if not foreign and not parts and not lexis.is_word(each.text):
                hinted = [concept for key in sorted(foreign_keys(each.text)) for concept in lexis.hints.get(key, ())]
                _accept_concepts(wish, hinted, HINTED, lexis)
        wish.known = bool(parts) or lexis.knows(each.text)
        wishes.append(wish)
    return wishes


def _accept_concepts(wish: Wish, concepts: Iterable[str], quality: float, lexis: Lexis) -> None:
    for concept in concepts:
        wish.accept(f"~{concept}", quality)
        for upper in lexis.concepts[concept].broader:
            wish.fall_back(f"~{upper}", BROADER * quality)
        for other in lexis.concepts[concept].related:
            wish.fall_back(f"~{other}", RELATED * quality)


def _wish_of_small_words(stems: set[str], lexis: Lexis) -> list[Wish]:
    """ "Ab und zu" means something although none of its words does."""
    meant = {phrase.concept for key in stems for phrase in lexis.phrases.get(key, ()) if phrase.stems <= stems}
    if not meant:
        return []
    wish = Wish(" ".join(sorted(stems)), "", "")
    _accept_concepts(wish, sorted(meant), 1.0, lexis)
    return [wish]


def _accept_phrases(wishes: list[Wish], stems: set[str], small: set[str], lexis: Lexis) -> None:
    """A phrase whose words all stand in the question fulfils each of them. Where it needs small words ("für einen
    Tag"), it is an idiom: its other word alone means less than it does elsewhere."""
    there = stems | {wish.stem for wish in wishes}
    for key in sorted(there):
        for phrase in lexis.phrases.get(key, ()):
            if phrase.stems <= there:
                _fulfil(wishes, phrase, lexis)
                for wish in wishes:
                    if phrase.stems & small and phrase.stems - small == {wish.stem}:
                        wish.alternatives[wish.stem] *= IDIOM


def _fulfil(wishes: list[Wish], phrase: Phrase, lexis: Lexis) -> None:
    for wish in wishes:
        if wish.stem in phrase.stems:
            _accept_concepts(wish, (phrase.concept,), 1.0, lexis)


def _accept_foreign_phrases(wishes: list[Wish], found: list[Word], lexis: Lexis) -> None:
    keys = {each.text: foreign_keys(each.text) for each in found}
    there = frozenset().union(*keys.values()) if keys else frozenset()
    for key in sorted(there):
        for phrase in lexis.foreign_phrases.get(key, ()):
            if phrase.stems <= there:
                for wish in wishes:
                    if keys.get(wish.word, frozenset()) & phrase.stems:
                        _accept_concepts(wish, (phrase.concept,), FOREIGN, lexis)


def is_wish(text: str, lexis: Lexis) -> bool:
    """Whether a text says what somebody would like and nothing of themselves: few words, each of them a word of
    the vocabulary or the dictionary, no number, no address. A family name that is a word passes, and says no more
    than the word."""
    if len(text) > LONGEST_WISH or len(text) < SHORTEST_WISH or any(c.isdigit() or c in "@/\\" for c in text):
        return False
    meant = [each for each in words(text) if not each.stop and not each.joined]
    return 0 < len(meant) <= MOST_WORDS and all(lexis.is_word(each.text) for each in meant)


def correct(wishes: Iterable[Wish], lexis: Lexis, register: Mapping[str, int]) -> dict[str, str]:
    """Words that neither the vocabulary nor the register knows are read as similar ones of either.

    ``register``: terms of the register that could be meant, with the number of records. Returns what was read as
    what."""
    read_as: dict[str, str] = {}
    for wish in wishes:
        if wish.known or register.get(wish.stem):
            continue
        found = similar(wish.word, lexis.spelled) + similar(wish.stem, frozenset(register))
        ordered = sorted(found, key=lambda pair: (-pair[1], pair[0] not in lexis.surfaces, pair[0]))[:4]
        for number, (other, quality) in enumerate(ordered):
            if number == 0:
                read_as[wish.word] = lexis.surfaces.get(other, other)
                wish.stem = wish.whole = other if other in register else words_stem(other)
            for theirs in _wishes(Word(other, other if other in register else words_stem(other)), lexis):
                for term, value in theirs.alternatives.items():
                    wish.accept(term, value * quality)
                for term, value in theirs.near.items():
                    wish.fall_back(term, value * quality)
    return read_as


def words_stem(text: str) -> str:
    return next((each.stem for each in words(text)), text)


def weigh(wishes: Iterable[Wish], statistics: Statistics) -> Plan:
    """Values by the rarity of a wish: the rarer what would fulfil it, the more it says. Its own word counts once
    more, so that among records about a thing those stand first that call it as the question does."""
    asked = list(wishes)
    all_light = all(wish.light for wish in asked)
    return Plan(tuple(_planned(wish, statistics, decides=all_light or not wish.light) for wish in asked))


def _planned(wish: Wish, statistics: Statistics, *, decides: bool) -> Planned:
    share = wish.share * (LIGHT_WEIGHT if wish.light else 1.0)
    weight = share * (EVERY_WISH + _rarity(wish.alternatives, statistics))
    own = {term: quality for term, quality in wish.alternatives.items() if term in (wish.stem, wish.whole)}
    more = OWN_WORD * share * (EVERY_WISH + _rarity(own, statistics))
    values = {term: quality * weight for term, quality in _with_near(wish, statistics).items()}
    owns = {term: quality * more for term, quality in own.items()}
    return Planned(values, owns, decides, WELL * MENTIONED * weight, wish.share)


def _with_near(wish: Wish, statistics: Statistics) -> dict[str, float]:
    """The fewer records fulfil the wish, the more is a general or related one worth: who asks for a piano where
    three offers have one is glad of music."""
    fulfilled = sum(quality * statistics.documents.get(term, 0) for term, quality in wish.alternatives.items())
    need = FEW / (FEW + fulfilled)
    near = {term: quality * need for term, quality in wish.near.items() if quality * need >= LEAST_NEAR}
    return near | wish.alternatives


def _rarity(alternatives: Mapping[str, float], statistics: Statistics) -> float:
    """BM25's idf of all alternatives as one term."""
    documents = sum(quality * statistics.documents.get(term, 0) for term, quality in alternatives.items())
    documents = min(documents, statistics.records)
    return math.log(1 + (statistics.records - documents + 0.5) / (documents + 0.5))


def worth(impact: int) -> float:
    """Which part of a term's value a record of this impact has."""
    return MENTIONED + (1 - MENTIONED) * impact / MOST_IMPACT


def score(plan: Plan, impacts: Mapping[str, int]) -> float:
    """What a record with these terms is worth: of each wish the best alternative and the best own word; 0 where no
    wish that decides is fulfilled."""
    best = [_best(wish.values, impacts) for wish in plan.wishes]
    if not any(value and wish.decides for value, wish in zip(best, plan.wishes, strict=True)):
        return 0.0
    return sum(best) + sum(_best(wish.own, impacts) for wish in plan.wishes)


def _best(values: Mapping[str, float], impacts: Mapping[str, int]) -> float:
    return max((value * worth(impacts[term]) for term, value in values.items() if term in impacts), default=0.0)
