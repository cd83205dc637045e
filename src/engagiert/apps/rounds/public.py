"""What other apps may use of rounds."""

from . import rules, selectors, services, wording
from .models import Decision, Item, Meeting, Round

__all__ = ["Decision", "Item", "Meeting", "Round", "rules", "selectors", "services", "wording"]
