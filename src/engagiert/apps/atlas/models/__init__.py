from .facility import Facility, Grant
from .roll import Absence, Roll

__all__ = ["Absence", "Facility", "Grant", "Roll"]
