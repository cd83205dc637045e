"""Which column holds what: guessed from header and content, then checked by a person and kept.

Every column gets a score per field. A header that is a word of the field counts most; a header that contains
such a word counts less; the share of cells that read like the field confirms or contradicts. "sure" needs
header and content in agreement, "check" is everything else that was guessed.
"""

import re
from collections.abc import Callable, Iterable
from collections.abc import Mapping as MappingType
from dataclasses import dataclass, replace
from typing import Literal

from engagiert.engines.intake import contacts, people
from engagiert.engines.intake.addresses import parse_address
from engagiert.engines.intake.cleaning import is_placeholder
from engagiert.engines.intake.fields import FIELDS, SHAPES, SHARED
from engagiert.engines.intake.figures import parse_date, parse_decimal
from engagiert.engines.intake.header_words import by_header, is_never_read
from engagiert.engines.intake.tables import Table
from engagiert.engines.text.folding import fold

__all__ = ["FIELDS", "ColumnGuess", "Mapping", "guess_mapping", "saved_mapping"]

Certainty = Literal["sure", "check", "none"]
_SURE: Certainty = "sure"
_SAMPLE = 60
_EXAMPLE_LENGTH = 80
_NEEDED = ("name",)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: what it seems to hold (a code of ``FIELDS``), how sure that is, and a filled cell of it."""

    index: int
    header: str
    field: str
    certainty: Certainty
    example: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """All columns in the order of the file. ``shape``: the known export it was recognised as, or ""."""

    columns: tuple[ColumnGuess, ...]
    shape: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields without which nothing can be read."""
        return tuple(field for field in _NEEDED if not self.columns_for(field))

    def columns_for(self, field: str) -> tuple[ColumnGuess, ...]:
        """Columns mapped to ``field``, in the order of the file."""
        return tuple(c for c in self.columns if c.field == field)

    def with_field(self, index: int, field: str) -> "Mapping":
        """The same with one column set by a person. Raises ``KeyError`` for an unknown field."""
        if field not in FIELDS:
            raise KeyError(field)
        columns = tuple(replace(c, field=field, certainty="sure") if c.index == index else c for c in self.columns)
        return replace(self, columns=columns)

    def as_saved(self) -> dict[str, str]:
        """Header -> field, to be kept for the source and given to ``saved_mapping`` next time."""
        return {c.header: c.field for c in self.columns}


def guess_mapping(table: Table) -> Mapping:
    """A field for every column; columns nobody can place are "ignore" with certainty "none"."""
    shape, fixed = _known_shape(table.headers)
    columns = []
    for index, header in enumerate(table.headers):
        cells = _sample(table, index)
        if shape:
            field, certainty = fixed.get(fold(header), "ignore"), _SURE
        else:
            field, certainty = _guess(header, cells)
        columns.append(ColumnGuess(index, header, field, certainty, cells[0][:_EXAMPLE_LENGTH] if cells else ""))
    if not shape:
        columns = people.settle(columns, lambda index: _sample(table, index))
    if not any(c.field == "name" for c in columns):
        columns = _name_by_content(table, columns)
    return Mapping(_one_column_a_field(columns), shape)


def saved_mapping(table: Table, saved: MappingType[str, str]) -> Mapping:
    """The mapping kept for a source, put on a new file; new columns are guessed and marked "check"."""
    guessed = guess_mapping(table)
    columns = []
    for column in guessed.columns:
        field = saved.get(column.header, "")
        if field in FIELDS:
            columns.append(replace(column, field=field, certainty="sure"))
        else:
            columns.append(replace(column, certainty="check" if column.field != "ignore" else "none"))
    return Mapping(_one_column_a_field(columns), guessed.shape)


def _known_shape(headers: Iterable[str]) -> tuple[str, MappingType[str, str]]:
    names = {fold(h) for h in headers}
    for shape, needed, fixed in SHAPES:
        if needed <= names:
            return shape, fixed
    return "", {}


