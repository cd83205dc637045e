"""Small files of every kind, made for the tests."""

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

Cells = Sequence[Sequence[object]]


def xlsx(rows: Cells, *more_sheets: Cells) -> bytes:
    """A workbook with one sheet per list of rows."""
    workbook = openpyxl.Workbook()
    for number, content in enumerate((rows, *more_sheets)):
        sheet = workbook.active if number == 0 else workbook.create_sheet(f"Blatt {number + 1}")
        for row in content:
            sheet.append(list(row))
    target = io.BytesIO()
    workbook.save(target)
    workbook.close()
    return target.getvalue()


def ods(rows: Sequence[Sequence[str]], *, repeat_rows: int = 1, repeat_columns: int = 1) -> bytes:
    """A table with LibreOffice's usual empty end; data cells and rows may be repeated."""
    document = OpenDocumentSpreadsheet()
    table = Table(name="Vereine")
    for number, cells in enumerate(rows):
        row = TableRow(**({"numberrowsrepeated": repeat_rows} if number and repeat_rows > 1 else {}))
        for text in cells:
            repeat = {"numbercolumnsrepeated": repeat_columns} if number and repeat_columns > 1 else {}
            cell = TableCell(valuetype="string", **repeat)
            cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)
    end = TableRow(numberrowsrepeated=1_048_000)
    end.addElement(TableCell(numbercolumnsrepeated=16_384))
    table.addElement(end)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def changed(archive: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The zip archive with one part changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out,
    ):
        for info in source.infolist():
            content = source.read(info)
            out.writestr(info.filename, change(content) if info.filename == part else content)
    return target.getvalue()


def zipped(**parts: str) -> bytes:
    """An archive of the parts; "__" in a name stands for "/" and "_x" for ".xml"."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as out:
        for name, content in parts.items():
            out.writestr(name.replace("__", "/").replace("_x", ".xml"), content)
    return target.getvalue()
