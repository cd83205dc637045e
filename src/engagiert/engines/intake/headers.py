"""Which row of a grid holds the column names, and what those names are."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from engagiert.engines.intake.fields import HEADERS
from engagiert.engines.intake.grid import Grid, Row
from engagiert.engines.intake.people import role_in
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


def joined_header(grid: Grid, top: int) -> tuple[int, Row]:
    """Index of the last header row and the header: two rows of it become one, "Kontakt/Telefon" below "Kontakt".

    A word above several columns stands above all of them up to the next one.
    """
    rows = grid.rows
    if top + 1 < len(rows) and _is_second_header(rows[top], rows[top + 1]):
        return top + 1, _joined(rows[top], rows[top + 1])
    if top and rows[top - 1].line == rows[top].line - 1 and _is_group_row(rows[top - 1], rows[top]):
        return top, _joined(rows[top - 1], rows[top])
    return top, rows[top]


def _is_second_header(upper: Row, lower: Row) -> bool:
    gaps = any(not a and b for a, b in zip_longest(upper.cells, lower.cells, fillvalue=""))
    return gaps and known_headers(lower.cells) >= 2 and not _looks_like_data(lower.cells)


def _is_group_row(upper: Row, lower: Row) -> bool:
    """Two words or more above the header that name persons or fields, fewer than the header has."""
    filled = [c for c in upper.cells if c]
    telling = any(fold(c) in HEADERS or role_in(c) is not None for c in filled)
    return 1 < len(filled) < sum(map(bool, lower.cells)) and telling and not _looks_like_data(filled)


def _joined(upper: Row, lower: Row) -> Row:
    cells: list[str] = []
    above = ""
    for group, own in zip_longest(upper.cells, lower.cells, fillvalue=""):
        above = group or above
        cells.append(f"{above}/{own}" if own and above and fold(above) != fold(own) else own or group)
    return Row(lower.line, tuple(cells))


def refuse_turned(grid: Grid) -> None:
    """Raises ``turned`` for a list that lies on its side: headers below one another in the first column."""
    rows = [r for r in grid.rows[:_SEARCHED_ROWS] if r.cells and r.cells[0]]
    words = {HEADERS[key] for r in rows if (key := fold(r.cells[0])) in HEADERS}
    across = max((known_headers(r.cells) for r in rows), default=0)
    if len(words) >= 3 and len(words) * 10 >= len(rows) * 6 and across <= 1 and any(len(r.cells) > 1 for r in rows):
        raise UnreadableTable("turned", headers="; ".join(r.cells[0] for r in rows)[:200])


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
