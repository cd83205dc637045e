"""Suggestions while somebody types: themes, types, parts of the place, names of organisations."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection

from engagiert.apps.directory.vocabulary import FACILITY_TYPES
from engagiert.apps.places.public import places
from engagiert.engines.text import search as engine
from engagiert.engines.text.folding import fold
from engagiert.engines.text.spelling import similar

from .answering import Index
from .organisations import ORGANISATIONS
from .question import plain

SHORTEST = 2
# From so many letters on names that sound alike are looked for.
SOUNDS_ALIKE = 5
MOST_THEMES, MOST_NAMES, MOST_PARTS = 4, 5, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``kind``: "theme", "type", "part" or "name". ``key``: words, code, key of the place or slug it leads to."""

    kind: str
    label: str
    key: str


def suggestions(text: str, *, ags: str = "") -> list[Suggestion]:
    """What somebody who typed so far may mean; empty for less than two letters. Three queries at most.

    A beginning finds; where nothing begins so, one typing error is allowed.
    """
    typed = fold(plain(text))
    if len(typed) < SHORTEST:
        return []
    return [
        *themes(typed, ORGANISATIONS),
        *_types(typed),
        *_parts(typed, ags),
        *names(typed, ORGANISATIONS, ags=ags),
    ]


@cache
def _beginnings() -> tuple[list[str], frozenset[str], dict[str, str]]:
    """All words of the vocabulary in their order, each with its concept; the first to claim a word keeps it."""
    concepts: dict[str, str] = {}
    for concept in engine.lexis().concepts.values():
        terms = (*concept.terms["de"], *(each for terms in concept.terms.values() for each in terms), *concept.plain)
        for term in terms:
            concepts.setdefault(fold(term), concept.id)
    return sorted(concepts), frozenset(concepts), concepts


def themes(typed: str, index: Index[Any]) -> list[Suggestion]:
    """Concepts of the vocabulary with a word that begins so, and with records; with a typing error where none does.
    ``typed``: folded."""
    words, known, concepts = _beginnings()
    found = [concepts[word] for word in _beginning(words, typed)]
    if not found:
        found = [concepts[word] for word, _quality in similar(typed, known)]
    ids = list(dict.fromkeys(found))[:40]
    there = set(
        index.terms._default_manager.filter(term__in=[f"~{each}" for each in ids], documents__gt=0).values_list(
            "term", flat=True
        )
    )
    names = [engine.lexis().concepts[each].name for each in ids if f"~{each}" in there]
    return [Suggestion("theme", name, name) for name in names[:MOST_THEMES]]


def _beginning(words: list[str], typed: str) -> Iterable[str]:
    at = bisect_left(words, typed)
    while at < len(words) and words[at].startswith(typed):
        yield words[at]
        at += 1


def _types(typed: str) -> list[Suggestion]:
    labels = ((str(term.label), code) for code, term in FACILITY_TYPES.items())
    return [
        Suggestion("type", label, code)
        for label, code in labels
        if any(word.startswith(typed) for word in fold(label).split()) or fold(label).startswith(typed)
    ][:2]


def _parts(typed: str, ags: str) -> list[Suggestion]:
    if not ags:
        return []
    found = places(within=ags).filter(sort_key__startswith=typed)[:MOST_PARTS]
    return [Suggestion("part", place.name, place.ags) for place in found]


_BEGIN_SO = """
select {name}, slug from (
    select {name}, slug, sort_key from {table}
    where ags like %(within)s and (folded like %(typed)s || '%%' or folded like '%% ' || %(typed)s || '%%')
    limit 200
) as found order by sort_key limit %(most)s
"""
# Where more than a few hundred sound alike, none of them is what is meant more than another.
_SOUND_SO = """
select {name}, slug from (
    select {name}, slug, sort_key, folded from {table}
    where ags like %(within)s and %(plain)s <%% folded
    limit 500
) as found order by word_similarity(%(plain)s, folded) desc, sort_key limit %(most)s
"""


def names(typed: str, index: Index[Any], *, ags: str = "", name: str = "name") -> list[Suggestion]:
    """Names that begin so, or have a word that does; from five letters on also those that sound alike.

    ``name``: the column that holds them."""
    found: dict[str, Any] = {"within": f"{ags}%", "typed": _escaped(typed), "plain": typed, "most": MOST_NAMES}
    rows = _rows(_BEGIN_SO.format(name=name, table=index.table), found)
    if not rows and len(typed) >= SOUNDS_ALIKE:
        rows = _rows(_SOUND_SO.format(name=name, table=index.table), found)
    return [Suggestion("name", label, slug) for label, slug in rows]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
