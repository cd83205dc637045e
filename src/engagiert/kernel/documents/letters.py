"""Letters for window envelopes (DIN 5008, form B) as one PDF/UA file, each beginning on a page of its own."""

import datetime
import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import segno

from .typesetting import set_in_type

_TEMPLATE = Path(__file__).with_name("letter.typ")
_LANGUAGES = ("de", "en")
# The lines of the address zone; DIN 5008 has six.
MOST_ADDRESS_LINES = 6


@dataclass(frozen=True, slots=True)
class Address:
    """Whom the letter is for, line by line as on the envelope."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: ``return_line`` stands small above the address, ``details`` beside it (label, value), the date
    among them."""

    name: str
    return_line: str
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A short code to type in and the same address as a QR code; ``label`` says what it is for."""

    label: str
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. ``blocks`` are dictionaries with ``kind``: ``text`` or ``quote`` (``text``), ``list`` (``entries``),
    ``link`` (``label``, ``address``)."""

    address: Address
    sender: Sender
    subject: str
    blocks: tuple[dict[str, Any], ...]
    language: str = "de"
    code: Code | None = None
    # The word before the page number of a second page: “Seite” or “Page”.
    page_word: str = "Seite"

    def __post_init__(self) -> None:
        if self.language not in _LANGUAGES:
            raise ValueError(f"no letter can be written in {self.language!r}")
        if not 0 < len(self.address.lines) <= MOST_ADDRESS_LINES:
            raise ValueError(f"an address has 1 to {MOST_ADDRESS_LINES} lines")


def letters_as_pdf(letters: Sequence[Letter], *, title: str, on: datetime.datetime) -> bytes:
    """All letters in one PDF, to print at once; ``on`` is the moment the file says it was made.

    Raises ``ValueError`` without letters.
    """
    if not letters:
        raise ValueError("a file needs a letter")
    data = {"title": title, "letters": [_data(letter) for letter in letters]}
    return set_in_type(_TEMPLATE, data, on=on)


def _data(letter: Letter) -> dict[str, Any]:
    written = asdict(letter)
    if letter.code is not None:
        drawn = io.BytesIO()
        segno.make(letter.code.address, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False)
        written["code"]["picture"] = drawn.getvalue().decode()
    return written
