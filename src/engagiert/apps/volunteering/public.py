"""What other apps may use of people who want to help."""

from . import calling, forms, jobs, kinds, onward, rules, seat_forms, selectors, services, week
from .models import (
    Glimpse,
    Hours,
    Inspection,
    Placement,
    Proposal,
    Refusal,
    Seat,
    Shift,
    Volunteer,
    VolunteerList,
    VolunteerListRow,
    Wish,
)
from .services import joining
from .wording import figures as figure_words
from .wording import lists as list_words
from .wording import own as own_words
from .wording import shifts as shift_words
from .wording import states as state_words

__all__ = [
    "Glimpse",
    "Hours",
    "Inspection",
    "Placement",
    "Proposal",
    "Refusal",
    "Seat",
    "Shift",
    "Volunteer",
    "VolunteerList",
    "VolunteerListRow",
    "Wish",
    "calling",
    "figure_words",
    "forms",
    "jobs",
    "joining",
    "kinds",
    "list_words",
    "onward",
    "own_words",
    "rules",
    "seat_forms",
    "selectors",
    "services",
    "shift_words",
    "state_words",
    "week",
]
