"""Verbs on the rolls of the atlas."""

from engagiert.engines.intake.facilities import Remark as RowRemark
from engagiert.engines.intake.facilities import UnusableList

from .importing import Entry, GrantRow, ImportReport, import_facilities, keep_roll

__all__ = ["Entry", "GrantRow", "ImportReport", "RowRemark", "UnusableList", "import_facilities", "keep_roll"]
