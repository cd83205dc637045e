"""Paper: letters and papers as PDF, set by Typst from data. What they say is never read as markup."""

from .letters import MOST_ADDRESS_LINES, Address, Code, Letter, Sender, letters_as_pdf
from .papers import Paper, paper_as_markdown, paper_as_pdf

__all__ = [
    "MOST_ADDRESS_LINES",
    "Address",
    "Code",
    "Letter",
    "Paper",
    "Sender",
    "letters_as_pdf",
    "paper_as_markdown",
    "paper_as_pdf",
]
