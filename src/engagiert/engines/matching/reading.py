"""Free text, read by the text engine: its telling words, and the terms of the taxonomy that it speaks of."""

from engagiert.engines.text.analysis import Field
from engagiert.engines.text.analysis import terms as weighed
from engagiert.engines.text.lexis import lexis

from .taxonomy import codes_of_concepts, terms

# As many of the strongest words of a text are compared; more say less.
MOST_WORDS = 16
_USUAL = 40
SURE = 0.75


def words_of(*texts: str, most: int = MOST_WORDS) -> tuple[str, ...]:
    """The strongest stems and concepts ("~gardening") of texts, the first text counting double; at most ``most``.
    The first call reads the German word list, which takes two seconds."""
    return tuple(list(_weighed(texts))[:most])


def terms_of(*texts: str, share: float = SURE) -> tuple[str, ...]:
    """Codes of the taxonomy that texts speak of: a guess. Concepts count that weigh at least ``share`` of the strongest
    word; below stand parts of compounds ("Steuer" in "Tandemsteuerleute") and what is only more general. Groups are
    left out where something finer of their kind is named."""
    return _terms(_weighed(texts), share)


def words_and_terms(*texts: str, share: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both, read once."""
    found = _weighed(texts)
    return tuple(list(found)[:MOST_WORDS]), _terms(found, share)


def _terms(found: dict[str, int], share: float) -> tuple[str, ...]:
    enough = share * max(found.values(), default=0)
    codes = codes_of_concepts([term[1:] for term, weight in found.items() if term[0] == "~" and weight >= enough])
    groups = {term.parent for term in terms().values()}
    finer = {terms()[code].kind for code in codes if code not in groups}
    return tuple(code for code in codes if code not in groups or terms()[code].kind not in finer)


def _weighed(texts: tuple[str, ...]) -> dict[str, int]:
    read = [Field(text, 1.0 if place else 2.0, _USUAL) for place, text in enumerate(texts)]
    return weighed(read, lexis())
