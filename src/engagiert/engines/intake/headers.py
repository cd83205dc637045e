"""Which row of a grid holds the column names, and what those names are."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from engagiert.engines.intake.fields import HEADERS
from engagiert.engines.intake.grid import Grid, Row
from engagiert.engines.intake.problems import Problem, UnreadableTable, problem
from engagiert.engines.text.folding import fold

_SEARCHED_ROWS = 20
_LONGEST_HEADER = 60
_DATA = re.compile(
    r"""
      .*\S@\S+\.\w                             # mail
    | (?:https?://|www\.)                      # web address
    | [-+]?[\d\s.,/()%€:+-]*\d[\d\s.,/()%€:+-]*$   # number, date, phone, postcode
    | .*\b\d{5}\b\s+\w                          # postcode and town
    | .*(?:str\.|straße|weg|platz)\s*\d         # street and number
    | .*\be\.\s?V\b | .*\bgGmbH\b               # legal form
    | =                                         # formula
    | (?:TuS|TSV|TV|SV|SC|FC|DRK|AWO|MGV)\s
    """,
    re.VERBOSE,
)


def known_headers(cells: Sequence[str]) -> int:
    """How many different fields the cells name outright."""
    short = [c for c in cells if 0 < len(c) <= _LONGEST_HEADER]
    return len({HEADERS[key] for key in map(fold, short) if key in HEADERS})


def find_header(grid: Grid) -> int:
    """Index in ``grid.rows`` of the header row; raises ``missing_header`` when the first row is data.

    A row is the header if two of its cells are words we know (one, in a table of one or two columns), or,
    failing that, the first row that is at least half filled with short texts that look like no data.
    """
    rows = grid.rows[:_SEARCHED_ROWS]
    width = max((sum(map(bool, r.cells)) for r in grid.rows[:200]), default=0)
    needed = 2 if width > 2 else 1
    for index, row in enumerate(rows):
        if known_headers(row.cells) >= needed and not _looks_like_data(row.cells):
            return index
    for index, row in enumerate(rows):
        filled = [c for c in row.cells if c]
        if 2 * len(filled) < width or len(filled) < min(2, width):
            continue
        if _looks_like_data(filled):
            break
        return index
    first = next((r for r in rows if 2 * sum(map(bool, r.cells)) >= width), rows[0])
    sample = "; ".join(c for c in first.cells if c)
    raise UnreadableTable("missing_header", line=first.line, first_row=sample[:200])


def _looks_like_data(cells: Sequence[str]) -> bool:
    """One cell of data is enough: column names hold no mail addresses, numbers or legal forms."""
    filled = [c for c in cells if c]
    data = sum(1 for c in filled if len(c) > _LONGEST_HEADER or _DATA.match(c))
    return data > 0 and data * 5 >= len(filled)


def name_columns(cells: Sequence[str]) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Column names without gaps or doubles: "Spalte 3" for an empty one, "Telefon (2)" for the second."""
    names: list[str] = []
    notes: list[Problem] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, start=1):
        wanted = " ".join(cell.split())[:100] or f"Spalte {number}"
        name, count = wanted, 1
        while name.casefold() in taken:
            count += 1
            name = f"{wanted} ({count})"
        if count > 1 and cell:
            notes.append(problem("header_doubled", column=name, value=wanted, params={"number": number}))
        taken.add(name.casefold())
        names.append(name)
    return tuple(names), tuple(notes)


def is_header_again(row: Row, header: Row) -> bool:
    """Lists printed page by page repeat their header."""
    return all(a.casefold() == b.casefold() for a, b in zip_longest(row.cells, header.cells, fillvalue=""))
