"""What the names of a whole list tell of each word: how rare it is, and how many names begin alike."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from engagiert.engines.linkage.parsing import Name, parse
from engagiert.engines.linkage.records import Record
from engagiert.engines.linkage.words import (
    CARRIER,
    CONTENT,
    FILLERS,
    GENERIC,
    HOME,
    LEVEL,
    NUMBER,
    OFFICE,
    PLACE,
    SPORT,
    UNIT,
    YEAR,
    stem,
)
from engagiert.engines.text.folding import fold

# As many names as stand behind what we expect of a word before we have seen any list.
EXPECTED_NAMES = 2000
# How often a word of a kind stands in such names.
_EXPECTED = {
    CONTENT: 1,
    CARRIER: 20,
    PLACE: 30,
    HOME: 600,
    UNIT: 30,
    SPORT: 30,
    LEVEL: 40,
    OFFICE: 40,
    GENERIC: 60,
    NUMBER: 20,
    YEAR: 10,
}
_LONGEST_HEAD = 5
# Only these words make another site of what stands before them.
_SITE_WORDS = frozenset({CONTENT, UNIT, SPORT, PLACE, NUMBER})


class Corpus:
    """Statistics of a list. An empty one works too: then every word is as rare as its kind."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._names = 0
        self._words: Counter[str] = Counter()
        self._here: Counter[tuple[str, str]] = Counter()
        self._heads: defaultdict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = defaultdict(set)
        self._doors: defaultdict[tuple[str, tuple[str, ...]], set[str]] = defaultdict(set)
        self._contacts: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._information: dict[tuple[str, str], float] = {}
        for record in records:
            self._count(record)

    def _count(self, record: Record) -> None:
        name = parse(record.name)
        stems = name.stems
        self._names += 1
        self._words.update(set(stems))
        self._here.update((record.place, word) for word in set(stems))
        for length in range(1, min(len(stems), _LONGEST_HEAD) + 1):
            tails = self._heads[record.place, stems[:length]]
            tail = tuple(word.stem for word in name.words[length:] if word.kind in _SITE_WORDS)
            if tail and len(tails) < MOST_TAILS:
                tails.add(tail)
        door = door_of(record)
        if door:
            doors = self._doors[record.place, tuple(sorted(stems))]
            if len(doors) < MOST_TAILS:
                doors.add(door)
        for contact in {*record.phones, *record.mails, record.website} - {""}:
            if len(self._contacts[contact]) < MOST_TAILS:
                self._contacts[contact].add(stems[:2])

    def information(self, word: str, kind: str) -> float:
        """How much a word tells, as the natural logarithm of one over its frequency."""
        known = self._information.get((word, kind))
        if known is None:
            seen = self._words[word] + _EXPECTED.get(kind, 1)
            known = math.log((self._names + EXPECTED_NAMES) / seen)
            self._information[word, kind] = known
        return known

    def frequency(self, word: str) -> int:
        return self._words[word]

    def frequency_at(self, place: str, word: str) -> int:
        """In how many names of a place the word stands."""
        return self._here[place, word]

    def fan(self, place: str, head: tuple[str, ...]) -> int:
        """How many different names of a place begin with these words and go on."""
        return len(self._heads.get((place, head[:_LONGEST_HEAD]), ()))

    def doors(self, place: str, name: Name) -> int:
        """At how many doors of a place this very name stands."""
        return len(self._doors.get((place, tuple(sorted(name.stems))), ()))

    def sharers(self, contact: str) -> int:
        """How many differently named bodies give this phone, mail or website."""
        return len(self._contacts.get(contact, ()))


MOST_TAILS = 50


def door_of(record: Record) -> str:
    """Street and number as one comparable word; empty where either is missing."""
    return _door(record.street, record.house_number) if record.street else ""


@lru_cache(maxsize=50_000)
def _door(street: str, house_number: str) -> str:
    plain = fold(street).replace("strasse", "str").replace(" ", "")
    return plain + fold(house_number).replace(" ", "") if plain else ""


def town_words(record: Record) -> frozenset[str]:
    """Stems of the town's name and of the adjective made of it ("Werne", "Werner")."""
    return _town_stems(record.town)


@lru_cache(maxsize=5_000)
def _town_stems(town: str) -> frozenset[str]:
    words = [word for word in fold(town).split() if word not in FILLERS and len(word) > 2]
    adjectives = [
        form for word in words for form in (word + "er", word.rstrip("e") + "er", word.removesuffix("en") + "er")
    ]
    return frozenset(stem(word) for word in (*words, *adjectives))
