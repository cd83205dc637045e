"""What is said of cards, in words."""

from .checker import verdicts
from .decisions import check_lines, engagement_lines, kept

__all__ = ["check_lines", "engagement_lines", "kept", "verdicts"]
