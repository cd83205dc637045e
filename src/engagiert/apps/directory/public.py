"""What other apps may use of the directory."""

from . import beside, console, facets, jobs, own_selectors, rules, selectors, services, tables, wording
from .areas import AreaFigures, area_figures
from .documents import encode, read
from .fields import LinesField, NameField, PhonesField
from .linked_data import as_script
from .maps import pin as map_pin
from .models import (
    Contact,
    Facility,
    ImportItem,
    ImportRun,
    Listing,
    Need,
    Note,
    OpenTerms,
    Organisation,
    Pair,
    Revision,
    Statement,
    Suggestion,
)
from .models.listing_change import IndexedChange
from .models.search_term import IndexedTerm
from .open_data import terms as dcat_terms
from .open_data.graph import WRITINGS, Graph, Iri, Literal, german
from .open_data.licences import LICENCES
from .open_data.xml import element
from .record_forms import (
    ContactPointFormSet,
    FacilityForm,
    FundingFormSet,
    OrganisationForm,
    opened_of,
    rows_of,
)
from .rules import EDIT_RECORD, EDIT_SOMEWHERE, MAINTAIN_SOMEWHERE, WORK_AT_DESK
from .search import (
    DISTANCES,
    EVERY_ROW,
    LONGEST_QUERY,
    PAGE_SIZE,
    PLACE_MARK,
    Answer,
    Entry,
    Index,
    Near,
    Point,
    Question,
    house_of,
    points,
    search,
    units,
)
from .search import indexing as search_indexing
from .search import suggesting as search_suggesting
from .search.kinds import Kind, kinds, name_kind
from .selectors import asking_site, listing_for, successor_of, town_news
from .services import importing as imports
from .services import submit_suggestion
from .services.importing.intake import LIMITS as IMPORT_LIMITS
from .services.selfservice.reaching import known_recipient
from .standing_in import BY_LINK, in_the_office
from .vocabulary import (
    ACCESSIBILITY,
    BUDGET_BANDS,
    FACILITY_TYPES,
    FACILITY_TYPES_VERSION,
    FIELDS,
    LANGUAGES,
    SECTORS,
    TARGET_GROUPS,
    Term,
    label,
    labels,
)

__all__ = [
    "ACCESSIBILITY",
    "BUDGET_BANDS",
    "BY_LINK",
    "DISTANCES",
    "EDIT_RECORD",
    "EDIT_SOMEWHERE",
    "EVERY_ROW",
    "FACILITY_TYPES",
    "FACILITY_TYPES_VERSION",
    "FIELDS",
    "IMPORT_LIMITS",
    "LANGUAGES",
    "LICENCES",
    "LONGEST_QUERY",
    "MAINTAIN_SOMEWHERE",
    "PAGE_SIZE",
    "PLACE_MARK",
    "SECTORS",
    "TARGET_GROUPS",
    "WORK_AT_DESK",
    "WRITINGS",
    "Answer",
    "AreaFigures",
    "Contact",
    "ContactPointFormSet",
    "Entry",
    "Facility",
    "FacilityForm",
    "FundingFormSet",
    "Graph",
    "ImportItem",
    "ImportRun",
    "Index",
    "IndexedChange",
    "IndexedTerm",
    "Iri",
    "Kind",
    "LinesField",
    "Listing",
    "Literal",
    "NameField",
    "Near",
    "Need",
    "Note",
    "OpenTerms",
    "Organisation",
    "OrganisationForm",
    "Pair",
    "PhonesField",
    "Point",
    "Question",
    "Revision",
    "Statement",
    "Suggestion",
    "Term",
    "area_figures",
    "as_script",
    "asking_site",
    "beside",
    "console",
    "dcat_terms",
    "element",
    "encode",
    "facets",
    "german",
    "house_of",
    "imports",
    "in_the_office",
    "jobs",
    "kinds",
    "known_recipient",
    "label",
    "labels",
    "listing_for",
    "map_pin",
    "name_kind",
    "opened_of",
    "own_selectors",
    "points",
    "read",
    "rows_of",
    "rules",
    "search",
    "search_indexing",
    "search_suggesting",
    "selectors",
    "services",
    "submit_suggestion",
    "successor_of",
    "tables",
    "town_news",
    "units",
    "wording",
]
