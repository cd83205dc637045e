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
from .partners import (
    OWN_FIELDS,
    change_by_code,
    change_partner,
    count_by_code,
    decline_partner,
    enter_partner,
    give_partner_code,
    offer_partnership,
    set_partner_state,
)
from .proving import Certified, issue_proof, withdraw_proof, word_proofs
from .reminding import remind_owners
from .signing import retire_key, withdraw_key
from .suggesting import suggest_as_contact

__all__ = [
    "OWN_FIELDS",
    "Certified",
    "Facts",
    "Owner",
    "apply_for_card",
    "ask_organisations",
    "change_by_code",
    "change_owner",
    "change_partner",
    "confirm_engagement",
    "count_by_code",
    "decide_many",
    "decline_application",
    "decline_partner",
    "enter_partner",
    "give_own_code",
    "give_partner_code",
    "grant_application",
    "issue_card",
    "issue_proof",
    "lose_by_code",
    "note_confirmation",
    "note_printed",
    "offer_partnership",
    "remind_owners",
    "renew_by_code",
    "renew_card",
    "replace_card",
    "retire_key",
    "revoke_card",
    "revoke_erased",
    "set_partner_state",
    "set_programme",
    "suggest_as_contact",
    "withdraw_application",
    "withdraw_key",
    "withdraw_proof",
    "word_proofs",
]
