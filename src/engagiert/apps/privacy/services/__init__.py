"""What may be done about personal data. Each verb checks, writes and is on record."""

from .breaches import record_breach, update_breach
from .consents import (
    AGREE,
    WITHDRAW,
    Asked,
    Words,
    agree_by_link,
    ask_consent,
    code_for_paper,
    end_consent,
    note_agreement,
    withdraw_agreement,
    withdraw_by_link,
    withdraw_other_by_link,
    withdraw_own,
)
from .erasing import complete_ledger, erase_account, erase_person, replay_erasures
from .moving import export_office, import_office
from .periods import end_sessions, end_sign_ins, keep_periods
from .profiles import describe_controller

__all__ = [
    "AGREE",
    "WITHDRAW",
    "Asked",
    "Words",
    "agree_by_link",
    "ask_consent",
    "code_for_paper",
    "complete_ledger",
    "describe_controller",
    "end_consent",
    "end_sessions",
    "end_sign_ins",
    "erase_account",
    "erase_person",
    "export_office",
    "import_office",
    "keep_periods",
    "note_agreement",
    "record_breach",
    "replay_erasures",
    "update_breach",
    "withdraw_agreement",
    "withdraw_by_link",
    "withdraw_other_by_link",
    "withdraw_own",
]
