from .certificate import Inspection
from .glimpse import Glimpse
from .note import CounselNote
from .refusal import Refusal
from .volunteer import Volunteer
from .wish import ANY_TIME, Wish

__all__ = ["ANY_TIME", "CounselNote", "Glimpse", "Inspection", "Refusal", "Volunteer", "Wish"]
