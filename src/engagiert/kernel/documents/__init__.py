"""Paper: letters and papers as PDF, set by Typst from data; nothing they say is markup. And pictures, drawn anew."""

from .letters import MOST_ADDRESS_LINES, Address, Code, Letter, Sender, letters_as_pdf
from .papers import Paper, paper_as_markdown, paper_as_pdf
from .pictures import UnusablePicture, as_png
from .typesetting import set_in_type

__all__ = [
    "MOST_ADDRESS_LINES",
    "Address",
    "Code",
    "Letter",
    "Paper",
    "Sender",
    "UnusablePicture",
    "as_png",
    "letters_as_pdf",
    "paper_as_markdown",
    "paper_as_pdf",
    "set_in_type",
]
