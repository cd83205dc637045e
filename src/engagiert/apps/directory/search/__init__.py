"""Search in the public register. The interface is small on purpose: a question in, an answer out."""

from .answering import forget, points, search, state_of_register
from .meaning import prepare
from .question import (
    DISTANCES,
    FACETS,
    LONGEST_QUERY,
    PAGE_SIZE,
    VOCABULARIES,
    Answer,
    Near,
    Point,
    Question,
)
from .suggesting import Suggestion, suggestions

__all__ = [
    "DISTANCES",
    "FACETS",
    "LONGEST_QUERY",
    "PAGE_SIZE",
    "VOCABULARIES",
    "Answer",
    "Near",
    "Point",
    "Question",
    "Suggestion",
    "forget",
    "points",
    "prepare",
    "search",
    "state_of_register",
    "suggestions",
]
