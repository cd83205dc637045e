"""Verbs on rounds."""

from .deciding import decide, finish_decision, make_case, reopen_decision
from .meeting import bring_case, bring_item, call_off, forget_subjects, keep_minutes, move_meeting, withdraw_item
from .opening import Plan, change_members, end_round, extend_round, open_round
from .telling import send_agenda, send_minutes

__all__ = [
    "Plan",
    "bring_case",
    "bring_item",
    "call_off",
    "change_members",
    "decide",
    "end_round",
    "extend_round",
    "finish_decision",
    "forget_subjects",
    "keep_minutes",
    "make_case",
    "move_meeting",
    "open_round",
    "reopen_decision",
    "send_agenda",
    "send_minutes",
    "withdraw_item",
]
