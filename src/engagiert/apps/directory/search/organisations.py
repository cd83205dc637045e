"""The search over published organisations."""

from engagiert.apps.directory.models import Listing, ListingChange, SearchTerm

from .answering import Index
from .question import VOCABULARIES

ORGANISATIONS = Index(
    Listing,
    terms=SearchTerm,
    changes=ListingChange,
    vocabularies=VOCABULARIES,
    day="coalesce(confirmed_on, published_on)",
    wide=("document", "search", "codes", "keys"),
)
search = ORGANISATIONS.search
points = ORGANISATIONS.points
forget = ORGANISATIONS.forget
state_of_register = ORGANISATIONS.state
