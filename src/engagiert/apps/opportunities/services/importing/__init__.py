"""A list of offers on its way in: its organisations by the directory's import, then the offers, row by row."""

from .receiving import OF_PLACE, choose_offer_columns, discard_offers, receive_offers
from .running import fail_offers, start_offers, take_over_offers
from .trying import start_try_offers, try_in_steps, try_offers
from .undoing import start_undo_offers, take_back_list

__all__ = [
    "OF_PLACE",
    "choose_offer_columns",
    "discard_offers",
    "fail_offers",
    "receive_offers",
    "start_offers",
    "start_try_offers",
    "start_undo_offers",
    "take_back_list",
    "take_over_offers",
    "try_in_steps",
    "try_offers",
]
