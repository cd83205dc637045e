"""Search in the public register. The interface is small on purpose: a question in, an answer out."""

from .answering import forget, points, search
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
    "forget",
    "points",
    "search",
]