def _sample(table: Table, index: int) -> list[str]:
    """Filled cells of a column, taken evenly over the whole file."""
    step = max(1, len(table.rows) // 600)
    cells = (row.cells[index] for row in table.rows[::step])
    filled = [c for c in cells if not is_placeholder(c)]
    return filled[:: max(1, len(filled) // _SAMPLE)][:_SAMPLE]


def _guess(header: str, cells: list[str]) -> tuple[str, Certainty]:
    if is_never_read(header):
        return "ignore", "sure"
    if private := people.field_by_header(header):
        return _private(private, header, cells)
    said, exact = by_header(header)
    shares = {field: share for field in _CONTENT if (share := _share(field, cells)) >= 0.5}
    if said in {"ignore"} and exact:
        return "ignore", "sure"
    if said:
        return _confirmed(said, cells, shares, exact=exact)
    for field in _TELLING:
        if shares.get(field, 0) >= 0.7 and not (field == "phone" and _says_number(header, cells)):
            return field, "check"
    return "ignore", "none"


def _private(field: str, header: str, cells: list[str]) -> tuple[str, Certainty]:
    """A person's column: a name is none where only numbers, addresses or days stand."""
    if field != "contact_name" or not cells:
        return field, "sure" if field != "ignore" else "check"
    named = fold(header) in _ANYBODY
    for content, moved, test in (
        ("mail", "contact_mail", _is_mail_alone),
        ("phone", "contact_phone", _is_phone_alone),
    ):
        if sum(map(test, cells)) >= 0.5 * len(cells):
            return (content, "sure") if named else (moved, "sure")
    if sum(parse_date(cell) is not None for cell in cells) >= 0.5 * len(cells):
        return "ignore", "check"
    return field, "sure"


def _says_number(header: str, cells: list[str]) -> bool:
    """A number of something else looks like a phone number; only real ones count where nothing says phone."""
    if re.search(r"nummer|\bnr\b|\bid\b|zahl|code|zeichen", fold(header)):
        return True
    return sum(bool(contacts.parse_phone(cell).value) for cell in cells) < 0.7 * len(cells)


def _confirmed(said: str, cells: list[str], shares: MappingType[str, float], *, exact: bool) -> tuple[str, Certainty]:
    """The header's word, moved to a neighbour field where the content says so."""
    for narrow, content, wide in _MOVES:
        if said == narrow and shares.get(content, 0) >= 0.5 and _share(said, cells) < 0.5:
            return wide, "sure" if exact else "check"
    if not cells:
        return said, "check"
    if said in _CONTENT:
        agreed = _share(said, cells) >= 0.4
        return (said, "sure" if exact and agreed else "check") if agreed or exact else ("ignore", "check")
    return said, "sure" if exact else "check"


# header says, content says -> what it is
_MOVES = (
    ("town", "postcode_town", "postcode_town"),
    ("postcode", "postcode_town", "postcode_town"),
    ("street", "address", "address"),
    ("town", "address", "address"),
    ("phone", "mail", "mail"),
    ("website", "mail", "mail"),
    ("mail", "website", "website"),
    ("note", "mail", "mail"),
)


def _share(field: str, cells: list[str]) -> float:
    """Share of the filled cells that read like ``field``."""
    test = _CONTENT.get(field)
    if not cells or test is None:
        return 0.0
    return sum(map(test, cells)) / len(cells)


_POSTCODE = re.compile(r"^(?:D-?\s?)?\d{4,5}(?:[.,]0)?$")
_POSTCODE_TOWN = re.compile(r"^(?:D-?\s?)?\d{4,5}\s+[A-ZÄÖÜ][^\d,]+$")
_WEBSITE = re.compile(
    r"^(?:https?:|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:de|com|org|net|eu|info|nrw|social)\b", re.IGNORECASE
)
_YEAR = re.compile(r"^\D{0,12}(?:1[0-9]|20)\d\d\D?")
_PHONE_WORD = re.compile(r"\b(?:Telefon|Tel|Mobil|Handy|Fon|Büro|privat)\b", re.IGNORECASE)
# headings that do not say whose name, number or address stands below
_ANYBODY = frozenset({"kontakt", "contact"})
_NUMBER_LIKE = re.compile(r"^[\d\s()/+.\-–]{5,}")


def _is_phone(cell: str) -> bool:
    if sum(c.isdigit() for c in cell) < 5 or "@" in cell or _POSTCODE.match(cell):
        return False
    return bool(_NUMBER_LIKE.match(cell) or contacts.parse_phone(cell).value) and not parse_date(cell)


def _is_phone_alone(cell: str) -> bool:
    """A phone number with at most "Tel." before it, no name beside it."""
    return _is_phone(cell) and not re.search(r"[^\W\d_]{5,}|[A-Z][a-z]+\s+[A-Z]", _PHONE_WORD.sub("", cell))


def _is_mail_alone(cell: str) -> bool:
    return bool(contacts.parse_mails(cell).value) and len(cell.split()) <= 3 and "\n" not in cell


def _is_coordinate(cell: str) -> bool:
    number = parse_decimal(cell)
    return number is not None and abs(number) <= 180


def _is_address(cell: str) -> bool:
    found = parse_address(cell).value
    return bool(found.street and (found.postcode or found.town.name))


_CONTENT: dict[str, Callable[[str], bool]] = {
    "mail": lambda cell: "@" in cell and bool(contacts.parse_mails(cell).value),
    "website": lambda cell: "@" not in cell and bool(_WEBSITE.match(cell)),
    "phone": _is_phone,
    "mobile": _is_phone,
    "postcode": lambda cell: bool(_POSTCODE.match(cell)),
    "postcode_town": lambda cell: bool(_POSTCODE_TOWN.match(cell)),
    "address": _is_address,
    "founded": lambda cell: bool(_YEAR.match(cell)),
    "latitude": _is_coordinate,
    "longitude": _is_coordinate,
    "created": lambda cell: parse_date(cell) is not None,
    "updated": lambda cell: parse_date(cell) is not None,
    "members": lambda cell: parse_decimal(cell) is not None,
}
# contents that tell a field without any header
_TELLING = ("mail", "website", "postcode_town", "address", "phone", "postcode")
_NAME_LIKE = re.compile(r"\be\.?\s?V\b|verein|club|gruppe|verband|initiative|stiftung|\b(?:TuS|SV|TV|DRK|AWO)\b", re.I)


def _name_by_content(table: Table, columns: list[ColumnGuess]) -> list[ColumnGuess]:
    """Without a header for it: the column whose cells look most like names of associations."""
    best, best_share = -1, 0.3
    for column in columns:
        cells = _sample(table, column.index) if column.certainty == "none" else []
        share = sum(bool(_NAME_LIKE.search(c)) for c in cells) / len(cells) if cells else 0.0
        if share > best_share:
            best, best_share = column.index, share
    return [replace(c, field="name", certainty="check") if c.index == best else c for c in columns]


def _one_column_a_field(columns: list[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """Only some fields may be filled by several columns; elsewhere the surer or first keeps it."""
    kept: dict[str, ColumnGuess] = {}
    for column in columns:
        rival = kept.get(column.field)
        if rival is None or (column.certainty == "sure" and rival.certainty != "sure"):
            kept[column.field] = column
    return tuple(
        c if c.field in SHARED or kept[c.field].index == c.index else replace(c, field="ignore", certainty="check")
        for c in columns
    )
