from .certificate import Inspection
from .glimpse import Glimpse
from .hours import Hours
from .note import CounselNote
from .placement import Placement
from .proposal import Proposal
from .refusal import Refusal
from .shift import Seat, Shift
from .volunteer import Volunteer
from .volunteer_list import VolunteerList, VolunteerListFile, VolunteerListRow
from .wish import ANY_TIME, Wish

__all__ = [
    "ANY_TIME",
    "CounselNote",
    "Glimpse",
    "Hours",
    "Inspection",
    "Placement",
    "Proposal",
    "Refusal",
    "Seat",
    "Shift",
    "Volunteer",
    "VolunteerList",
    "VolunteerListFile",
    "VolunteerListRow",
    "Wish",
]
