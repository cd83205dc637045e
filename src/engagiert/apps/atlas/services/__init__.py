"""Verbs on the rolls of the atlas."""

from engagiert.engines.intake.facilities import Remark as RowRemark
from engagiert.engines.intake.facilities import UnusableList

from .importing import Entry, GrantRow, ImportReport, import_facilities, keep_roll
from .travelling import TravelReport, import_travel_times, remove_travel_times

__all__ = [
    "Entry",
    "GrantRow",
    "ImportReport",
    "RowRemark",
    "TravelReport",
    "UnusableList",
    "import_facilities",
    "import_travel_times",
    "keep_roll",
    "remove_travel_times",
]
