"""What offers say in words: codes, days and reasons become sentences here; templates decide nothing."""

from .asking import ASKED, ASKED_ALREADY
from .guidance import advice_in_words, advice_lines
from .imports import column_choices
from .inside import ACTIONS, Line, Step, differences, lines, step
from .offers import (
    Fact,
    Hit,
    access,
    confirmation,
    contact,
    gains,
    hits,
    needs,
    organisation_url,
    overview,
    tags,
    week_table,
    when,
    where,
)

__all__ = [
    "ACTIONS",
    "ASKED",
    "ASKED_ALREADY",
    "Fact",
    "Hit",
    "Line",
    "Step",
    "access",
    "advice_in_words",
    "advice_lines",
    "column_choices",
    "confirmation",
    "contact",
    "differences",
    "gains",
    "hits",
    "lines",
    "needs",
    "organisation_url",
    "overview",
    "step",
    "tags",
    "week_table",
    "when",
    "where",
]
