"""The code lists of the directory. Records keep codes; words and definitions stand here, so they can be translated.

A list that counts depend on has a version: a number without the definition it was counted by says nothing.
"""

from .fields import FIELDS, FIELDS_VERSION
from .groups import ACCESSIBILITY, BUDGET_BANDS, LANGUAGES, SECTORS, TARGET_GROUPS
from .term import Term, label, labels
from .types import FACILITY_TYPES, FACILITY_TYPES_VERSION

__all__ = [
    "ACCESSIBILITY",
    "BUDGET_BANDS",
    "FACILITY_TYPES",
    "FACILITY_TYPES_VERSION",
    "FIELDS",
    "FIELDS_VERSION",
    "LANGUAGES",
    "SECTORS",
    "TARGET_GROUPS",
    "Term",
    "label",
    "labels",
]
