"""The verbs of recognition."""

from .applying import Facts, apply_for_card
from .cards import Owner, change_owner, issue_card, note_printed, replace_card, revoke_card, revoke_erased
from .confirming import ask_organisations, confirm_engagement, note_confirmation
from .deciding import (
    decide_many,
    decline_application,
    grant_application,
    set_programme,
    withdraw_application,
)
from .owning import give_own_code, lose_by_code, renew_by_code, renew_card
from .proving import Certified, issue_proof, withdraw_proof, word_proofs
from .reminding import remind_owners
from .signing import retire_key, withdraw_key

__all__ = [
    "Certified",
    "Facts",
    "Owner",
    "apply_for_card",
    "ask_organisations",
    "change_owner",
    "confirm_engagement",
    "decide_many",
    "decline_application",
    "give_own_code",
    "grant_application",
    "issue_card",
    "issue_proof",
    "lose_by_code",
    "note_confirmation",
    "note_printed",
    "remind_owners",
    "renew_by_code",
    "renew_card",
    "replace_card",
    "retire_key",
    "revoke_card",
    "revoke_erased",
    "set_programme",
    "withdraw_application",
    "withdraw_key",
    "withdraw_proof",
    "word_proofs",
]
