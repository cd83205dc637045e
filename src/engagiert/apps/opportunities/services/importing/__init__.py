"""A list of offers on its way in: its organisations by the directory's import, then the offers, row by row."""

from .running import begin_import, take_over_offers
from .trying import plan_offers
from .undoing import undo_offers

__all__ = ["begin_import", "plan_offers", "take_over_offers", "undo_offers"]
