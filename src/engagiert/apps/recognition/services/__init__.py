"""The verbs of recognition."""

from .applying import Facts, apply_for_card
from .cards import issue_card, replace_card, revoke_card, revoke_erased
from .confirming import ask_organisations, confirm_engagement, note_confirmation
from .deciding import decline_application, grant_application, set_programme
from .signing import retire_key, withdraw_key

__all__ = [
    "Facts",
    "apply_for_card",
    "ask_organisations",
    "confirm_engagement",
    "decline_application",
    "grant_application",
    "issue_card",
    "note_confirmation",
    "replace_card",
    "retire_key",
    "revoke_card",
    "revoke_erased",
    "set_programme",
    "withdraw_key",
]
