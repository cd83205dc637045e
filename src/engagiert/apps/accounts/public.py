"""What other apps may use of offices and accounts."""

from . import hours, rules, selectors
from .adapter import send_sign_in_code
from .context import DEMO_PASSWORD, DESK, actor_for, actor_of_account
from .limits import may_guess, may_send
from .models import Account, Entry, Invitation, Office, Role, Session
from .rules import DESCRIBE_OFFICE, OWN_ACCOUNT
from .selectors import (
    Member,
    Team,
    code_of_invitation,
    deputies_of,
    invitation_at,
    members_of,
    office_for,
    office_of,
    offices_at,
    offices_to_share_with,
    represented_by,
)
from .services import add_account, add_office, describe_office, open_office, set_hours, take_on_task, team

__all__ = [
    "DEMO_PASSWORD",
    "DESCRIBE_OFFICE",
    "DESK",
    "OWN_ACCOUNT",
    "Account",
    "Entry",
    "Invitation",
    "Member",
    "Office",
    "Role",
    "Session",
    "Team",
    "actor_for",
    "actor_of_account",
    "add_account",
    "add_office",
    "code_of_invitation",
    "deputies_of",
    "describe_office",
    "hours",
    "invitation_at",
    "may_guess",
    "may_send",
    "members_of",
    "office_for",
    "office_of",
    "offices_at",
    "offices_to_share_with",
    "open_office",
    "represented_by",
    "rules",
    "selectors",
    "send_sign_in_code",
    "set_hours",
    "take_on_task",
    "team",
]
