"""Search in the public register. The interface is small on purpose: a question in, an answer out."""

from .answering import forget, points, search
from .meaning import count_terms
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
    "count_terms",
    "forget",
    "points",
    "search",
]
