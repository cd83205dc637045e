"""One row of a list whose columns are known: each cell read as what its field needs, with a finding where it cannot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from engagiert.engines.intake.cleaning import html_to_text, is_placeholder, one_line, shorten, tidy
from engagiert.engines.intake.figures import parse_date, parse_decimal
from engagiert.engines.intake.problems import Problem
from engagiert.engines.text.folding import fold


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a cell that a person should know. ``code``: no_title, title_from_text, no_organisation, no_name,
    cut, no_date, no_number, no_mail, no_address, out_of_range, ends_before, twice, or a note on the row as the table's
    reader made it; ``column`` is the heading, empty for the row as a whole."""

    code: str
    column: str
    value: str


def columns_by_words(headers: Sequence[str], words: Mapping[str, str]) -> dict[str, int]:
    """Field → column. ``words``: field → headings between bars, the better ones first; a field has one column."""
    known = {fold(word): name for name, listed in words.items() for word in listed.split("|")}
    found: dict[str, tuple[int, int]] = {}
    for index, header in enumerate(headers):
        name = known.get(fold(header), "")
        if not name:
            continue
        rank = [fold(word) for word in words[name].split("|")].index(fold(header))
        if name not in found or rank < found[name][0]:
            found[name] = (rank, index)
    return {name: found[name][1] for name in words if name in found}


def of_rows(notes: Sequence[Problem]) -> dict[int, list[Finding]]:
    """Line → what the reader of the table noted about it: cells too many, a hidden row, letters that were lost."""
    found: dict[int, list[Finding]] = {}
    for note in notes:
        if note.row:
            found.setdefault(note.line, []).append(Finding(note.code, "", note.value[:80]))
    return found


class Reader:
    """The cells of one row by field: a reading, and a ``Finding`` for what cannot be read. Never raises."""

    def __init__(self, cells: Sequence[str], headers: Sequence[str], columns: Mapping[str, int]) -> None:
        self._cells, self._headers, self._columns = cells, headers, columns
        self.findings: list[Finding] = []

    def raw(self, name: str) -> str:
        index = self._columns.get(name)
        value = self._cells[index] if index is not None and index < len(self._cells) else ""
        return "" if is_placeholder(value) else value

    def note(self, code: str, name: str) -> None:
        index = self._columns.get(name)
        header = self._headers[index] if index is not None else name
        self.findings.append(Finding(code, header, self.raw(name)[:80]))

    def line(self, name: str, longest: int) -> str:
        return self._cut(name, one_line(self.raw(name)), longest)

    def text(self, name: str, longest: int) -> str:
        return self._cut(name, tidy(html_to_text(self.raw(name))), longest)

    def _cut(self, name: str, value: str, longest: int) -> str:
        if len(value) <= longest:
            return value
        if not any(finding.code == "cut" and finding.column == name for finding in self.findings):
            self.note("cut", name)
        return shorten(value, longest)

    def choice(self, name: str, choices: Sequence[tuple[str, str]]) -> str:
        folded = fold(self.raw(name))
        return next((code for code, words in choices if folded and re.search(words, folded)), "")

    def date(self, name: str) -> Any:
        raw = self.raw(name)
        if not raw.strip():
            return None
        found = parse_date(raw)
        if found is None:
            self.note("no_date", name)
        return found

    def number(self, name: str, least: float, most: float) -> int | float | None:
        raw = self.raw(name)
        if not raw.strip():
            return None
        found = parse_decimal(raw)
        if found is None:
            self.note("no_number", name)
            return None
        if not least <= found <= most:
            self.note("out_of_range", name)
            return None
        return int(found) if found == int(found) else float(found)

    def mail(self, name: str) -> str:
        found = self.line(name, 254)
        if found and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", found):
            self.note("no_mail", name)
            return ""
        return found

    def address(self, name: str) -> str:
        found = self.line(name, 480)
        if not found:
            return ""
        if "://" not in found:
            found = f"https://{found}"
        if not re.fullmatch(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?", found):
            self.note("no_address", name)
            return ""
        return found
