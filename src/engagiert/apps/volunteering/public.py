"""What other apps may use of people who want to help."""

from . import forms, kinds, rules, selectors, services, week, wording
from .models import Glimpse, Hours, Inspection, Placement, Proposal, Refusal, Volunteer, Wish

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
    "rules",
    "selectors",
    "services",
    "week",
    "wording",
]
