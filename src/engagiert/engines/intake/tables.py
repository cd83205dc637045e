"""One table out of any list a town has: CSV, XLSX, ODS or JSON in, header and rows with notes out.

The content decides what a file is, never its name. Whatever the bytes are, ``read_table`` either returns a
table or raises ``UnreadableTable`` with a code.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engagiert.engines.intake.delimited import read_delimited
from engagiert.engines.intake.encodings import decode, is_marked, plain, repair_umlauts
from engagiert.engines.intake.grid import Grid, Limits, Row
from engagiert.engines.intake.header_words import lost_umlauts
from engagiert.engines.intake.headers import find_header, is_header_again, joined_header, name_columns, refuse_turned
from engagiert.engines.intake.problems import Problem, UnreadableTable, problem
from engagiert.engines.intake.sniffing import kind_of
from engagiert.engines.intake.spreadsheets import read_zipped, refuse_old_office
from engagiert.engines.intake.structured import looks_like_json, read_json

__all__ = ["Limits", "Row", "Table", "UnreadableTable", "read_table"]

_DEFAULT = Limits()
_MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Table:
    """Header and data rows, every row as long as the header.

    ``format``: csv, xlsx, ods or json. ``encoding`` and ``delimiter`` may be empty.
    """

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    format: str
    encoding: str
    delimiter: str
    sheet: str
    notes: tuple[Problem, ...]


def read_table(data: bytes, filename: str = "", limits: Limits = _DEFAULT) -> Table:
    """The table in ``data``. ``filename`` only helps where the content leaves a doubt.

    Raises ``UnreadableTable`` and nothing else, whatever the bytes are.
    """
    if len(data) > limits.max_bytes:
        raise UnreadableTable("too_large", megabytes=-(-len(data) // 1_000_000), allowed=limits.max_bytes // 1_000_000)
    if not data.strip(b"\x00\t\n\r \xef\xbb\xbf\xff\xfe"):
        raise UnreadableTable("binary" if len(data) > 16 and b"\x00" in data.strip() else "empty")
    try:
        return _finished(_grid(data, filename, limits), limits)
    except (RecursionError, MemoryError, ValueError, LookupError, ArithmeticError) as e:
        raise UnreadableTable("unreadable") from e


def _grid(data: bytes, filename: str, limits: Limits) -> Grid:
    kind = kind_of(data)
    if kind == "zip":
        return read_zipped(data, limits)
    if kind == "ole":
        raise refuse_old_office(data)
    if kind == "binary":
        raise UnreadableTable("binary")
    if kind != "text":
        raise UnreadableTable("unsupported_type", kind=kind)
    decoded = decode(data)
    if not decoded.text.strip():
        raise UnreadableTable("empty")
    named_json = filename.lower().endswith((".json", ".geojson", ".jsonl", ".ndjson"))
    if looks_like_json(decoded.text) or (named_json and decoded.text.lstrip()[:1] in {"{", "["}):
        return read_json(decoded, limits)
    return read_delimited(decoded, limits)


def _finished(grid: Grid, limits: Limits) -> Table:
    """Header found, cells cleaned of damage, rows brought to one width."""
    cleaned, marks = _cleaned(grid.rows, limits)
    grid = Grid(cleaned, grid.format, grid.encoding, grid.delimiter, grid.sheet, grid.headed, grid.notes)
    if not grid.rows:
        raise UnreadableTable("empty")
    top, header = 0, grid.rows[0]
    if not grid.headed:
        refuse_turned(grid)
        top, header = joined_header(grid, find_header(grid))
    width = _width((header, *grid.rows[top + 1 :]))
    if len(header.cells) > limits.max_columns:
        raise UnreadableTable("too_many_columns", columns=len(header.cells), allowed=limits.max_columns)
    missing = min(width, limits.max_columns) - len(header.cells)
    headers, doubled = name_columns(header.cells + ("",) * missing)
    rows, odd = _even_rows(grid.rows[top + 1 :], header, len(headers))
    if not rows:
        raise UnreadableTable("only_header", headers="; ".join(headers)[:200])
    if len(rows) > limits.max_rows:
        raise UnreadableTable("too_many_rows", allowed=limits.max_rows)
    number_of = {row.line: number for number, row in enumerate(rows, start=1)}
    located = tuple(
        problem(
            code,
            line=line,
            row=number_of.get(line, 0),
            column=headers[column] if column < len(headers) else "",
            value=value,
        )
        for code, line, column, value in marks
        if line in number_of or line == header.line
    )
    numbered = (replace(note, row=number_of.get(note.line, 0)) if note.line else note for note in grid.notes)
    notes = (*numbered, *doubled, *odd, *located, *_lost_umlauts(headers, rows))
    return Table(headers, rows, grid.format, grid.encoding, grid.delimiter, grid.sheet, notes)


def _width(rows: Iterable[Row]) -> int:
    """Columns of the table: those of the header, and further ones that most rows fill."""
    listed = tuple(rows)
    width = len(listed[0].cells)
    wider = sorted(len(r.cells) for r in listed[1:] if len(r.cells) > width)
    return wider[len(wider) // 2] if len(wider) * 2 > len(listed) else width


def _even_rows(rows: Iterable[Row], header: Row, width: int) -> tuple[tuple[Row, ...], list[Problem]]:
    even: list[Row] = []
    notes: list[Problem] = []
    for row in rows:
        if is_header_again(row, header):
            notes.append(problem("header_repeated", line=row.line, value="; ".join(row.cells)))
            continue
        surplus = [c for c in row.cells[width:] if c]
        if not any(row.cells[:width]) and not surplus:
            continue
        even.append(Row(row.line, row.cells[:width] + ("",) * (width - len(row.cells))))
        if surplus:
            notes.append(problem("extra_cells", line=row.line, row=len(even), value="; ".join(surplus)))
    return tuple(even), notes


_Mark = tuple[str, int, int, str]


def _cleaned(rows: Iterable[Row], limits: Limits) -> tuple[tuple[Row, ...], list[_Mark]]:
    """Rows with control characters, damaged umlauts and overlong cells put right; what was done, by cell."""
    cleaned: list[Row] = []
    marks: list[_Mark] = []
    for row in rows:
        cells = []
        for column, cell in enumerate(row.cells):
            text, code = _clean_cell(cell, limits)
            cells.append(text)
            if code and len(marks) < _MOST_NOTES:
                marks.append((code, row.line, column, cell))
        if any(cells):
            cleaned.append(Row(row.line, tuple(cells)))
    return tuple(cleaned), marks


# What is left of common words and towns when a program drops their umlauts or writes a question mark instead.
_BEREFT = re.compile(
    r"\b(?:M[?]?tter|B[?]?rger|Sch[?]?tzen|F[?]?rder|M[?]?nner|Sch[?]?ler|K[?]?nstler|B[?]?cher|L[?]?nen|M[?]?nchen|K[?]?ln|"
    r"D[?]?sseldorf|M[?]?nster|N[?]?rnberg|W[?]?rzburg|L[?]?beck|G[?]?ttingen|G[?]?tersloh|H[?]?xter|T[?]?bingen|Osnabr[?]?ck|"
    r"Saarbr[?]?cken|D[?]?lmen|B[?]?nde|L[?]?denscheid|Schw[?]?bisch)|(?<=[a-z])[?](?=[a-z])|stra[?]?e\b"
)
_ADDRESS = re.compile(r"[/@=]|www")


def _lost_umlauts(headers: Iterable[str], rows: Sequence[Row]) -> list[Problem]:
    """One remark for the file, with the first cell that shows it; nobody but the source can give them back."""
    found = next((h for h in headers if lost_umlauts(h)), "")
    cells = (cell for row in rows[:2_000] for cell in row.cells if cell and not _ADDRESS.search(cell))
    found = found or next((cell for cell in cells if _BEREFT.search(cell)), "")
    return [problem("umlauts_lost", value=found)] if found else []


def _clean_cell(cell: str, limits: Limits) -> tuple[str, str]:
    if is_marked(cell) and len(cell) <= limits.max_cell_length:
        return plain(repair_umlauts(cell)), "characters_removed"
    if cell.isascii() and len(cell) <= limits.max_cell_length:
        return plain(cell), ""
    if len(cell) > limits.max_cell_length:
        return plain(repair_umlauts(cell[: limits.max_cell_length])), "cell_shortened"
    repaired = repair_umlauts(cell)
    if repaired != cell:
        return plain(repaired), "umlauts_repaired"
    return plain(cell), "characters_lost" if "\ufffd" in cell else ""
