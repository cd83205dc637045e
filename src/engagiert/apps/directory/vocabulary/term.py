from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its German word, and where needed its definition and its place among the atlas's eight."""

    code: str
    label: str | Promise
    definition: str | Promise = ""
    in_atlas: bool = False


# By identity, as words that wait for a language cannot be keys; the term is held beside its word.
_said: dict[str | None, dict[int, tuple[Term, str]]] = {}


def by_code(*terms: Term) -> dict[str, Term]:
    return {term.code: term for term in terms}


def label(vocabulary: Mapping[str, Term], code: str) -> str:
    """The word for a code; a code of an older version that is no longer listed stands for itself."""
    term = vocabulary.get(code)
    if term is None:
        return code
    # A page of results asks for a hundred; terms are constants, so each is translated once for a language.
    known = _said.setdefault(get_language(), {})
    said = known.get(id(term))
    if said is None:
        said = known[id(term)] = term, str(term.label)
    return said[1]


def labels(vocabulary: Mapping[str, Term], codes: Iterable[str]) -> list[str]:
    return [label(vocabulary, code) for code in codes]
