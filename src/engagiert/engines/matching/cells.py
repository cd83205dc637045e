"""What stands in the cells of the two tables: numbers, lists, times of the week. German and English words.

Every function raises BadCellError with one German sentence that says what was read and what to write.
"""

import math
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache, reduce
from operator import or_

from engagiert.engines.text.folding import fold

from . import taxonomy, week
from .names import CERTIFICATE_NAMES, KIND_NAMES, LANGUAGE_NAMES

MOST_CHARACTERS = 5_000
_SHOWN = 60
_YES = frozenset({"ja", "yes", "j", "y", "1", "true", "wahr", "x"})
_NO = frozenset({"", "nein", "no", "n", "0", "false", "falsch"})


class BadCellError(ValueError):
    """The message is a German sentence."""


def shown(text: str) -> str:
    """A cell in a message, cut where it is long."""
    return f"„{text[:_SHOWN]}…“" if len(text) > _SHOWN else f"„{text}“"


def number(text: str, low: float, high: float, what: str) -> float:
    """A number between two others; point or comma."""
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        found = math.nan
    if not low <= found <= high:
        raise BadCellError(f"{shown(text)} ist {what}. Gebraucht wird eine Zahl von {low:g} bis {high:g}.")
    return found


def whole(text: str, low: int, high: int, what: str) -> int:
    found = number(text, low, high, what)
    if found != int(found):
        raise BadCellError(f"{shown(text)} ist {what}. Gebraucht wird eine ganze Zahl.")
    return int(found)


def yes_or_no(text: str) -> bool:
    folded = fold(text)
    if folded in _YES or folded in _NO:
        return folded in _YES
    raise BadCellError(f"{shown(text)}: Gebraucht wird „ja“ oder „nein“.")


def parts(text: str) -> list[str]:
    """The entries of a list, divided by semicolons or upright strokes."""
    if not text:
        return []
    return [entry.strip() for entry in re.split(r"[;|]", text) if entry.strip()]


def _by_word(names: dict[str, tuple[str, str]]) -> dict[str, str]:
    return {fold(word): code for code, words in names.items() for word in (code, *words)}


_LANGUAGES, _CERTIFICATES = _by_word(LANGUAGE_NAMES), _by_word(CERTIFICATE_NAMES)
_KINDS = _by_word(KIND_NAMES) | {
    "ehrenamt": "honorary_office", "vorstand": "honorary_office", "amt": "honorary_office", "regelmaessig": "regular",
    "einmalig": "one_off", "one off": "one_off", "honorary office": "honorary_office",
}  # fmt: skip


def _one(known: dict[str, str], what: str, examples: str) -> Callable[[str], str]:
    def read(word: str) -> str:
        code = known.get(fold(word))
        if code is None:
            raise BadCellError(f"{shown(word)} ist {what}, die wir nicht kennen. Möglich sind zum Beispiel {examples}.")
        return code

    return read


language = _one(_LANGUAGES, "eine Sprache", "de, ar, uk, Türkisch")
certificate = _one(_CERTIFICATES, "eine Bescheinigung", ", ".join(list(CERTIFICATE_NAMES)[:3]))
kind = _one(_KINDS, "eine Art", "regular, one_off, project, honorary_office")


@cache
def term(kind: str) -> Callable[[str], str]:
    """Reads a word as a term of this kind."""

    @lru_cache(10_000)
    def read(word: str) -> str:
        try:
            return taxonomy.code_of(word, kind)
        except taxonomy.UnknownTermError:
            what = "ein Bereich, den" if kind == taxonomy.FIELD else "ein Können, das"
            raise BadCellError(
                f"{shown(word)} ist {what} wir nicht kennen. Die Liste steht in docs/engines/matching.md."
            ) from None

    return read


def any_term(word: str) -> str:
    """A field or a skill."""
    try:
        return term(taxonomy.FIELD)(word)
    except BadCellError:
        return term(taxonomy.SKILL)(word)


