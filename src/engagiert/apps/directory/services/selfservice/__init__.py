"""What organisations do themselves, with a link or as contacts of their record; they work at no office.

Each verb asks its own right first, a link or being a contact of this very record, and then works at the office for
this one record (``standing_in``). What the office does about it (ask, trust, end) is exported with its other verbs.
"""

from .answering import ask_again_by_link, confirm_by_link, report_gone_by_link, suggest_by_link
from .asking import CONFIRM
from .caring import (
    CLAIM,
    INVITE,
    MOST_CONTACTS,
    find_code,
    invite_contact,
    leave_record,
    prepare_account,
    send_claim_code,
    take_over,
)
from .maintaining import (
    change_own_record,
    confirm_own_record,
    report_own_end,
    withdraw_proposal,
)
from .reaching import LETTER, MAIL, known_addresses, record_of
from .statements import withdraw_statement, write_statement

__all__ = [
    "CLAIM",
    "CONFIRM",
    "INVITE",
    "LETTER",
    "MAIL",
    "MOST_CONTACTS",
    "ask_again_by_link",
    "change_own_record",
    "confirm_by_link",
    "confirm_own_record",
    "find_code",
    "invite_contact",
    "known_addresses",
    "leave_record",
    "prepare_account",
    "record_of",
    "report_gone_by_link",
    "report_own_end",
    "send_claim_code",
    "suggest_by_link",
    "take_over",
    "withdraw_proposal",
    "withdraw_statement",
    "write_statement",
]
