"""What other apps may use of the atlas."""

from . import rules, selectors, services
from .models import Absence, Facility, Grant, Roll

__all__ = ["Absence", "Facility", "Grant", "Roll", "rules", "selectors", "services"]
