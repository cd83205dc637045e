from .confirmation import AskingPlan, ConfirmationRequest
from .contact import Contact, ContactPoint, Note
from .facility import Facility, FundingSource
from .importing import ImportFile, ImportItem, ImportMapping, ImportRun
from .listing import Listing
from .listing_change import ListingChange
from .need import Need, UnmetSearch
from .open_data import OpenTerms, PublicId
from .organisation import Alias, Organisation, SourceKey
from .pair import Pair
from .revision import Revision
from .search_term import SearchTerm
from .statement import Statement
from .suggestion import Suggestion

__all__ = [
    "Alias",
    "AskingPlan",
    "ConfirmationRequest",
    "Contact",
    "ContactPoint",
    "Facility",
    "FundingSource",
    "ImportFile",
    "ImportItem",
    "ImportMapping",
    "ImportRun",
    "Listing",
    "ListingChange",
    "Need",
    "Note",
    "OpenTerms",
    "Organisation",
    "Pair",
    "PublicId",
    "Revision",
    "SearchTerm",
    "SourceKey",
    "Statement",
    "Suggestion",
    "UnmetSearch",
]
