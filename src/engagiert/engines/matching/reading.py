"""Free text, read by the text engine: its telling words, and the terms of the taxonomy that it speaks of."""

from engagiert.engines.text.analysis import Field, terms
from engagiert.engines.text.lexis import lexis

from .taxonomy import codes_of_concepts

# As many of the strongest words of a text are compared; more say less.
MOST_WORDS = 16
_USUAL = 40


def words_of(*texts: str, most: int = MOST_WORDS) -> tuple[str, ...]:
    """The strongest stems and concepts ("~gardening") of texts, the first text counting double; at most ``most``.
    The first call reads the German word list, which takes two seconds."""
    return tuple(list(_terms(texts))[:most])


def terms_of(*texts: str, most: int = 6) -> tuple[str, ...]:
    """Codes of the taxonomy that texts speak of, by their strongest concepts: a suggestion for a person to check."""
    concepts = [term[1:] for term in _terms(texts) if term.startswith("~")]
    return codes_of_concepts(concepts[:most])


def _terms(texts: tuple[str, ...]) -> dict[str, int]:
    read = [Field(text, 1.0 if place else 2.0, _USUAL) for place, text in enumerate(texts)]
    return terms(read, lexis())
