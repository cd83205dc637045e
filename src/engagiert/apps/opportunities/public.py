"""What other apps may use of offers."""

from . import rules, selectors, services, wording
from .forms import CloseForm, OfficeOfferForm
from .guidance import advice
from .models import Listing, Opportunity
from .vocabulary import DAYS, PARTS, SUITS, skill_choices, skill_label

__all__ = [
    "DAYS",
    "PARTS",
    "SUITS",
    "CloseForm",
    "Listing",
    "OfficeOfferForm",
    "Opportunity",
    "advice",
    "rules",
    "selectors",
    "services",
    "skill_choices",
    "skill_label",
    "wording",
]
