"""What other apps may use of recognition."""

from . import rules, selectors, services
from .keyring import KeyMissing
from .models import Card

__all__ = ["Card", "KeyMissing", "rules", "selectors", "services"]
