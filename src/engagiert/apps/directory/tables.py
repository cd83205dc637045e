"""Tables for spreadsheet programs: the office's inventory, the report of an import. No cell ever runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from . import wording
from .models import ImportRun, Organisation
from .projection import address_line
from .services.double_names import DoubleName

# A spreadsheet program takes a cell that begins like this for a formula.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS = ("name", *wording.SHOWN_INSIDE)


def harmless(cell: str) -> str:
    """The cell as text: an apostrophe before what a spreadsheet program would run."""
    return f"'{cell}" if cell.startswith(_DANGEROUS) else cell


def _table(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ";") -> str:
    return lines([header, *rows], delimiter)


def lines(rows: Iterable[Sequence[object]], delimiter: str = ";") -> str:
    """Rows as lines of a table."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([harmless(str(cell)) for cell in row])
    return out.getvalue()


def inventory(organisations: Iterable[Organisation]) -> str:
    header = [*(wording.field_label(key) for key in _COLUMNS), _("Anschrift"), _("Zustand"), _("Bestätigt am")]
    return _table(header, (_inventory_row(organisation) for organisation in organisations))


def _inventory_row(organisation: Organisation) -> list[str]:
    cells = []
    for key in _COLUMNS:
        value = getattr(organisation, key)
        cells.append("" if value in ("", None, []) else wording.value_in_words(key, value))
    return [
        *cells,
        address_line(organisation),
        organisation.get_state_display(),
        wording.day(organisation.confirmed_on),
    ]


def report(run: ImportRun) -> str:
    """Every row of the file: its line, its name, what became of it, and each finding with column and value."""
    header = [_("Zeile"), _("Name"), _("Ergebnis"), _("Spalte"), _("Wert"), _("Was ist los")]
    rows: list[list[object]] = []
    for item in run.items.all():
        line = wording.ItemLine.of(item)
        found = [[problem.column, problem.value, problem.text] for problem in line.problems]
        rows += [[item.line, item.name, line.outcome, *where] for where in found or [["", "", ""]]]
    return _table(header, rows)


def doubles(found: Iterable[DoubleName]) -> str:
    """Pairs of names for other programs: their header and separator are fixed, the reason is for people."""
    header = ("name_1", "name_2", "verdict", "probability", "merged", "reason")
    return _table(header, (_double_row(each) for each in found), delimiter=",")


def _double_row(double: DoubleName) -> list[str]:
    judgement = {"reasons": [[reason.code, reason.weight, reason.words] for reason in double.judgement.reasons]}
    sentences = [line.text for line in wording.reason_lines(judgement, double.names)]
    if double.decided == "joined":
        sentences.insert(0, _("Eine Person oder ein früherer Import hat zusammengeführt"))
    elif double.decided == "separate":
        sentences.insert(0, _("Eine Person hat entschieden: zwei verschiedene"))
    probability = f"{double.judgement.probability:.4f}"
    return [*double.names, double.verdict, probability, "true" if double.merged else "false", "; ".join(sentences)]
