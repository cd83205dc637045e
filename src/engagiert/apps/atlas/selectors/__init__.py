"""Reads of the atlas."""

from .figures import (
    ATLAS_TYPES,
    DEFINITIONS_VERSION,
    RATE_PER,
    Answer,
    Line,
    Remark,
    Source,
    atlas,
    atlas_and_cliff,
    rolls,
    stock,
)
from .showing import Ending, Group, Seen, View, first_land, view

__all__ = [
    "ATLAS_TYPES",
    "DEFINITIONS_VERSION",
    "RATE_PER",
    "Answer",
    "Ending",
    "Group",
    "Line",
    "Remark",
    "Seen",
    "Source",
    "View",
    "atlas",
    "atlas_and_cliff",
    "first_land",
    "rolls",
    "stock",
    "view",
]
