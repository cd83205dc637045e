"""The tables of offers."""

from .listing import Listing
from .opportunity import Opportunity
from .revision import Revision
from .run import Run, RunItem
from .search import ListingChange, SearchTerm

__all__ = ["Listing", "ListingChange", "Opportunity", "Revision", "Run", "RunItem", "SearchTerm"]
