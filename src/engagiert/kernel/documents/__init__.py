"""Paper: letters as PDF, set by Typst from data. What a letter says is never read as markup."""

from .letters import MOST_ADDRESS_LINES, Address, Code, Letter, Sender, letters_as_pdf

__all__ = ["MOST_ADDRESS_LINES", "Address", "Code", "Letter", "Sender", "letters_as_pdf"]
