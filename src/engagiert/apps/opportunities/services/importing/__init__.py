"""A list of offers on its way in: its organisations by the directory's import, then the offers, row by row."""

from engagiert.engines.intake.offers import offer_columns, organisation_fields

from .running import begin_import, take_over_offers
from .trying import plan_offers
from .undoing import undo_offers

__all__ = ["begin_import", "offer_columns", "organisation_fields", "plan_offers", "take_over_offers", "undo_offers"]
