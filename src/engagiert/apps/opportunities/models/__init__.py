"""The tables of offers."""

from .listing import Listing
from .opportunity import Opportunity
from .revision import Revision
from .run import Run, RunItem

__all__ = ["Listing", "Opportunity", "Revision", "Run", "RunItem"]
