"""Text tables: any delimiter, any line end, quoted cells over several lines.

Written here rather than with the module ``csv``, because town lists contain quotes that are no quoting
(``"Auf geht's" Sportverein``) and single unclosed quotes, which that module answers by swallowing the rest
of the file. A quote opens a cell only if a quote before a delimiter or line end closes it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from engagiert.engines.intake.encodings import Decoded
from engagiert.engines.intake.grid import Grid, Limits, Row
from engagiert.engines.intake.headers import known_headers
from engagiert.engines.intake.problems import Problem, UnreadableTable, problem

DELIMITERS = (";", ",", "\t", "|")
_SEPARATOR_LINE = re.compile(r"\A\s*\"?sep=(.)\"?[ \t]*(?:\r\n|\r|\n)", re.IGNORECASE)
_SAMPLE_ROWS = 60
# cells of one record after which nobody counts on, empty ones included
_MOST_CELLS = 20_000


def records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Cells of each record, blank lines as ``[]``. Every kind of line end closes a record."""
    mark = re.escape(delimiter)
    end = mark or "(?!)"
    blank = " *+" if delimiter == "\t" else r"[^\S\r\n]*+"
    quoted = rf'{blank}"([^"]*+(?:""[^"]*+)*+)"{blank}'
    cell = re.compile(rf"(?:{quoted}(?={end}|[\r\n]|\Z)|([^{mark}\r\n]*+))({end}|\r\n|\r|\n|\Z)")
    cells: list[str] = []
    position, length = 0, len(text)
    while position < length or cells:
        found = cell.match(text, position)
        if found is None:  # pragma: no cover - the pattern matches at every position
            return
        inner, bare, closed_by = found.groups()
        cells.append(bare.strip() if inner is None else inner.replace('""', '"'))
        position = found.end()
        if delimiter and closed_by == delimiter:
            if len(cells) > _MOST_CELLS:
                raise UnreadableTable("too_many_columns", columns=len(cells), allowed=_MOST_CELLS)
            continue
        yield [] if len(cells) == 1 and not cells[0].strip() else cells
        cells = []
        if not closed_by:
            return


def find_delimiter(text: str) -> str:
    """The delimiter under which the first rows are widest and most even; "" for a single column."""
    sample = text[:200_000]
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        if delimiter not in sample:
            continue
        rows = [r for r in islice(records(sample, delimiter), _SAMPLE_ROWS) if any(r)]
        score = _evenness(rows)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(rows: list[list[str]]) -> float:
    """Share of rows with the commonest width, weighed by that width and by headers we know."""
    widths = Counter(len(r) for r in rows)
    wide = {width: n for width, n in widths.items() if width > 1}
    if not wide:
        return 0.0
    width = max(wide, key=lambda w: (wide[w], w))
    known = max((known_headers(r) for r in rows[:10]), default=0)
    if wide[width] < len(rows) / 2 and known < 2:
        return 0.0
    return wide[width] / len(rows) * (1 - 1 / width) + 0.5 * min(known, 6)


def read_delimited(decoded: Decoded, limits: Limits) -> Grid:
    """Rows of a text table; raises ``UnreadableTable`` for more rows or columns than allowed."""
    text = decoded.text
    separator = _SEPARATOR_LINE.match(text)
    if separator:
        delimiter, text = separator.group(1), text[separator.end() :]
    else:
        delimiter = find_delimiter(text)
    rows: list[Row] = []
    for line, cells in enumerate(records(text, delimiter), start=1):
        if not any(cells):
            continue
        if len(cells) > limits.max_columns:
            cells[:] = _without_empty_end(cells)
        if len(cells) > limits.max_columns:
            raise UnreadableTable("too_many_columns", columns=len(cells), allowed=limits.max_columns)
        if len(rows) > limits.max_rows:
            raise UnreadableTable("too_many_rows", allowed=limits.max_rows)
        rows.append(Row(line, tuple(cells)))
    notes: tuple[Problem, ...] = (problem("mixed_encoding"),) if decoded.mixed else ()
    return Grid(tuple(rows), "csv", decoded.encoding, delimiter, notes=notes)


def _without_empty_end(cells: list[str]) -> list[str]:
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]
