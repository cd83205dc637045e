"""Search in published offers: the same method as for organisations (ADR 0030), with what offers can be filtered by."""

from .facets import FACETS, VOCABULARIES
from .index import OFFERS, forget, points, search
from .near import Loosened, loosened
from .suggesting import suggestions

__all__ = [
    "FACETS",
    "OFFERS",
    "VOCABULARIES",
    "Loosened",
    "forget",
    "loosened",
    "points",
    "search",
    "suggestions",
]
