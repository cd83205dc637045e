"""The verbs of offers."""

from . import asking, caring, following
from .caring import accept_proposal, decided, decline_proposal
from .history import undo_revision
from .offers import Draft, create_many, create_opportunity, update_opportunity
from .states import (
    close_opportunity,
    confirm_opportunity,
    fill_opportunity,
    pause_opportunity,
    publish_opportunity,
    reopen_opportunity,
    submit_opportunity,
)

__all__ = [
    "Draft",
    "accept_proposal",
    "asking",
    "caring",
    "close_opportunity",
    "confirm_opportunity",
    "create_many",
    "create_opportunity",
    "decided",
    "decline_proposal",
    "fill_opportunity",
    "following",
    "pause_opportunity",
    "publish_opportunity",
    "reopen_opportunity",
    "submit_opportunity",
    "undo_revision",
    "update_opportunity",
]
