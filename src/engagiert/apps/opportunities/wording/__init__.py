"""What offers say in words: codes, days and reasons become sentences here; templates decide nothing."""

from .offers import (
    Fact,
    Hit,
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
    "Fact",
    "Hit",
    "confirmation",
    "contact",
    "gains",
    "hits",
    "needs",
    "organisation_url",
    "overview",
    "tags",
    "week_table",
    "when",
    "where",
]
