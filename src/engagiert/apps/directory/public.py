"""What other apps may use of the directory."""

from . import jobs, own_selectors, selectors, services, tables, wording
from .areas import AreaFigures, area_figures
from .documents import encode, read
from .fields import LinesField, NameField, PhonesField
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
from .record_forms import (
    ContactPointFormSet,
    FacilityForm,
    FundingFormSet,
    OrganisationForm,
    opened_of,
    rows_of,
)
from .rules import EDIT_RECORD, EDIT_SOMEWHERE, MAINTAIN_SOMEWHERE, WORK_AT_DESK
from .search import Point, Question, points, search
from .selectors import listing_for, town_news
from .services import importing as imports
from .services import submit_suggestion
from .services.importing.intake import LIMITS as IMPORT_LIMITS
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
)

__all__ = [
    "ACCESSIBILITY",
    "BUDGET_BANDS",
    "EDIT_RECORD",
    "EDIT_SOMEWHERE",
    "FACILITY_TYPES",
    "FACILITY_TYPES_VERSION",
    "FIELDS",
    "IMPORT_LIMITS",
    "LANGUAGES",
    "MAINTAIN_SOMEWHERE",
    "SECTORS",
    "TARGET_GROUPS",
    "WORK_AT_DESK",
    "AreaFigures",
    "Contact",
    "ContactPointFormSet",
    "Facility",
    "FacilityForm",
    "FundingFormSet",
    "ImportItem",
    "ImportRun",
    "LinesField",
    "Listing",
    "NameField",
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
    "encode",
    "imports",
    "jobs",
    "label",
    "listing_for",
    "opened_of",
    "own_selectors",
    "points",
    "read",
    "rows_of",
    "search",
    "selectors",
    "services",
    "submit_suggestion",
    "tables",
    "town_news",
    "wording",
]
