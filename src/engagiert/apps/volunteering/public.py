"""What other apps may use of people who want to help."""

from . import forms, kinds, rules, selectors, services, week
from .models import Glimpse, Hours, Inspection, Placement, Proposal, Refusal, Volunteer, Wish
from .wording import own as own_words
from .wording import states as state_words

__all__ = [
    "Glimpse",
    "Hours",
    "Inspection",
    "Placement",
    "Proposal",
    "Refusal",
    "Volunteer",
    "Wish",
    "forms",
    "kinds",
    "own_words",
    "rules",
    "selectors",
    "services",
    "state_words",
    "week",
]
