"""All tables of one question as one XLSX file, with a first sheet that says what they are."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from engagiert.apps.atlas import selectors, wording

from .tables import TABLES, Asked

_WIDE, _NARROW = 60, 16


def workbook(asked: Asked) -> bytes:
    """What looks like a formula is text: no cell runs."""
    book = Workbook(write_only=True)
    first = book.create_sheet(_("Lies mich"))
    first.column_dimensions["A"].width = _NARROW * 2
    first.column_dimensions["B"].width = _WIDE * 2
    for row in _read_me(asked):
        _write(first, row, bold=len(row) == 1)
    for table in TABLES.values():
        sheet = book.create_sheet(table.name)
        for number, name in enumerate(table.columns):
            letter = chr(ord("A") + number)
            sheet.column_dimensions[letter].width = _WIDE if name in ("name", "reasons", "comment") else _NARROW
        sheet.freeze_panes = "A2"
        _write(sheet, list(table.columns), bold=True)
        for line in table.rows(asked):
            _write(sheet, [line.get(name) for name in table.columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _read_me(asked: Asked) -> Iterable[Sequence[Any]]:
    kind = wording.type_in_words(asked.choice.type)
    yield [f"{kind} {asked.where.inside}"]
    if asked.is_synthetic:
        yield [_("Beispieldaten: Diese Einrichtungen gibt es nicht.")]
    yield [_("Stichtag"), asked.choice.day]
    yield [_("Umkreis in km"), asked.choice.radius]
    yield [_("Fassung der Begriffe"), selectors.DEFINITIONS_VERSION]
    for source in asked.sources:
        yield [_("Quelle"), f"{source.name}, {source.as_of.isoformat()}"]
    yield [_("Menschen"), _("Statistisches Bundesamt (Destatis), dl-de/by-2-0")]
    for table in TABLES.values():
        yield [f"{table.name}: {table.label}"]
        yield [_("Wie gerechnet?"), wording.definition(table.definition)]
        for name, meaning in table.columns.items():
            yield [name, str(meaning)]


def _write(sheet: WriteOnlyWorksheet, values: Sequence[Any], *, bold: bool = False) -> None:
    cells = []
    for value in values:
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, str):
            cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
        cells.append(cell)
    sheet.append(cells)
