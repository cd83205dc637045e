"""What other apps may use of offices and accounts."""

from . import rules, selectors
from .context import DEMO_PASSWORD, actor_for, actor_of_account
from .limits import may_guess, may_send
from .models import Account, Entry, Invitation, Office, Role
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
    staff_of,
)
from .services import add_account, add_office, open_office, team

__all__ = [
    "DEMO_PASSWORD",
    "Account",
    "Entry",
    "Invitation",
    "Member",
    "Office",
    "Role",
    "Team",
    "actor_for",
    "actor_of_account",
    "add_account",
    "add_office",
    "code_of_invitation",
    "deputies_of",
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
    "staff_of",
    "team",
]
