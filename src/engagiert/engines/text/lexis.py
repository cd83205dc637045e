"""The vocabulary made ready: which stems and phrases stand for which concepts, and what is a word at all."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache

from .compounds import SHORTEST_PART, Splitter
from .concepts import Concept, closure, load
from .folding import fold
from .lexicon import parts
from .words import LIGHT, STOP, stem, words

# Snowball's names of the languages whose inflection is known; others are compared as written.
_STEMMERS = {
    "en": "english", "tr": "turkish", "ru": "russian", "ar": "arabic", "fa": "persian", "pl": "polish",
    "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch", "ro": "romanian",
}  # fmt: skip
# A word that stands in phrases of so many concepts still hints at them.
MOST_HINTED = 2
_OWN_SCRIPT = frozenset({"ru", "ar", "fa"})
# Parts of compounds that are shorter than most words.
_SHORT = frozenset({"rad", "alt", "arm", "zoo", "bad", "see", "tee", "uhr", "weg", "hof", "not", "arzt", "bus", "tag"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term of several words: found where all its stems stand near each other, in any order. ``close``: it lives
    by its small words ("für einen Tag"), so they stand side by side."""

    stems: frozenset[str]
    concept: str
    close: bool = False


@dataclass(frozen=True, slots=True)
class Lexis:
    """``single``: German stem → concepts. ``phrases``: one stem of each → phrases. ``foreign``: stem of another
    language → concepts; ``foreign_phrases`` likewise. ``above``: concept → more general ones with their distance.
    ``hints``: stem of another language → concepts of phrases it stands in, where there are few.
    ``surfaces``: German words, folded → as written, for correcting."""

    concepts: Mapping[str, Concept]
    above: Mapping[str, Mapping[str, int]]
    single: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    foreign: Mapping[str, tuple[str, ...]]
    foreign_phrases: Mapping[str, tuple[Phrase, ...]]
    hints: Mapping[str, tuple[str, ...]]
    surfaces: Mapping[str, str]
    foreign_surfaces: frozenset[str]
    splitter: Splitter

    def is_word(self, folded: str) -> bool:
        """Whether it stands in the vocabulary or the dictionary, or comes apart into words that do."""
        return self.knows(folded) or self.splitter.knows(folded) or bool(self.splitter.split(folded))

    def knows(self, folded: str) -> bool:
        return stem(folded) in self.single or stem(folded) in LIGHT or bool(foreign_keys(folded) & self.foreign.keys())


def foreign_keys(folded: str) -> frozenset[str]:
    """What a word could be called in ``foreign``: "en:refuge", "xx:knitting"."""
    keys = {f"xx:{folded}"}
    keys |= {
        f"{code}:{stem(folded, name)}" for code, name in _STEMMERS.items() if folded.isascii() != (code in "ar ru fa")
    }
    return frozenset(keys)


def build(concepts: Iterable[Concept], dictionary: Set[str] = frozenset()) -> Lexis:
    """``dictionary``: stems of German words at large, beside those of the vocabulary, for splitting compounds.
    Without it compounds of the vocabulary's own words come apart."""
    everything = {concept.id: concept for concept in concepts}
    single: dict[str, list[str]] = {}
    phrases: dict[str, list[Phrase]] = {}
    foreign: dict[str, list[str]] = {}
    foreign_phrases: dict[str, list[Phrase]] = {}
    surfaces: dict[str, str] = {}
    foreign_surfaces: set[str] = set()
    for concept in everything.values():
        for term in (*concept.terms["de"], *concept.plain):
            for folded, written in _written(term).items():
                surfaces.setdefault(folded, written)
            _enter(single, phrases, german_key(term), concept.id, close=_is_close(term))
        for language, terms in concept.terms.items():
            if language != "de":
                for term in terms:
                    foreign_surfaces.update(each.text for each in words(term) if not each.stop)
                    for key in _foreign_keys(term, language):
                        _enter(foreign, foreign_phrases, key, concept.id)
    return Lexis(
        concepts=everything,
        above=closure(everything.values()),
        single={key: tuple(dict.fromkeys(ids)) for key, ids in single.items()},
        phrases={key: tuple(dict.fromkeys(found)) for key, found in phrases.items()},
        foreign={key: tuple(dict.fromkeys(ids)) for key, ids in foreign.items()},
        foreign_phrases={key: tuple(dict.fromkeys(found)) for key, found in foreign_phrases.items()},
        hints=_hints(foreign_phrases),
        surfaces=surfaces,
        foreign_surfaces=frozenset(foreign_surfaces),
        splitter=_splitter(surfaces, dictionary),
    )


def german_key(term: str) -> frozenset[str]:
    """The stems that make a term: those that mean something; with its small words where only one does."""
    found = [each for each in words(term) if not each.joined]
    meaning = frozenset(each.stem for each in found if not each.stop)
    if len(found) == 1 or len(meaning) > 1:
        return meaning
    return frozenset(each.stem for each in found)


def _written(term: str) -> dict[str, str]:
    """The words of a term that mean something: folded → as written."""
    found = {fold(each): each for each in re.findall(r"\w+", term)}
    return {folded: each for folded, each in found.items() if " " not in folded and folded and folded not in STOP}


def _is_close(term: str) -> bool:
    """Whether the term is made of one word that means something and small words around it."""
    found = [each for each in words(term) if not each.joined]
    return len(found) > 1 and len({each.stem for each in found if not each.stop}) < 2


def _foreign_keys(term: str, language: str) -> list[frozenset[str]]:
    folded = [each.text for each in words(term) if not each.joined]
    keys = [frozenset(f"xx:{each}" for each in folded)]
    if language in _STEMMERS:
        keys.append(frozenset(f"{language}:{stem(each, _STEMMERS[language])}" for each in folded))
    return keys


def _enter(
    single: dict[str, list[str]],
    phrases: dict[str, list[Phrase]],
    key: frozenset[str],
    concept: str,
    close: bool = False,
) -> None:
    if len(key) == 1:
        single.setdefault(next(iter(key)), []).append(concept)
    elif key:
        # Kept under its longest stem, which is likely the rarest.
        phrases.setdefault(max(sorted(key), key=len), []).append(Phrase(key, concept, close))


def _hints(phrases: Mapping[str, Iterable[Phrase]]) -> dict[str, tuple[str, ...]]:
    """The words of phrases, each with the concepts whose phrases hold it: "homework" stands in "homework help"
    alone. A word of many concepts hints at none."""
    concepts: dict[str, dict[str, None]] = {}
    for phrase in {phrase: None for found in phrases.values() for phrase in found}:
        for word in phrase.stems:
            concepts.setdefault(word, {})[phrase.concept] = None
    return {word: tuple(found) for word, found in concepts.items() if len(found) <= MOST_HINTED}


def _splitter(surfaces: Iterable[str], dictionary: Set[str]) -> Splitter:
    return Splitter(dictionary | {stem(each) for each in surfaces if len(each) >= SHORTEST_PART}, _SHORT)


@cache
def lexis() -> Lexis:
    """The vocabulary that comes with the package, made ready once a process."""
    return build(load(), parts())
