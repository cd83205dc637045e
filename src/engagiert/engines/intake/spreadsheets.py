"""XLSX and ODS through calamine, with the checks that keep a small file from filling the memory.

Calamine lays a sheet out as one rectangle, so a single cell at XFD1048576 or a repeated cell in ODS would ask
for gigabytes. The cell references are therefore counted in the XML first.
"""

import datetime as dt
import html
import io
import re
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as MappingType

import python_calamine as calamine

from engagiert.engines.intake.archives import packed, repacked
from engagiert.engines.intake.grid import Grid, Limits, Row
from engagiert.engines.intake.headers import known_headers
from engagiert.engines.intake.problems import UnreadableTable, problem

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\$?([A-Za-z]{1,8})\$?(\d{1,12})["']""")
_ROW_NUMBER = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["'](\d{1,12})["']""")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\bhidden\s*=\s*["'](?:1|true)["'][^>]*>""")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_ODS_TAG = re.compile(rb"<(/?)table:(table-row|covered-table-cell|table-cell)\b([^>]*)>")
_ODS_PLACE = re.compile(rb"<table:table(?:-row)?(?=[\s/>])[^>]*>")
_ODS_NAME = re.compile(rb"""table:name\s*=\s*["']([^"']*)["']""")
_ODS_UNSEEN = re.compile(rb"""table:visibility\s*=\s*["'](?:collapse|filter)["']""")
_ODS_REPEAT = re.compile(rb"""table:number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,12})["']""")
_ODS_VALUE = re.compile(rb"office:(?:value|value-type|string-value|date-value)\b")
_ENCRYPTED_ODS = b"manifest:encryption-data"

Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def read_zipped(data: bytes, limits: Limits) -> Grid:
    """XLSX or ODS; other zip files are named as what they are."""
    contents = repacked(data, limits)
    mimetype = contents.get("mimetype", b"")[:200]
    if b"opendocument.spreadsheet" in mimetype:
        if _ENCRYPTED_ODS in contents.get("META-INF/manifest.xml", b""):
            raise UnreadableTable("encrypted")
        _check_ods(contents.get("content.xml", b""), limits)
        return _read(packed(contents), "ods", limits, _hidden_in_ods(contents.get("content.xml", b""), limits))
    if "xl/workbook.xml" in contents:
        for name, content in contents.items():
            if name.lower().startswith("xl/") and b"<" in content and b"row" in content:
                _check_xlsx(content, limits)
        return _read(packed(contents), "xlsx", limits, _hidden_rows(contents))
    raise UnreadableTable("unsupported_type", kind=_zip_kind(contents, mimetype, data))


def refuse_old_office(data: bytes) -> UnreadableTable:
    """What to say of the container that XLS, DOC and encrypted XLSX share.

    XLS is not read: its reader reserves as much memory as a header field asks for, which a damaged file can
    set to gigabytes, and a failed reservation ends the whole process. Every office program saves as XLSX.
    """
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableTable("encrypted")
    kind = "DOC" if "WordDocument".encode("utf-16-le") in data else "XLS"
    return UnreadableTable("unsupported_type", kind=kind)


def _zip_kind(contents: dict[str, bytes], mimetype: bytes, data: bytes) -> str:
    if "word/document.xml" in contents:
        return "DOCX"
    if "ppt/presentation.xml" in contents:
        return "PPTX"
    if b"opendocument.text" in mimetype:
        return "ODT"
    return "XLSB" if b"xl/workbook.bin" in data else "ZIP"


def _check_xlsx(xml: bytes, limits: Limits) -> None:
    """Raises when the rectangle from A1 to the farthest cell with content is larger than the limits."""
    letters: set[bytes] = set()
    rows, without = 0, 0
    for attributes in _CELL.findall(xml):
        found = _REFERENCE.search(attributes)
        if found is None:
            without += 1
            continue
        letters.add(found.group(1))
        rows = max(rows, int(found.group(2)))
    if without:
        rows = max(rows, without, max((int(m.group(1)) for m in _ROW_NUMBER.finditer(xml)), default=0))
    columns = max((_column(name) for name in letters), default=1)
    if columns > limits.max_columns * 8:
        raise UnreadableTable("too_many_columns", columns=columns, allowed=limits.max_columns)
    if columns * rows > limits.max_cells:
        raise UnreadableTable("too_many_rows", allowed=limits.max_rows)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_ods(xml: bytes, limits: Limits) -> None:
    """Counts the cells that repeated rows and columns would unfold to; empty ends of a sheet do not count."""
    cells = gap = width = filled = repeat = 0
    for tag in _ODS_TAG.finditer(xml):
        closing, kind, attributes = tag.groups()
        count = _repeated(attributes)
        if kind == b"table-row":
            if closing:
                cells += filled * repeat
            else:
                width, filled, gap, repeat = 0, 0, 0, count
        elif not closing:
            gap += count
            if _ODS_VALUE.search(attributes) or not tag.group().endswith(b"/>"):
                width, gap = width + gap, 0
                filled = width
        if filled > limits.max_columns * 8:
            raise UnreadableTable("too_many_columns", columns=filled, allowed=limits.max_columns)
        if cells > limits.max_cells or (filled and repeat > limits.max_rows * 4):
            raise UnreadableTable("too_many_rows", allowed=limits.max_rows)


