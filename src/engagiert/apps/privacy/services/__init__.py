"""What may be done about personal data. Each verb checks, writes and is on record."""

from .erasing import complete_ledger, erase_account, erase_person, replay_erasures
from .periods import end_sessions, keep_periods
from .profiles import describe_controller

__all__ = [
    "complete_ledger",
    "describe_controller",
    "end_sessions",
    "erase_account",
    "erase_person",
    "keep_periods",
    "replay_erasures",
]
