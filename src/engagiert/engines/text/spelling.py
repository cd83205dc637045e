"""Typing errors: which known words could be meant (Damerau 1964: one letter missing, added, wrong, or two swapped)."""

from collections.abc import Iterable, Set
from functools import lru_cache

MOST_SIMILAR = 6
# Of so many words those that begin alike are looked up, instead of comparing all.
_MANY = 1_000


def similar(word: str, known: Set[str]) -> list[tuple[str, float]]:
    """Words of ``known`` at a distance of one, from eight letters on of two, with a quality; the nearest first.

    Words of fewer than four letters are too near to too many. A long common beginning counts as an inflection.
    """
    if len(word) < 4:
        return []
    allowed = 2 if len(word) >= 8 else 1
    found = []
    for other in _beginning_alike(word, known):
        if len(other) < 4 or abs(len(other) - len(word)) > max(allowed, 4):
            continue
        steps = distance(word, other, allowed)
        if steps <= allowed:
            found.append((other, 1 - (0.1 + 0.15 * (steps - 1) if steps else 0)))
        elif _same_beginning(word, other):
            found.append((other, 0.7))
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST_SIMILAR]


def _beginning_alike(word: str, known: Set[str]) -> Iterable[str]:
    """Words with the first letter of ``word``, or with its second and third."""
    if len(known) < _MANY:
        return [other for other in known if other[:1] == word[0] or other[1:3] == word[1:3]]
    first, second = _by_beginning(frozenset(known))
    return first.get(word[0], set()) | second.get(word[1:3], set())


@lru_cache(maxsize=4)
def _by_beginning(known: frozenset[str]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    first: dict[str, set[str]] = {}
    second: dict[str, set[str]] = {}
    for each in known:
        first.setdefault(each[:1], set()).add(each)
        second.setdefault(each[1:3], set()).add(each)
    return first, second


def _same_beginning(word: str, other: str) -> bool:
    shorter = min(len(word), len(other))
    return shorter >= 5 and word[:shorter] == other[:shorter] and abs(len(word) - len(other)) <= 4


def distance(a: str, b: str, most: int) -> int:
    """Optimal string alignment distance; ``most`` + 1 where it is larger."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
