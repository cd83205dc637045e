from .arrangement import AnswerTemplate, Arrangement, Promise, SavedView
from .asker import Asker
from .case import Case
from .confidential import ConfidentialNote
from .entry import Entry
from .tally import Tally

__all__ = [
    "AnswerTemplate",
    "Arrangement",
    "Asker",
    "Case",
    "ConfidentialNote",
    "Entry",
    "Promise",
    "SavedView",
    "Tally",
]
