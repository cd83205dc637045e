"""The words for what people like and can, out of the matching engine's taxonomy."""

from collections.abc import Iterable

from django.utils.translation import get_language

from engagiert.engines.matching import taxonomy

# What people name first; the rest stands behind a fold, so that the form stays one short page.
_FIRST = (
    "children", "youth", "older_people", "newcomers", "disability", "neighbourhood", "learning", "animals", "nature",
    "sports", "music", "culture", "festivals", "poverty",
)  # fmt: skip


def first_choices() -> list[tuple[str, str]]:
    """The fourteen fields that most people choose from."""
    return [(code, _word(taxonomy.terms()[code])) for code in _FIRST]


def more_choices() -> list[tuple[str, str]]:
    """All other fields."""
    return [(code, word) for code, word in field_choices() if code not in _FIRST]


def field_choices() -> list[tuple[str, str]]:
    """Code and word of what one would like to do, for a form; groups first."""
    return _choices(taxonomy.fields())


def skill_choices() -> list[tuple[str, str]]:
    """Code and word of what one can."""
    return _choices(taxonomy.skills())


def avoid_choices() -> list[tuple[str, str]]:
    """What one may not want: the fields, and the skills that are often asked for."""
    often = ("board_work", "bookkeeping", "minutes", "driving", "care_at_home", "public_relations")
    return [*field_choices(), *((code, _word(taxonomy.terms()[code])) for code in often)]


def words_of(codes: list[str]) -> list[str]:
    """The words of these codes; one of an older taxonomy as it is."""
    known = taxonomy.terms()
    return [_word(known[code]) if code in known else code for code in codes]


def _choices(terms: Iterable[taxonomy.Term]) -> list[tuple[str, str]]:
    return [(term.code, _word(term)) for term in terms]


def _word(term: taxonomy.Term) -> str:
    return term.label((get_language() or "de")[:2])
