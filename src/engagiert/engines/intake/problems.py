"""What the intake has to say: codes and parameters, never sentences. The application words them."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Severity = Literal["refused", "without", "hint"]
Param = str | int
VALUE_LENGTH: Final = 200

# code -> (severity, meaning). "refused": the row stays outside. "without": the row comes in without this
# value. "hint": nothing is lost, a person should know.
PROBLEM_CODES: Final[Mapping[str, tuple[Severity, str]]] = MappingProxyType(
    {
        "name_missing": ("refused", "the row has no name"),
        "name_empty": ("refused", "the name holds only marks, tags or a legal form"),
        "name_too_long": ("refused", "the name is longer than 300 characters"),
        "name_no_name": ("refused", "the name is only a yes or no, a date or a number"),
        "row_total": ("refused", "the line is a sum of the list, no organisation"),
        "row_page": ("refused", "the line is a page number or a date of printing, no organisation"),
        "row_section": ("refused", "the line is the heading of a section, no organisation"),
        "row_header": ("refused", "the line holds column headers, no organisation"),
        "publish_denied": ("refused", "the list says that the organisation must not be published"),
        "publish_unsaid": ("hint", "the column for the consent says nothing in this row"),
        "ended": ("refused", "the list says that the organisation was dissolved, deleted or rests"),
        "formula_in_name": ("refused", "the name is a spreadsheet formula"),
        "formula_dropped": ("without", "a cell is a spreadsheet formula"),
        "duplicate_id": ("hint", "an id stands at an earlier row with another name; the id is dropped here"),
        "two_doors": ("hint", "a row with the same id names another address; the first one is taken"),
        "phone_unreadable": ("without", "no phone number could be read"),
        "phone_partly": ("hint", "one of several numbers in the cell could not be read"),
        "mail_unreadable": ("without", "no mail address could be read"),
        "mail_partly": ("hint", "one of several mail addresses in the cell could not be read"),
        "website_unreadable": ("without", "no web address could be read"),
        "website_unsafe": ("without", "the address is a script or another scheme than http"),
        "postcode_digits": ("without", "a German postcode has five digits, this has another count"),
        "postcode_unreadable": ("without", "no German postcode could be read"),
        "address_unreadable": ("without", "neither street nor postcode could be read from the address"),
        "coordinates_zero": ("without", "latitude and longitude are zero"),
        "coordinates_swapped": ("hint", "latitude and longitude were exchanged and have been turned round"),
        "coordinates_outside": ("without", "the point is not in Germany"),
        "coordinates_incomplete": ("without", "latitude or longitude is missing"),
        "coordinates_unreadable": ("without", "latitude or longitude is no number"),
        "place_unknown": ("hint", "the register does not know the town; the list's own place is taken"),
        "year_too_early": ("without", "a founding year before 1400, older than any club known"),
        "year_future": ("without", "a founding year that is still to come"),
        "year_two_digits": ("without", "a founding year of two digits, the century is missing"),
        "address_only_town": ("hint", "the address held only a town; it was read as the town"),
        "postcode_elsewhere": ("hint", "the postcode belongs to another town; the town's name decides"),
        "contact_split": ("hint", "a cell held name, phone or address of a person; all of it stays internal"),
        "contact_nameless": ("hint", "phone or mail of a person without a name; kept as an internal note"),
        "bank_dropped": ("hint", "a bank account number was removed from a text"),
        "serial_date": ("hint", "a number was read as the date that a spreadsheet stores so"),
        "year_unreadable": ("without", "no founding year could be read"),
        "date_unreadable": ("without", "no date could be read"),
        "number_unreadable": ("without", "no number could be read"),
        "language_unknown": ("hint", "a language that the list of languages does not know"),
        "text_shortened": ("hint", "a text was longer than its field and has been cut"),
        "umlauts_repaired": ("hint", "damaged umlauts were put right"),
        "characters_lost": ("hint", "characters were lost before the file was saved and cannot be restored"),
        "umlauts_lost": ("hint", "the file looks as if umlauts were lost before it was saved"),
        "characters_removed": ("hint", "invisible or forbidden characters were removed from a text"),
        "row_hidden": ("hint", "the row is hidden in the spreadsheet; it was read all the same"),
        "cell_shortened": ("hint", "a cell was longer than the limit and has been cut"),
        "extra_cells": ("hint", "the row has more cells than the header; the surplus was left out"),
        "header_repeated": ("hint", "the header stands again amid the rows; this line was left out"),
        "header_doubled": ("hint", "two columns had the same header; the later one got a number"),
        "other_sheets": ("hint", "the file has more sheets; only one was read"),
        "mixed_encoding": ("hint", "the file mixes two encodings; both were read"),
        "nested_values_dropped": ("hint", "values nested deeper than the limit were left out"),
    }
)

# code -> meaning, for files that cannot be read at all
UNREADABLE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty": "the file has no content",
        "only_header": "the file has a header and no row (params: headers)",
        "missing_header": "the first row already holds data (params: line, first_row)",
        "turned": "the headers stand in the first column, not in the first row",
        "too_large": "the file is larger than allowed (params: megabytes, allowed)",
        "too_many_rows": "the table has more rows than allowed (params: allowed)",
        "too_many_columns": "the table has more columns than allowed (params: columns, allowed)",
        "zip_bomb": "the file would unpack to far more than allowed (params: megabytes, allowed)",
        "encrypted": "the file is protected by a password",
        "broken_archive": "the spreadsheet is damaged",
        "binary": "the file is no table but binary data",
        "unsupported_type": "a type that holds no table we read (params: kind)",
        "json_broken": "the JSON breaks off or is not valid (params: line, column)",
        "no_table": "the file is JSON but holds no list of records",
        "unreadable": "the file could not be read",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One remark. ``line``: row as a spreadsheet program shows it, ``row``: data row from 1; 0 = whole file.

    ``column`` is the header as in the file, ``value`` the cell as in the file, cut at 200 characters.
    """

    code: str
    severity: Severity
    line: int = 0
    row: int = 0
    column: str = ""
    field: str = ""
    value: str = ""
    suggestion: str = ""
    params: Mapping[str, Param] = dataclasses.field(default_factory=dict)


def problem(
    code: str,
    *,
    line: int = 0,
    row: int = 0,
    column: str = "",
    field: str = "",
    value: str = "",
    suggestion: str = "",
    params: Mapping[str, Param] | None = None,
) -> Problem:
    """A problem with the severity its code has; an unknown code is a mistake of the programmer."""
    severity, _ = PROBLEM_CODES[code]
    return Problem(
        code=code,
        severity=severity,
        line=line,
        row=row,
        column=column,
        field=field,
        value=value.replace("\x00", "")[:VALUE_LENGTH],
        suggestion=suggestion[:VALUE_LENGTH],
        params=dict(params or {}),
    )


class UnreadableTable(Exception):  # noqa: N818 - said of the table, not of the program
    """The bytes hold no table that can be read. ``code`` is one of ``UNREADABLE_CODES``."""

    def __init__(self, code: str, **params: Param) -> None:
        if code not in UNREADABLE_CODES:
            raise KeyError(code)
        super().__init__(code)
        self.code = code
        self.params: dict[str, Param] = params

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code}({details})" if details else self.code
