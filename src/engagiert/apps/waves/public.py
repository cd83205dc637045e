"""What other apps may use of waves."""

from . import forms, rules, selectors, services, wording
from .models import Allotment, Gathering, Group, Invitation, Opening, Pick, Signup, Wave

__all__ = [
    "Allotment",
    "Gathering",
    "Group",
    "Invitation",
    "Opening",
    "Pick",
    "Signup",
    "Wave",
    "forms",
    "rules",
    "selectors",
    "services",
    "wording",
]
