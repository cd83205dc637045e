"""The verbs of recognition."""

from .cards import issue_card, replace_card, revoke_card, revoke_erased
from .signing import retire_key, withdraw_key

__all__ = [
    "issue_card",
    "replace_card",
    "retire_key",
    "revoke_card",
    "revoke_erased",
    "withdraw_key",
]
