"""The index of published offers."""

from collections.abc import Collection, Iterable

from engagiert.apps.directory.public import Entry, Index, search_indexing
from engagiert.apps.opportunities.models import Listing, ListingChange, Opportunity, SearchTerm
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .facets import VOCABULARIES
from .texts import fields_of

OFFERS = Index(
    Listing,
    terms=SearchTerm,
    changes=ListingChange,
    vocabularies=VOCABULARIES,
    day="coalesce(published_on, confirmed_on)",
    wide=("document", "search", "codes", "folded"),
)
search = OFFERS.search
points = OFFERS.points
forget = OFFERS.forget


def write(listings: Iterable[Listing]) -> None:
    """Write what these offers are found by, in the transaction that changes them."""
    search_indexing.write(OFFERS, (Entry(each.pk, fields_of(each)) for each in listings))


def count_terms(*, actor: Actor) -> int:
    """Count anew in how many offers each term stands; returns the number of terms."""
    with enter(actor, action="opportunities.count_terms"):
        return search_indexing.count_terms(OFFERS)


def source_numbers(opportunity_ids: Collection[int]) -> dict[int, list[str]]:
    """What the source of each offer calls it; of one entered here its number here."""
    rows = Opportunity.objects.filter(pk__in=opportunity_ids).values_list("pk", "source_id")
    return {pk: [number or f"engagiert:{pk}"] for pk, number in rows}


__all__ = ["OFFERS", "count_terms", "forget", "points", "search", "source_numbers", "write"]
