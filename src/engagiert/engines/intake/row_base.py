"""What all readers of a row share: its values, its problems, and texts as they go into a record."""

from collections.abc import Mapping as MappingType
from typing import Any, Final

from engagiert.engines.intake.cleaning import html_to_text, is_placeholder, one_line, points_elsewhere, shorten
from engagiert.engines.intake.grid import Row
from engagiert.engines.intake.mapping import ColumnGuess, Mapping
from engagiert.engines.intake.problems import Param, Problem, problem

# characters a text of a field may have; longer ones are cut at a word
LENGTHS: Final[MappingType[str, int]] = {
    "long": 10_000,
    "line": 300,
}


class RowBase:
    """One row of the file while it is read; ``values`` and ``problems`` are filled cell by cell."""

    def __init__(self, row: Row, number: int, mapping: Mapping, year: int) -> None:
        self.values: dict[str, Any] = {}
        self.problems: list[Problem] = []
        self._row = row
        self._number = number
        self._mapping = mapping
        self._year = year
        self._first_names = ""
        self._remembered: list[str] = []

    def _line(self, column: ColumnGuess, raw: str) -> None:
        self._text(column, raw, one_line(raw), LENGTHS["line"])

    def _long(self, column: ColumnGuess, raw: str) -> None:
        text = html_to_text(raw)
        self._text(column, raw, self._joined(column.field, "\n\n", text), LENGTHS["long"])

    def _text(self, column: ColumnGuess, raw: str, text: str, length: int) -> None:
        if is_placeholder(text) or points_elsewhere(text):
            return
        if len(text) > length:
            self._note("text_shortened", column, raw, params={"length": length})
        self.values[column.field] = shorten(text, length)

    def _add(self, key: str, more: tuple[str, ...]) -> None:
        self.values[key] = tuple(dict.fromkeys((*self.values.get(key, ()), *more)))

    def _joined(self, key: str, mark: str, text: str) -> str:
        """What an earlier column said and what this one says; placeholders add nothing."""
        parts = (self.values.get(key, ""), "" if is_placeholder(text) or points_elsewhere(text) else text)
        return mark.join(part for part in parts if part)

    def _note(
        self,
        code: str,
        column: ColumnGuess,
        raw: str,
        *,
        suggestion: str = "",
        params: MappingType[str, Param] | None = None,
    ) -> None:
        if code:
            self.problems.append(self._problem(code, column, raw, suggestion=suggestion, params=params))

    def _problem(
        self,
        code: str,
        column: ColumnGuess,
        raw: str,
        *,
        suggestion: str = "",
        params: MappingType[str, Param] | None = None,
    ) -> Problem:
        return problem(
            code,
            line=self._row.line,
            row=self._number,
            column=column.header,
            field=column.field,
            value=raw,
            suggestion=suggestion,
            params=params,
        )
