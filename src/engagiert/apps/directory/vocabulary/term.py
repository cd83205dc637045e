from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Term:
    """One code with its German word, and where needed its definition and its place among the atlas's eight."""

    code: str
    label: str | Promise
    definition: str | Promise = ""
    in_atlas: bool = False


def by_code(*terms: Term) -> dict[str, Term]:
    return {term.code: term for term in terms}


def label(vocabulary: Mapping[str, Term], code: str) -> str:
    """The word for a code; a code of an older version that is no longer listed stands for itself."""
    term = vocabulary.get(code)
    return str(term.label) if term else code


def labels(vocabulary: Mapping[str, Term], codes: Iterable[str]) -> list[str]:
    return [label(vocabulary, code) for code in codes]
