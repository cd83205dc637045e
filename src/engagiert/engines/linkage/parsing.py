"""A name taken apart: legal forms set aside, abbreviations written out, words told by kind."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from engagiert.engines.linkage.names import ABBREVIATIONS, LEGAL_FORMS
from engagiert.engines.linkage.words import (
    CONTENT,
    FILLERS,
    GENERIC,
    LEVEL,
    LEVEL_FIRST,
    is_level,
    kind_of,
    names_supporters,
    split_compound,
    stem,
)
from engagiert.engines.text.folding import fold

# What stands behind this many signs says nothing more about who is meant.
MOST_SIGNS = 300
MOST_WORDS = 40

_AND = re.compile(r"\s*&\s*|(?<=\w)\s\+\s(?=\w)")
# A dash with a space on a side, but not the one of "Kinder- und Jugendhaus"
_BREAK = re.compile(r"\s+[-–—]+(?=\s|\w)|(?<=\w|\.)[-–—]+\s+(?!(?:und|u\.|oder|bzw)\b)|[–—_/|:;,()\[\]]+")
_LEGAL = re.compile(r"\b(?:" + "|".join(LEGAL_FORMS) + r")\b")
_CHURCHLY = re.compile(r"\bev\b(?=\s+\w)")
_REGISTERED = re.compile(r"(?i)(?<!\w)e\s*\.?\s*V\b\.?")
_REGISTERED_WORD = re.compile(r"(?i)(?<!\w)ev\b\.?+(?!\s*[-–]?\s*\w)")
# a partner or an address behind the name, and the ending of a website
_PARTNER = re.compile(r"(?i)\s(?:in (?:kooperation|zusammenarbeit|verbindung) mit|in tr(?:ä|ae)gerschaft|c/o|℅)\s.*")
_DOMAIN = re.compile(r"(?i)(?<=\w)\.(?:de|org|net|com|info|eu|nrw)\b")
_STANDS_FOR = {
    "caritasverband": "caritas verband",
    "diakonisches": "diakonie",
    "diakonischen": "diakonie",
    "ruf": "reit und fahr verein",
    "rfv": "reit und fahr verein",
    "zrfv": "zucht reit und fahr verein",
    "kgv": "kleingarten verein",
    "gv": "gesang verein",
    "jugendrotkreuz": "jugend rotes kreuz",
    "jrk": "jugend rotes kreuz",
    "koeb": "katholisch oeffentlich buecherei",
    "abt": "abteilung",
    "gs": "grundschule",
    "nrw": "nordrhein westfalen",
}


@dataclass(frozen=True, slots=True)
class Word:
    """``stem`` is compared, ``kind`` says what a difference in it means; ``segment`` counts dashes and commas."""

    stem: str
    kind: str
    segment: int
    after_form: bool = False


@dataclass(frozen=True, slots=True)
class Name:
    """A name in parts. ``forms``: its legal forms; ``support``: it names a body that supports another one."""

    words: tuple[Word, ...]
    forms: frozenset[str]
    support: bool

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(word.stem for word in self.words)


@lru_cache(maxsize=150_000)
def parse(text: str) -> Name:
    """Case, spaces, quotes, umlaut spelling and an "e.V." at the end make no difference."""
    plain = _AND.sub(" und ", unicodedata.normalize("NFC", _visible(text[:MOST_SIGNS]))).strip()
    plain = _PARTNER.sub("", _DOMAIN.sub("", plain))
    words: list[Word] = []
    forms: set[str] = set()
    raw: list[str] = []
    after_form = False
    for segment, (part, bracketed) in enumerate(_segments(plain)):
        found, pieces = _pieces(part)
        for piece, is_form in pieces:
            if is_form:
                after_form = bool(words)
                continue
            written = _written_out(piece.split())
            raw.extend(written)
            words.extend(_words(written, segment, after_form and not bracketed))
        forms |= found
    kept = _without_own_initials(words[:MOST_WORDS])
    return Name(tuple(kept), frozenset(forms), names_supporters(tuple(raw)))


def _visible(text: str) -> str:
    """Without signs that nobody sees: marks of direction, soft hyphens, control characters."""
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c.isspace())


def _segments(text: str) -> list[tuple[str, bool]]:
    """The parts between dashes, commas and brackets: (text, does it stand in brackets)."""
    parts = []
    start, bracketed = 0, False
    for found in _BREAK.finditer(text):
        parts.append((text[start : found.start()], bracketed))
        signs = found.group()
        bracketed = "(" in signs or "[" in signs or (bracketed and ")" not in signs and "]" not in signs)
        start = found.end()
    parts.append((text[start:], bracketed))
    return [part for part in parts if part[0].strip()]


def _pieces(part: str) -> tuple[set[str], list[tuple[str, bool]]]:
    """A segment cut at its legal forms: (text, is it a form), in order."""
    marked = _REGISTERED_WORD.sub(" eingetragener verein ", part)
    marked = re.sub(r"(?i)(?<!\w)e\s*\.\s*V\b\.?", " eingetragener verein ", marked)
    folded = fold(marked)
    folded = re.sub(r"^e v$| e v\b", " eingetragener verein", folded)
    pieces: list[tuple[str, bool]] = []
    forms: set[str] = set()
    start = 0
    for match in _LEGAL.finditer(folded):
        if match.group() in _AT_END_ONLY and match.end() != len(folded):
            continue
        pieces.append((folded[start : match.start()], False))
        pieces.append(("", True))
        forms.add(_form(match.group()))
        start = match.end()
    pieces.append((folded[start:], False))
    return forms, [piece for piece in pieces if piece[1] or piece[0].strip()]


_AT_END_ONLY = frozenset({"ag", "eg", "kg", "ug", "e g", "i g", "mbh", "ev", "e v"})


def _form(found: str) -> str:
    if "verein" in found or found in {"e v", "ev"}:
        return "ev"
    if "gmbh" in found or "haftung" in found or found in {"ug", "gug", "mbh"} or "ug" in found:
        return "gmbh"
    return found.replace(" ", "")


def _written_out(words: list[str]) -> list[str]:
    """Abbreviations as words, single letters in a row ("R.U.N.") as one word."""
    result: list[str] = []
    letters = ""
    for place, word in enumerate(words):
        if len(word) == 1 and word.isalpha():
            letters += word
            continue
        if letters:
            result.append(letters)
            letters = ""
        if word == "ag" and place == 0:
            result.append("arbeitsgemeinschaft")
        else:
            result.extend(ABBREVIATIONS.get(word, _STANDS_FOR.get(word, word)).split())
    if letters:
        result.append(letters)
    return result


@lru_cache(maxsize=100_000)
def _units(word: str) -> tuple[tuple[str, str], ...]:
    """A written word as (stem, kind) units: whole where its kind is known, else cut at a known second part."""
    whole = stem(word)
    kind = kind_of(word) if kind_of(word) != CONTENT else kind_of(whole)
    if kind != CONTENT:
        return ((whole, kind),)
    return tuple((stem(part), kind_of(stem(part))) for part in split_compound(word))


def _words(written: list[str], segment: int, after_form: bool) -> list[Word]:
    result: list[Word] = []
    saint = False
    for word in written:
        if word in FILLERS:
            continue
        if word == "sankt":
            saint = True
            continue
        if saint:
            result.append(Word("sankt" + word.removesuffix("s"), CONTENT, segment, after_form))
            saint = False
            continue
        for text, kind in _units(word):
            if result and is_level(result[-1].stem, text) and result[-1].segment == segment:
                result[-1] = Word(_rung(result[-1].stem + text), LEVEL, segment, after_form)
            else:
                result.append(Word(_rung(text) if kind == LEVEL else text, kind, segment, after_form))
    return result


def _rung(word: str) -> str:
    """A federation has one kind of body on each rung: "Ortsverein", "Ortsgruppe" and "Ortsverband" are one."""
    return next((first for first in LEVEL_FIRST if word.startswith(first)), word)


def _without_own_initials(words: list[Word]) -> list[Word]:
    """ "Lange Aktiv Bleiben (LAB)": a word that repeats the initials of the name's other words says nothing new."""
    kept = []
    for place, word in enumerate(words):
        others = words[:place] + words[place + 1 :]
        short = 2 <= len(word.stem) <= 8 and word.kind in (CONTENT, GENERIC) and word.stem.isalpha()
        if short and len(others) > 1 and _is_initials(word.stem, "".join(o.stem[0] for o in others)):
            continue
        kept.append(word)
    return kept


def _is_initials(short: str, initials: str) -> bool:
    plain = short.removesuffix("ev") if len(short) > 4 else short
    return len(plain) >= 3 and plain in initials
