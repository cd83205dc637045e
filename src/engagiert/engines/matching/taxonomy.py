"""Fields and skills, read from ``vocabulary/*.toml``: what wishes and offers are compared by.

A set of terms is a whole number of at most 96 bits. The bits follow the files and are never stored; codes are.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from engagiert.engines.text.folding import fold

MOST_TERMS = 96
FIELD, SKILL = "field", "skill"
_FILES = {"fields.toml": FIELD, "skills.toml": SKILL}


@dataclass(frozen=True, slots=True)
class Term:
    """``kind``: ``FIELD`` (what one would like) or ``SKILL`` (what one can). ``directory_field``: the code among the
    directory's fourteen, for fields inherited from the parent, empty for skills. ``concepts``: ids of the text
    engine. ``bit``: its place in a set."""

    code: str
    kind: str
    de: str
    en: str
    bit: int
    parent: str = ""
    directory_field: str = ""
    words: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()

    def label(self, language: str = "de") -> str:
        return self.en if language == "en" else self.de


class FaultyTaxonomyError(ValueError):
    """A file of the taxonomy contradicts itself; the message names the term."""


class UnknownTermError(ValueError):
    """A word that is no term; ``word`` is what was written."""

    def __init__(self, word: str) -> None:
        super().__init__(f"unknown term: {word}")
        self.word = word


def parse(texts: Mapping[str, str]) -> tuple[Term, ...]:
    """Terms of TOML texts by file name (``fields.toml``, ``skills.toml``), in their order.

    Raises FaultyTaxonomyError on a code given twice, a parent that is nowhere, of the other kind or has a parent
    itself, a field without its directory code, a missing label, or more than ``MOST_TERMS`` terms.
    """
    found: dict[str, Term] = {}
    for name, kind in _FILES.items():
        for entry in tomllib.loads(texts.get(name, "")).get("term", []):
            term = _term(entry, kind, len(found), found)
            if term.code in found:
                raise FaultyTaxonomyError(f"{term.code} is given twice")
            found[term.code] = term
    if len(found) > MOST_TERMS:
        raise FaultyTaxonomyError(f"{len(found)} terms; a set holds {MOST_TERMS}")
    return tuple(found.values())


def _term(entry: Mapping[str, Any], kind: str, bit: int, known: Mapping[str, Term]) -> Term:
    code = entry.get("code", "?")
    unknown = entry.keys() - {"code", "de", "en", "parent", "field", "words", "concepts"}
    if unknown or not all(isinstance(entry.get(key), str) and entry[key] for key in ("code", "de", "en")):
        raise FaultyTaxonomyError(f"{code} lacks code, de or en, or has unknown keys {sorted(unknown)}")
    parent = known.get(entry.get("parent", ""))
    if "parent" in entry and (parent is None or parent.kind != kind or parent.parent):
        raise FaultyTaxonomyError(f"{code} stands under {entry['parent']}, which is no group above it")
    field = parent.directory_field if parent else entry.get("field", "")
    if (kind == FIELD) != bool(field):
        raise FaultyTaxonomyError(f"{code}: every field has a code of the directory, and no skill has")
    return Term(
        code, kind, entry["de"], entry["en"], bit, parent=parent.code if parent else "", directory_field=field,
        words=tuple(entry.get("words", ())), concepts=tuple(entry.get("concepts", ())),
    )  # fmt: skip


@cache
def terms() -> Mapping[str, Term]:
    """The taxonomy that comes with the package: code → term, in the order people read it."""
    folder = resources.files("engagiert.engines.matching") / "vocabulary"
    return {term.code: term for term in parse({name: (folder / name).read_text("utf-8") for name in _FILES})}


@cache
def fields() -> tuple[Term, ...]:
    return tuple(term for term in terms().values() if term.kind == FIELD)


@cache
def skills() -> tuple[Term, ...]:
    return tuple(term for term in terms().values() if term.kind == SKILL)


@cache
def _by_word(kind: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for term in terms().values():
        if term.kind == kind:
            for word in (term.code, term.de, term.en, *term.words):
                found.setdefault(fold(word), term.code)
    return found


def code_of(word: str, kind: str) -> str:
    """The code somebody means: code, German or English label, or a listed word, in any case and with any umlauts.
    Raises UnknownTermError."""
    code = _by_word(kind).get(fold(word.strip()))
    if code is None:
        raise UnknownTermError(word)
    return code


@cache
def _by_concept() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for term in terms().values():
        for concept in term.concepts:
            found.setdefault(concept, []).append(term.code)
    return {concept: tuple(codes) for concept, codes in found.items()}


def codes_of_concepts(concepts: Iterable[str]) -> tuple[str, ...]:
    """Terms that concepts of the text engine stand for, each once, in the order of the taxonomy."""
    found = {code for concept in concepts for code in _by_concept().get(concept, ())}
    return tuple(sorted(found, key=lambda code: terms()[code].bit))


def bits(codes: Iterable[str]) -> int:
    """The set of these codes. Raises UnknownTermError on a code of another version."""
    known, found = terms(), 0
    for code in codes:
        if code not in known:
            raise UnknownTermError(code)
        found |= 1 << known[code].bit
    return found


def codes(of: int) -> tuple[str, ...]:
    """The codes of a set, in the order of the taxonomy."""
    return tuple(term.code for term in terms().values() if of >> term.bit & 1)


@cache
def relatives() -> tuple[int, ...]:
    """For each bit the set of its parent and its children: what counts partly."""
    found = [0] * len(terms())
    for term in terms().values():
        if term.parent:
            parent = terms()[term.parent]
            found[term.bit] |= 1 << parent.bit
            found[parent.bit] |= 1 << term.bit
    return tuple(found)
