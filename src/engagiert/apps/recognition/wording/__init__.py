"""What is said of cards, in words."""

from . import app_words, proof_words
from .app_words import CONSENT_VERSION, app_consent_words
from .checker import verdicts
from .decisions import check_lines, engagement_lines, hours_line, kept, number
from .letters import decision_text, lost_text, reminder_text, suggestion_text

__all__ = [
    "CONSENT_VERSION",
    "app_consent_words",
    "app_words",
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
