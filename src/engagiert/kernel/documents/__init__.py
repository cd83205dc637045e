"""Paper: letters as PDF, set by Typst from data. What a letter says is never read as markup. Pictures, drawn anew."""

from .letters import MOST_ADDRESS_LINES, Address, Code, Letter, Sender, letters_as_pdf
from .pictures import UnusablePicture, as_png

__all__ = [
    "MOST_ADDRESS_LINES",
    "Address",
    "Code",
    "Letter",
    "Sender",
    "UnusablePicture",
    "as_png",
    "letters_as_pdf",
]
