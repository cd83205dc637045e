"""The wall between offices: one scope a transaction, and row-level security that reads it."""

from .scope import ScopeMissing, current_actor, enter, is_open, read_alone
from .walls import ByAccount, ByLink, ByOffice, Everyone, Ledger, Wall

__all__ = [
    "ByAccount",
    "ByLink",
    "ByOffice",
    "Everyone",
    "Ledger",
    "ScopeMissing",
    "Wall",
    "current_actor",
    "enter",
    "is_open",
    "read_alone",
]
