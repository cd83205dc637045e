"""What a team does by itself: invite, end and shorten roles, stand in for each other, hand tasks over, look in."""

from .deputies import appoint_deputy, end_deputy
from .entries import end_entry, enter_office
from .invitations import accept_invitation, invite, prepare_account, renew_invitation, withdraw_invitation
from .membership import change_role, end_role, let_go
from .settings import require_second_factor
from .tasks import hand_over_task

__all__ = [
    "accept_invitation",
    "appoint_deputy",
    "change_role",
    "end_deputy",
    "end_entry",
    "end_role",
    "enter_office",
    "hand_over_task",
    "invite",
    "let_go",
    "prepare_account",
    "renew_invitation",
    "require_second_factor",
    "withdraw_invitation",
]
