"""Read a small invented list to the end, as an import does."""

from engagiert.engines.intake.mapping import guess_mapping
from engagiert.engines.intake.records import CleanRow, clean_rows
from engagiert.engines.intake.tables import Table, read_table


def table(*lines: str) -> Table:
    return read_table("\n".join(lines).encode())


def rows(*lines: str) -> tuple[CleanRow, ...]:
    given = table(*lines)
    return clean_rows(given, guess_mapping(given), year=2026)


def row(*lines: str) -> CleanRow:
    return rows(*lines)[0]


def codes(found: CleanRow) -> list[str]:
    return [problem.code for problem in found.problems]


def fields(*lines: str) -> list[str]:
    return [column.field for column in guess_mapping(table(*lines)).columns]
