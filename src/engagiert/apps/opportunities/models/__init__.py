"""The tables of offers."""

from .listing import Listing
from .opportunity import Opportunity
from .revision import Revision
from .run import Run, RunItem
from .search import ListingChange, SearchTerm
from .session import Booking, Session, Shift

__all__ = [
    "Booking",
    "Listing",
    "ListingChange",
    "Opportunity",
    "Revision",
    "Run",
    "RunItem",
    "SearchTerm",
    "Session",
    "Shift",
]
