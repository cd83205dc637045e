"""The engine's door for whoever indexes or asks: one pipeline for both, one score for every executor."""

import zlib

from .analysis import MOST_IMPACT, Field, terms
from .asking import Plan, Statistics, Wish, correct, is_wish, read, score, weigh, worth
from .concepts import Concept, texts
from .lexis import Lexis, lexis
from .words import stem, words

# What a word counts in a name or title, in what is offered, in what kind it is, in the text, and beside it.
TITLE, OFFERED, KIND, TEXT, BESIDE = 3.0, 2.0, 1.5, 1.0, 0.7
# A record worth less than this share of the best one shares only a trivial word with the question.
CUT = 0.3
# A record that answers less of a question than this is no answer to it, only near.
MOST = 0.6


def offer(title: str, organisation: str, text: str) -> list[Field]:
    """What an offer says, weighted: what one does stands in the title, whom it is for in the text."""
    return [Field(title, TITLE, 6), Field(organisation, BESIDE, 5), Field(text, TEXT, 120)]


# To be raised with every change of what texts become; the vocabulary's own changes are seen without.
_ANALYSIS = 2


def version() -> int:
    """A number below 2^31 that differs where an index made earlier no longer fits the questions of today."""
    mark = zlib.crc32(str(_ANALYSIS).encode())
    for name, text in sorted(texts().items()):
        mark = zlib.crc32(text.encode(), zlib.crc32(name.encode(), mark))
    return mark & 0x7FFFFFFF


__all__ = [
    "BESIDE", "CUT", "KIND", "MOST", "MOST_IMPACT", "OFFERED", "TEXT", "TITLE",
    "Concept", "Field", "Lexis", "Plan", "Statistics", "Wish",
    "correct", "is_wish", "lexis", "offer", "read", "score", "stem", "terms", "version", "weigh", "words", "worth",
]  # fmt: skip
