from .contact import Contact, ContactPoint, Note
from .facility import Facility, FundingSource
from .importing import ImportFile, ImportItem, ImportMapping, ImportRun
from .listing import Listing
from .open_data import OpenTerms, PublicId
from .organisation import Alias, Organisation, SourceKey
from .pair import Pair
from .revision import Revision
from .suggestion import Suggestion

__all__ = [
    "Alias",
    "Contact",
    "ContactPoint",
    "Facility",
    "FundingSource",
    "ImportFile",
    "ImportItem",
    "ImportMapping",
    "ImportRun",
    "Listing",
    "Note",
    "OpenTerms",
    "Organisation",
    "Pair",
    "PublicId",
    "Revision",
    "SourceKey",
    "Suggestion",
]
