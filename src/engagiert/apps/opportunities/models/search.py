"""What the search over offers keeps beside their projection."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.utils.translation import gettext_lazy as _

from engagiert.apps.directory.models.listing_change import IndexedChange
from engagiert.apps.directory.models.search_term import IndexedTerm
from engagiert.apps.opportunities.purposes import OFFERS, WITH_OFFER
from engagiert.kernel.privacy import DERIVED, Datum, Personal
from engagiert.kernel.tenancy import Everyone, Wall


class SearchTerm(IndexedTerm):
    """The terms of published offers."""

    wall: ClassVar[Wall] = Everyone("Only stems of words that stand in published offers are kept here.")
    off_the_record: ClassVar[str] = "Counted from offers whose changes are on record."
    personal: ClassVar[Personal] = {"term": Datum(OFFERS, WITH_OFFER, DERIVED, label=_("Wortstamm"))}

    class Meta:
        indexes = [GinIndex(fields=["term"], name="offer_term_trigrams", opclasses=["gin_trgm_ops"])]


class ListingChange(IndexedChange):
    """Changes of published offers."""

    wall: ClassVar[Wall] = Everyone("Keys of published offers and numbers of transactions.")