_DAY_WORDS = (
    ("mo", "montag", "montags", "mon", "monday"), ("di", "dienstag", "dienstags", "tue", "tuesday"),
    ("mi", "mittwoch", "mittwochs", "wed", "wednesday"), ("do", "donnerstag", "donnerstags", "thu", "thursday"),
    ("fr", "freitag", "freitags", "fri", "friday"), ("sa", "samstag", "samstags", "sonnabend", "sat", "saturday"),
    ("so", "sonntag", "sonntags", "sun", "sunday"),
)  # fmt: skip
_DAYS: dict[str, tuple[int, ...]] = {word: (day,) for day, words in enumerate(_DAY_WORDS) for word in words} | {
    word: days
    for words, days in (
        (("werktags", "wochentags", "weekdays", "weekday"), (0, 1, 2, 3, 4)),
        (("wochenende", "wochenends", "weekend", "weekends"), (5, 6)),
        (("taeglich", "daily"), (0, 1, 2, 3, 4, 5, 6)),
    )
    for word in words
}
_PARTS = {
    word: part
    for part, words in enumerate(
        (
            ("vormittag", "vormittags", "morgens", "morning", "mornings"),
            ("nachmittag", "nachmittags", "afternoon", "afternoons"),
            ("abend", "abends", "evening", "evenings"),
            ("nacht", "nachts", "night", "nights"),
        )
    )
    for word in words
}
_ANY = frozenset({"immer", "jederzeit", "flexibel", "any", "always", "anytime", "egal"})
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:uhr)?\s*(?:-|–|bis|to)\s*(\d{1,2})(?:[:.]([0-5]\d))?\s*(?:uhr)?$", re.I
)
_HOW = "Gebraucht wird Tag und Tageszeit wie „Di abends“, „Samstagvormittag“, „Mon 18-20“ oder „Wochenende“"


def times(text: str) -> week.Week:
    """The parts of the week that a list of times touches; nothing written means any time."""
    if not text.strip():
        return week.ANY_TIME
    found = 0
    for entry in parts(text):
        found |= _time(entry)
    return found


# The same few words stand in thousands of cells.
@lru_cache(10_000)
def _time(entry: str) -> week.Week:
    if fold(entry) in _ANY:
        return week.ANY_TIME
    clock = _CLOCK.search(entry)
    if clock:
        return _clock(entry, clock)
    words = [word for part in fold(entry).split() for word in _taken_apart(part)]
    days = [day for word in words for day in _DAYS.get(word, ())] or (list(range(7)) if words else [])
    some = [_PARTS[word] for word in words if word in _PARTS]
    if not words or any(word not in _DAYS and word not in _PARTS for word in words):
        raise BadCellError(f"{shown(entry)} ist keine Zeit, die wir verstehen. {_HOW}.")
    # A day alone is the whole day, but for the night.
    return week.week((day, part) for day in days for part in some or (week.MORNING, week.AFTERNOON, week.EVENING))


def _taken_apart(word: str) -> Sequence[str]:
    """ "dienstagabend" as its two words."""
    for day in _DAYS:
        if word.startswith(day) and word[len(day) :] in _PARTS and word not in _DAYS:
            return day, word[len(day) :]
    return (word,)


def _clock(entry: str, clock: re.Match[str]) -> week.Week:
    days = _DAYS.get(fold(entry[: clock.start()]))
    if days is None:
        raise BadCellError(f"{shown(entry)}: Vor der Uhrzeit fehlt ein Tag. {_HOW}.")
    start, end = (int(clock[at]) + int(clock[at + 1] or 0) / 60 for at in (1, 3))
    try:
        return reduce(or_, (week.between(day, start, end) for day in days))
    except ValueError:
        raise BadCellError(
            f"{shown(entry)}: Diese Uhrzeit gibt es nicht. Gebraucht wird Anfang vor Ende, von 0 bis 24 Uhr."
        ) from None
