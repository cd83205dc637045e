"""From words to codes: fields of engagement, target groups, aids, languages, kind and sector.

A guess from words is an offer to the person who checks the import, never a fact. That is why the words stand
in a table of their own (``vocabulary.py``) and why nothing is guessed where no word fits.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from engagiert.engines.intake import vocabulary
from engagiert.engines.intake.cleaning import split_list
from engagiert.engines.text.folding import fold

_NEGATED = re.compile(r"\b(?:nicht|kein|keine|keinen|nein|no|ohne)\b")
_STEP_FREE = re.compile(r"\bohne (?:stufen?|barrieren?|schwellen?)\b")
_REGISTERED = re.compile(r"\be\.?\s?V\b|\bE\.\s?V\b|\be\.\s?v\b|\bEV$|\bEv$")
_CHARITABLE = re.compile(r"\bg(?:emeinn[^\s]+ )?\s?(?:GmbH|UG|AG)\b|gemeinn", re.IGNORECASE)
_BORDERS = {"=": (r"\b", r"\b"), "^": (r"\b", ""), "<": (r"\A", r"\b")}


@lru_cache(maxsize=256)
def _pattern(words: str) -> re.Pattern[str]:
    """One expression for a line of the vocabulary (its signs stand in ``vocabulary.py``)."""
    return re.compile("|".join(_expression(" ".join(entry.split())) for entry in words.split(",")))


def _expression(entry: str) -> str:
    before, after = _BORDERS.get(entry[:1], ("", ""))
    if entry.endswith("$"):
        after = r"\b"
    return f"{before}{re.escape(entry.strip('=^<$'))}{after}"


def codes_in(text: str, table: Mapping[str, str]) -> tuple[str, ...]:
    """Codes of ``table`` whose words stand in ``text``, in the order of the table."""
    folded = fold(text)
    if not folded:
        return ()
    return tuple(code for code, words in table.items() if _pattern(words).search(folded))


@lru_cache(maxsize=4_000)
def fields_of_engagement(category: str, name: str = "") -> tuple[str, ...]:
    """Fields by the category; only if that says nothing, by the name. Codes of the Volunteer Survey."""
    return codes_in(category, vocabulary.FIELDS_OF_ENGAGEMENT) or codes_in(name, vocabulary.FIELDS_OF_ENGAGEMENT)


def target_groups(text: str) -> tuple[str, ...]:
    """Groups a text addresses; a statement of age or "alle" included."""
    return codes_in(text, vocabulary.TARGET_GROUPS)


def accessibility(text: str) -> tuple[str, ...]:
    """Aids a place has. Parts of the text that deny something ("kein Aufzug") give no code."""
    found: set[str] = set()
    for part in split_list(text):
        folded = fold(part)
        if not _NEGATED.search(_STEP_FREE.sub("stufenlos", folded)):
            found.update(codes_in(folded, vocabulary.ACCESSIBILITY))
    return tuple(code for code in vocabulary.ACCESSIBILITY if code in found)


def languages(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ISO 639-1 codes, and the words that name no language we know."""
    codes: list[str] = []
    unknown: list[str] = []
    for part in split_list(text.replace(" & ", ", ")):
        words = fold(part).split()
        found = [code for word in words if (code := _language(word, alone=len(words) == 1))]
        codes.extend(found)
        if not found:
            unknown.append(part)
    return tuple(dict.fromkeys(codes)), tuple(unknown)


_CODES = frozenset(vocabulary.LANGUAGES.values())


def _language(word: str, *, alone: bool) -> str:
    """ "tuerkische" is Turkish as well; two letters are a code only when they stand alone."""
    if alone and word in _CODES:
        return word
    stem = re.sub(r"(?:e|en|er|es)$", "", word)
    return vocabulary.LANGUAGES.get(word, "") or vocabulary.LANGUAGES.get(stem, "")


_KINDS = frozenset({*(kind for kind, _words in vocabulary.TYPES), "sonstige"})


@lru_cache(maxsize=4_000)
def organisation_type(name: str, stated: str = "") -> str:
    """Kind by what the file states, else by the name, as a code of ``vocabulary.TYPES``; or ""."""
    if stated in _KINDS:
        return stated
    said = fold(stated)
    for kind, words in vocabulary.TYPES:
        if said and _pattern(words).search(said):
            return kind
    folded = fold(name)
    registered = _REGISTERED.search(name) is not None
    for kind, words in vocabulary.TYPES:
        if kind == "behoerde" and registered:
            continue
        if kind == "unternehmen" and (registered or _CHARITABLE.search(name)):
            continue
        if _pattern(words).search(folded):
            return kind
    return "verein" if registered else ""


def sector(kind: str, stated: str = "") -> str:
    """Sector by what the file states, else by the kind; "" for an unknown kind."""
    if stated in vocabulary.SECTORS:
        return stated
    said = codes_in(stated, vocabulary.SECTORS)
    if said:
        return said[0]
    return vocabulary.SECTOR_OF_TYPE.get(kind, "civil_society" if kind else "")
