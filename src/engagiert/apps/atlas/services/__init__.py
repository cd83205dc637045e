"""Verbs on the rolls of the atlas."""

from .importing import Entry, ImportReport, import_facilities, keep_roll
from .reading import UnusableList

__all__ = ["Entry", "ImportReport", "UnusableList", "import_facilities", "keep_roll"]
