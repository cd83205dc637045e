"""What other apps may use of offices and accounts."""

from .adapter import send_sign_in_code
from .context import DEMO_PASSWORD, actor_for, actor_of_account
from .limits import may_guess, may_send
from .models import Account, Entry, Office, Role
from .rules import OWN_ACCOUNT
from .selectors import (
    deputies_of,
    members_of,
    office_for,
    office_of,
    offices_at,
    offices_to_share_with,
    represented_by,
)
from .services import add_account, add_office, open_office

__all__ = [
    "DEMO_PASSWORD",
    "OWN_ACCOUNT",
    "Account",
    "Entry",
    "Office",
    "Role",
    "actor_for",
    "actor_of_account",
    "add_account",
    "add_office",
    "deputies_of",
    "may_guess",
    "may_send",
    "members_of",
    "office_for",
    "office_of",
    "offices_at",
    "offices_to_share_with",
    "open_office",
    "represented_by",
    "send_sign_in_code",
]
