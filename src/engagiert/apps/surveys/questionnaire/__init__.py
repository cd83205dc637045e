"""What is asked: the core questions that all offices share, and the shape of an office's own."""

from .question import CLOSED_KINDS, OWN_KINDS, Page, Question, own_question
from .shared import CORE, CORE_VERSION, PAGES, STAFF
from .whole import OWN_PAGE, ask_of, pages_of, questions_of

__all__ = [
    "CLOSED_KINDS",
    "CORE",
    "CORE_VERSION",
    "OWN_KINDS",
    "OWN_PAGE",
    "PAGES",
    "STAFF",
    "Page",
    "Question",
    "ask_of",
    "own_question",
    "pages_of",
    "questions_of",
]
