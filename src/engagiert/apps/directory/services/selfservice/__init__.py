"""What organisations do themselves, with a link or as contacts of their record; they work at no office.

Each verb asks its own right first, a link or being a contact of this very record, and then works at the office for
this one record (``standing_in``). What the office does about it (ask, trust, end) is exported with its other verbs.
"""

from .answering import ask_again_by_link, confirm_by_link, report_gone_by_link, suggest_by_link
from .asking import CONFIRM
from .reaching import record_of

__all__ = [
    "CONFIRM",
    "ask_again_by_link",
    "confirm_by_link",
    "record_of",
    "report_gone_by_link",
    "suggest_by_link",
]
