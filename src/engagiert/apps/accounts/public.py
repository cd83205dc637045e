"""What other apps may use of offices and accounts."""

from .context import DEMO_PASSWORD, actor_for, actor_of_account
from .limits import may_guess, may_send
from .models import Account, Office, Role
from .selectors import office_of
from .services import add_account, open_office

__all__ = [
    "DEMO_PASSWORD",
    "Account",
    "Office",
    "Role",
    "actor_for",
    "actor_of_account",
    "add_account",
    "may_guess",
    "may_send",
    "office_of",
    "open_office",
]