def _repeated(attributes: bytes) -> int:
    found = _ODS_REPEAT.search(attributes)
    return max(int(found.group(1)), 1) if found else 1


def _hidden_rows(contents: dict[str, bytes]) -> dict[str, list[int]]:
    """Name of a sheet of an XLSX -> numbers of the rows that nobody sees there (hidden by hand or by a filter)."""
    targets = dict(_pairs(_RELATION, contents.get("xl/_rels/workbook.xml.rels", b""), b"Id", b"Target"))
    found: dict[str, list[int]] = {}
    for name, relation in _pairs(_SHEET, contents.get("xl/workbook.xml", b""), b"name", b"r:id"):
        part = targets.get(relation, "").removeprefix("/").removeprefix("xl/")
        hidden = (_ROW_NUMBER.search(tag) for tag in _HIDDEN_ROW.findall(contents.get(f"xl/{part}", b"")))
        found[name] = [int(number.group(1)) for number in hidden if number]
    return found


def _hidden_in_ods(xml: bytes, limits: Limits) -> dict[str, list[int]]:
    """The same for an ODS: a row counts as often as it is repeated; its numbers are those of the sheet."""
    found: dict[str, list[int]] = {}
    name, line = "", 0
    for tag in _ODS_PLACE.findall(xml):
        if tag.startswith(b"<table:table-row"):
            count = _repeated(tag)
            if _ODS_UNSEEN.search(tag) and name in found:
                # No more than a list may have, however often an empty row at the end is repeated.
                found[name] += range(line + 1, line + 1 + min(count, limits.max_rows - len(found[name])))
            line += count
        else:
            named = _ODS_NAME.search(tag)
            name, line = html.unescape(named[1].decode("utf-8", "replace")) if named else "", 0
            found.setdefault(name, [])
    return found


def _pairs(tag: re.Pattern[bytes], xml: bytes, key: bytes, value: bytes) -> Iterator[tuple[str, str]]:
    for found in tag.findall(xml):
        attributes = dict(_ATTRIBUTE.findall(found))
        first, second = (html.unescape(attributes.get(n, b"").decode("utf-8", "replace")) for n in (key, value))
        yield first, second


def _read(data: bytes, kind: str, limits: Limits, hidden: MappingType[str, list[int]] | None = None) -> Grid:
    try:
        workbook = calamine.load_workbook(io.BytesIO(data))
        shown = [meta.name for meta in workbook.sheets_metadata if _is_shown(meta)]
        sheets = [(name, _rows(workbook.get_sheet_by_name(name), limits)) for name in shown]
    except calamine.PasswordError as e:
        raise UnreadableTable("encrypted") from e
    except (UnreadableTable, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as e:  # a panic of the Rust reader is no Exception
        raise UnreadableTable("broken_archive") from e
    return _best_sheet(sheets, kind, hidden or {})


def _is_shown(meta: calamine.SheetMetadata) -> bool:
    """A worksheet that the user sees; hidden sheets hold lists for drop-downs."""
    return meta.typ == calamine.SheetTypeEnum.WorkSheet and meta.visible == calamine.SheetVisibleEnum.Visible


def _rows(sheet: calamine.CalamineSheet, limits: Limits) -> tuple[Row, ...]:
    rows: list[Row] = []
    for line, values in enumerate(sheet.iter_rows(), start=1):
        # A single cell at the end of a sheet brings a million empty rows with it.
        if values.count("") == len(values):
            continue
        cells = _texts(values)
        if len(cells) > limits.max_columns:
            raise UnreadableTable("too_many_columns", columns=len(cells), allowed=limits.max_columns)
        if len(rows) > limits.max_rows:
            raise UnreadableTable("too_many_rows", allowed=limits.max_rows)
        rows.append(Row(line, cells))
    return tuple(rows)


def _texts(values: Sequence[Cell]) -> tuple[str, ...]:
    """Cells as text, without the empty end of the row."""
    width = len(values)
    while width and values[width - 1] == "":
        width -= 1
    return tuple(_text(value) for value in values[:width])


def _text(value: Cell) -> str:
    """Numbers without ".0", dates as 2021-03-01, truth as ja/nein: readable for every later step."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _best_sheet(sheets: list[tuple[str, tuple[Row, ...]]], kind: str, hidden: MappingType[str, list[int]]) -> Grid:
    """The sheet whose first rows hold the most column names we know; among equals the first."""
    filled = [(name, rows) for name, rows in sheets if rows]
    if not filled:
        raise UnreadableTable("empty")
    name, rows = max(filled, key=lambda s: max(known_headers(r.cells) for r in s[1][:20]))
    others = [other for other, _ in filled if other != name]
    notes = [problem("other_sheets", value=", ".join(others), params={"sheet": name})] if others else []
    texts = {row.line: "; ".join(row.cells) for row in rows}
    notes += [problem("row_hidden", line=n, value=texts[n]) for n in hidden.get(name, []) if n in texts]
    return Grid(rows, kind, sheet=name, notes=tuple(notes))
