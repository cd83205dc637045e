"""Verbs on the rolls of the atlas."""

from .importing import Entry, GrantRow, ImportReport, import_facilities, keep_roll
from .reading import UnusableList

__all__ = ["Entry", "GrantRow", "ImportReport", "UnusableList", "import_facilities", "keep_roll"]
