"""The plain grid of cells that every reader hands on, and the limits they share."""

from dataclasses import dataclass

from engagiert.engines.intake.problems import Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read at all. Megabytes are 1,000,000 bytes; ``max_unpacked`` is for zipped spreadsheets."""

    max_bytes: int = 20_000_000
    max_unpacked: int = 150_000_000
    max_ratio: int = 300
    max_rows: int = 100_000
    max_columns: int = 200
    max_cells: int = 4_000_000
    max_cell_length: int = 50_000
    max_depth: int = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. ``line``: its number as a spreadsheet program shows it, counting blank rows."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """All rows that are not blank, header and titles still among them.

    ``headed``: the format itself names its columns (JSON), so the first row is the header.
    """

    rows: tuple[Row, ...]
    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    headed: bool = False
    notes: tuple[Problem, ...] = ()
