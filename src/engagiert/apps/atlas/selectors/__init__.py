"""Reads of the atlas."""

from .figures import DEFINITIONS_VERSION, RATE_PER, Answer, Line, Remark, atlas, atlas_and_cliff
from .findings import Concentration, Falling, Findings, Like, Money, Party, Plan, Step, Talk, findings
from .needs import GoalSeen, Needs, NeedSeen, needs
from .region import BAND_KM
from .showing import Ending, Group, Seen, View, first_land, view
from .stock import ATLAS_TYPES, Source, rolls, stock
from .tiles import Behind, Tiles, behind, sources, tiles
from .travel import FIRST_MINUTES, Times, Travelled

__all__ = [
    "ATLAS_TYPES",
    "BAND_KM",
    "DEFINITIONS_VERSION",
    "FIRST_MINUTES",
    "RATE_PER",
    "Answer",
    "Behind",
    "Concentration",
    "Ending",
    "Falling",
    "Findings",
    "GoalSeen",
    "Group",
    "Like",
    "Line",
    "Money",
    "NeedSeen",
    "Needs",
    "Party",
    "Plan",
    "Remark",
    "Seen",
    "Source",
    "Step",
    "Talk",
    "Tiles",
    "Times",
    "Travelled",
    "View",
    "atlas",
    "atlas_and_cliff",
    "behind",
    "findings",
    "first_land",
    "needs",
    "rolls",
    "sources",
    "stock",
    "tiles",
    "view",
]
