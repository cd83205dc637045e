"""What other apps may use of offices and accounts."""

from . import hours
from .context import DEMO_PASSWORD, actor_for, actor_of_account
from .limits import may_guess, may_send
from .models import Account, Office, Role
from .rules import DESCRIBE_OFFICE, LEAD_SOMEWHERE
from .selectors import Colleague, colleagues, office_of
from .services import add_account, describe_office, open_office, set_hours

__all__ = [
    "DEMO_PASSWORD",
    "DESCRIBE_OFFICE",
    "LEAD_SOMEWHERE",
    "Account",
    "Colleague",
    "Office",
    "Role",
    "actor_for",
    "actor_of_account",
    "add_account",
    "colleagues",
    "describe_office",
    "hours",
    "may_guess",
    "may_send",
    "office_of",
    "open_office",
    "set_hours",
]
