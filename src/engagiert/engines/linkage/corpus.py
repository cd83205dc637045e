"""What the names of a whole list tell of each word: how rare it is, and how many names begin alike."""

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

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


class _Distinct:
    """How many different values each key has had, up to ``MOST``; keys and values are kept as numbers only."""

    MOST: Final = 50

    def __init__(self) -> None:
        self._one: dict[int, int] = {}
        self._many: dict[int, set[int]] = {}

    def add(self, key: object, value: object) -> None:
        place, number = hash(key), hash(value)
        first = self._one.setdefault(place, number)
        if first != number:
            several = self._many.setdefault(place, {first})
            if len(several) < self.MOST:
                several.add(number)

    def count(self, key: object) -> int:
        place = hash(key)
        several = self._many.get(place)
        return len(several) if several else int(place in self._one)


class Corpus:
    """Statistics of a list. An empty one works too: then every word is as rare as its kind."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._names = 0
        self._words: Counter[str] = Counter()
        self._here: Counter[int] = Counter()
        self._heads, self._doors, self._contacts = _Distinct(), _Distinct(), _Distinct()
        self._information: dict[tuple[str, str], float] = {}
        for record in records:
            self._count(record)

    def _count(self, record: Record) -> None:
        name = parse(record.name)
        stems = name.stems
        said = set(stems)
        self._names += 1
        self._words.update(said)
        self._here.update([hash((record.place, word)) for word in said])
        sites = tuple(word.stem for word in name.words if word.kind in _SITE_WORDS)
        left = len(sites)
        for length, word in enumerate(name.words[:_LONGEST_HEAD], start=1):
            left -= word.kind in _SITE_WORDS
            if left:
                self._heads.add((record.place, stems[:length]), sites[-left:])
        door = door_of(record)
        if door:
            self._doors.add((record.place, *sorted(stems)), door)
        for contact in {*record.phones, *record.mails, record.website} - {""}:
            self._contacts.add(contact, stems[:2])

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
        return self._here[hash((place, word))]

    def fan(self, place: str, head: tuple[str, ...]) -> int:
        """How many different names of a place begin with these words and go on."""
        return self._heads.count((place, head[:_LONGEST_HEAD]))

    def doors(self, place: str, name: Name) -> int:
        """At how many doors of a place this very name stands."""
        return self._doors.count((place, *sorted(name.stems)))

    def sharers(self, contact: str) -> int:
        """How many differently named bodies give this phone, mail or website."""
        return self._contacts.count(contact)


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
