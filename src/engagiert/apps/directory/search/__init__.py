"""Search in what is public. The interface is small on purpose: a question in, an answer out.

``Index`` searches any projection (ADR 0030); ``search`` and its neighbours are those of the organisations.
"""

from .answering import Index
from .indexing import Entry
from .meaning import prepare
from .organisations import ORGANISATIONS, forget, points, search, state_of_register
from .question import (
    DISTANCES,
    EVERY_ROW,
    FACETS,
    LONGEST_QUERY,
    PAGE_SIZE,
    PLACE_MARK,
    VOCABULARIES,
    Answer,
    Near,
    Point,
    Question,
    house_of,
    units,
)
from .suggesting import Suggestion, suggestions

__all__ = [
    "DISTANCES",
    "EVERY_ROW",
    "FACETS",
    "LONGEST_QUERY",
    "ORGANISATIONS",
    "PAGE_SIZE",
    "PLACE_MARK",
    "VOCABULARIES",
    "Answer",
    "Entry",
    "Index",
    "Near",
    "Point",
    "Question",
    "Suggestion",
    "forget",
    "house_of",
    "points",
    "prepare",
    "search",
    "state_of_register",
    "suggestions",
    "units",
]
