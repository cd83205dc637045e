"""What other apps may use of offers."""

from . import jobs, rules, selectors, services, wording
from .forms import CloseForm, OfficeOfferForm
from .guidance import advice
from .models import Listing, Opportunity, Run, RunItem
from .services import importing
from .vocabulary import DAYS, PARTS, SUITS, skill_choices, skill_label

__all__ = [
    "DAYS",
    "PARTS",
    "SUITS",
    "CloseForm",
    "Listing",
    "OfficeOfferForm",
    "Opportunity",
    "Run",
    "RunItem",
    "advice",
    "importing",
    "jobs",
    "rules",
    "selectors",
    "services",
    "skill_choices",
    "skill_label",
    "wording",
]
