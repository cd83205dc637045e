from .facility import Facility, Grant
from .roll import Absence, Roll
from .travel import TravelRow, TravelTable

__all__ = ["Absence", "Facility", "Grant", "Roll", "TravelRow", "TravelTable"]
