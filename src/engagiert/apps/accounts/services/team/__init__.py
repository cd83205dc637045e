"""What a team does by itself: end and shorten roles, stand in for each other, hand tasks over, look in."""

from .deputies import appoint_deputy, end_deputy
from .entries import end_entry, enter_office
from .membership import change_role, end_role, let_go
from .tasks import hand_over_task

__all__ = [
    "appoint_deputy",
    "change_role",
    "end_deputy",
    "end_entry",
    "end_role",
    "enter_office",
    "hand_over_task",
    "let_go",
]
