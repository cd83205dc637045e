"""The verbs of recognition."""

from .app_lists import (
    UnusableAppList,
    choose_app_columns,
    discard_app_list,
    receive_app_list,
    take_over_app_list,
    try_app_list,
    undo_app_list,
)
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
from .handing_over import hand_over_cards, set_app_layout
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
from .sharing import agree_to_app, share_by_code, take_back_from_app
from .signing import retire_key, withdraw_key
from .suggesting import suggest_as_contact

__all__ = [
    "OWN_FIELDS",
    "Certified",
    "Facts",
    "Owner",
    "UnusableAppList",
    "agree_to_app",
    "apply_for_card",
    "ask_organisations",
    "change_by_code",
    "change_owner",
    "change_partner",
    "choose_app_columns",
    "confirm_engagement",
    "count_by_code",
    "decide_many",
    "decline_application",
    "decline_partner",
    "discard_app_list",
    "enter_partner",
    "give_own_code",
    "give_partner_code",
    "grant_application",
    "hand_over_cards",
    "issue_card",
    "issue_proof",
    "lose_by_code",
    "note_confirmation",
    "note_printed",
    "offer_partnership",
    "receive_app_list",
    "remind_owners",
    "renew_by_code",
    "renew_card",
    "replace_card",
    "retire_key",
    "revoke_card",
    "revoke_erased",
    "set_app_layout",
    "set_partner_state",
    "set_programme",
    "share_by_code",
    "suggest_as_contact",
    "take_back_from_app",
    "take_over_app_list",
    "try_app_list",
    "undo_app_list",
    "withdraw_application",
    "withdraw_key",
    "withdraw_proof",
    "word_proofs",
]
