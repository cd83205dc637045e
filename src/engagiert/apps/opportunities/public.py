"""What other apps may use of offers."""

from . import rules, selectors, services
from .models import Listing, Opportunity
from .vocabulary import DAYS, PARTS, SUITS

__all__ = ["DAYS", "PARTS", "SUITS", "Listing", "Opportunity", "rules", "selectors", "services"]
