"""What is said of cards, in words."""

from . import proof_words
from .checker import verdicts
from .decisions import check_lines, engagement_lines, hours_line, kept, number
from .letters import decision_text, lost_text, reminder_text, suggestion_text

__all__ = [
    "check_lines",
    "decision_text",
    "engagement_lines",
    "hours_line",
    "kept",
    "lost_text",
    "number",
    "proof_words",
    "reminder_text",
    "suggestion_text",
    "verdicts",
]
