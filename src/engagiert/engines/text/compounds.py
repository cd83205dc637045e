"""German compounds come apart: "Hausaufgabenhilfe" is found by "Hilfe bei Hausaufgaben".

A word splits where both sides are known, with the usual letters between them (Langer 1998 counts s, n, en, er, es
and none for nine of ten compounds). Every word of a split is known, so that "Verantwortung" does not hold an "Ort".
"""

from collections.abc import Set
from functools import lru_cache

from .words import STOP, stem

SHORTEST_PART = 4
SHORTEST_COMPOUND = 8
_LINKS = ("", "s", "es", "n", "en", "er", "e")
# Endings that look like words and are none.
_NO_HEADS = (
    "heit",
    "keit",
    "ung",
    "ungen",
    "schaft",
    "isch",
    "lich",
    "eien",
    "ende",
    "enden",
    "erin",
    "isten",
    "rung",
    "rungen",
    "chen",
    "lein",
    "tung",
    "tungen",
    "eren",
    "ieren",
)


# Short words that stand first only: "gestalten" is not about age.
_NEVER_LAST = frozenset({"alt", "arm", "not"})
# Verbs and what is made of them: "präsentieren" holds no "Tier".
_NO_COMPOUND = ("ieren", "iert", "ierte", "ierten", "ierter", "iertes", "ierend", "ierende", "ierenden")
# Words whose parts say nothing of them: "Lebensmittel" are no means, "Freizeit" is not free of charge.
_WHOLE_WORDS = """
    aktivitaet angebot dekoration dienstag donnerstag erwachsene fantasie fortbildung freitag freizeit fuehrerschein
    generation hardware hintergrund integration interesse konzert lebensmittel material mittwoch nachmittag ruhestand
    samstag schwerpunkt software sonntag supervision vormittag werkstatt wochentag workshop zeitraum zeitschrift
"""
_WHOLE = frozenset(stem(each) for each in _WHOLE_WORDS.split())


class Splitter:
    """``known``: stems of words that may be parts; ``short``: those of fewer than four letters ("Rad", "alt")."""

    def __init__(self, known: Set[str], short: Set[str] = frozenset()) -> None:
        self._known = known
        self._short = short
        self.split = lru_cache(maxsize=100_000)(self._split)

    def knows(self, word: str) -> bool:
        return len(word) >= SHORTEST_PART and stem(word) in self._known

    def _split(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of a folded word, the head last; empty where it does not come apart."""
        if len(word) < SHORTEST_COMPOUND or not word.isascii() or not word.isalpha():
            return ()
        if word.endswith(_NO_COMPOUND) or stem(word) in _WHOLE:
            return ()
        found = self._cut(word)
        return tuple(found) if found else ()

    def _cut(self, word: str) -> list[str] | None:
        """Few parts before many; of equally many the one with the longest head: "Gebärden-sprache", not
        "Gebärdens-prache"."""
        best: list[str] | None = None
        for at in range(3, len(word) - 2):
            head = self._head(word[at:])
            first = self._first(word[:at]) if head is not None else None
            if head is not None and first is not None and (best is None or len(first) + 1 < len(best)):
                best = [*first, head]
        return best

    def _head(self, text: str) -> str | None:
        if text in _NO_HEADS:
            return None
        found = stem(text)
        if len(text) >= SHORTEST_PART and found in self._known:
            return found
        return found if text in self._short and text not in _NEVER_LAST else None

    def _first(self, text: str) -> list[str] | None:
        """A word with a link behind it, or a compound of its own."""
        for link in _LINKS:
            plain = text.removesuffix(link)
            if link and plain == text:
                continue
            if plain in self._short:
                return [plain]
            if (
                len(plain) >= SHORTEST_PART
                and plain.removesuffix("s") not in STOP
                and (found := stem(plain)) in self._known
            ):
                return [found]
        return self._cut(text) if len(text) >= SHORTEST_COMPOUND else None
