"""What pages say about records: codes become words, dates become sentences."""

from .answers import answer_address, answer_text
from .doubles import (
    PairQuestion,
    ReasonLine,
    likelihood_in_words,
    pair_reasons,
    reason_lines,
    verdict_in_words,
)
from .history import (
    COMPARED,
    SHOWN_INSIDE,
    Change,
    Comparison,
    InsideLine,
    action_in_words,
    inside_line,
)
from .imports import ItemLine, ProblemLine, import_fields, outcome_in_words, problem_in_words, unreadable_in_words
from .own import OwnStep, due_line, suggestion_line
from .records import Confirmation, ContactLine, Fact, Hit, SourceLine, confirmation, contacts, facts, sources, tags
from .searching import SuggestionLink, as_typed, suggestion_groups, understood
from .stored import stored_in_words
from .values import FIELD_LABELS, day, field_label, phone_in_words, value_in_words

__all__ = [
    "COMPARED",
    "FIELD_LABELS",
    "SHOWN_INSIDE",
    "Change",
    "Comparison",
    "Confirmation",
    "ContactLine",
    "Fact",
    "Hit",
    "InsideLine",
    "ItemLine",
    "OwnStep",
    "PairQuestion",
    "ProblemLine",
    "ReasonLine",
    "SourceLine",
    "SuggestionLink",
    "action_in_words",
    "answer_address",
    "answer_text",
    "as_typed",
    "confirmation",
    "contacts",
    "day",
    "due_line",
    "facts",
    "field_label",
    "import_fields",
    "inside_line",
    "likelihood_in_words",
    "outcome_in_words",
    "pair_reasons",
    "phone_in_words",
    "problem_in_words",
    "reason_lines",
    "sources",
    "stored_in_words",
    "suggestion_groups",
    "suggestion_line",
    "tags",
    "understood",
    "unreadable_in_words",
    "value_in_words",
    "verdict_in_words",
]
