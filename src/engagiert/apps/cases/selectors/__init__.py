"""Reads of cases."""

from .figures import Figures, figures, record_of
from .lists import (
    VIEWS,
    CaseCounts,
    Question,
    case_counts,
    cases_at,
    cases_shared_with,
    next_case,
    saved_views,
    to_do_first,
)
from .single import (
    answer_templates,
    arrangement_of,
    case_for,
    cases_of_same_asker,
    colleagues_at,
    confidential_notes_of,
    entries_of,
    offices_near,
    offices_sharing,
    open_abouts,
    promises_of,
)

__all__ = [
    "VIEWS",
    "CaseCounts",
    "Figures",
    "Question",
    "answer_templates",
    "arrangement_of",
    "case_counts",
    "case_for",
    "cases_at",
    "cases_of_same_asker",
    "cases_shared_with",
    "colleagues_at",
    "confidential_notes_of",
    "entries_of",
    "figures",
    "next_case",
    "offices_near",
    "offices_sharing",
    "open_abouts",
    "promises_of",
    "record_of",
    "saved_views",
    "to_do_first",
]
