"""A list of people who want to help on its way in: receive, try, take over, take back, and tell everybody (Art. 14)."""

from .receiving import FIELDS, UnusableList, choose_columns, discard_list, receive_list
from .stepping import fail_list, start_taking, start_trying, start_undoing
from .taking import take_over_list, try_list
from .telling import note_told, tell_listed
from .undoing import undo_list

__all__ = [
    "FIELDS",
    "UnusableList",
    "choose_columns",
    "discard_list",
    "fail_list",
    "note_told",
    "receive_list",
    "start_taking",
    "start_trying",
    "start_undoing",
    "take_over_list",
    "tell_listed",
    "try_list",
    "undo_list",
]
