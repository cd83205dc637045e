"""A file of the state's app on its way in: receive, try, take over, take back. It never issues a card."""

from .receiving import UnusableAppList, choose_app_columns, discard_app_list, receive_app_list
from .taking import take_over_app_list, try_app_list
from .undoing import undo_app_list

__all__ = [
    "UnusableAppList",
    "choose_app_columns",
    "discard_app_list",
    "receive_app_list",
    "take_over_app_list",
    "try_app_list",
    "undo_app_list",
]
