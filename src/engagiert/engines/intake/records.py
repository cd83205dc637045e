"""Rows to typed records, with a reason for everything that was left out or changed."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping as MappingType
from dataclasses import asdict, dataclass, replace
from typing import Any

from engagiert.engines.intake.cells import RowReader
from engagiert.engines.intake.mapping import Mapping
from engagiert.engines.intake.problems import PROBLEM_CODES, Problem, problem
from engagiert.engines.intake.tables import Table
from engagiert.engines.text.folding import fold

__all__ = ["PROBLEM_CODES", "CleanRecord", "CleanRow", "Problem", "clean_rows"]

Value = str | int | float | dt.date | tuple[str, ...] | tuple[tuple[str, str], ...] | tuple[dict[str, Any], ...] | None


@dataclass(frozen=True, slots=True)
class CleanRecord:
    """What a row says of one organisation. Empty string, empty tuple or None: the row says nothing.

    ``phones`` in E.164, ``website`` with scheme, ``postcode`` five digits, ``latitude`` and ``longitude`` in
    degrees (WGS 84, inside Germany), ``budget`` in euros a year, ``staff_fte`` in full-time equivalents.
    ``town_candidates``: pairs (town, district) to look up in the register of places, likeliest first.
    ``fields``, ``type``, ``sector`` are guesses from words unless ``category`` or the type column said so.
    """

    name: str = ""
    external_id: str = ""
    offer_id: str = ""
    aliases: tuple[str, ...] = ()
    type: str = ""
    sector: str = ""
    category: str = ""
    fields: tuple[str, ...] = ()
    description: str = ""
    services: str = ""
    target_groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    accessibility: tuple[str, ...] = ()
    accessibility_text: str = ""
    opening_hours: str = ""
    street: str = ""
    house_number: str = ""
    address_extra: str = ""
    postcode: str = ""
    town: str = ""
    district: str = ""
    town_candidates: tuple[tuple[str, str], ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    website: str = ""
    contact_name: str = ""
    contact_role: str = ""
    contact_phones: tuple[str, ...] = ()
    contact_mails: tuple[str, ...] = ()
    founded: int | None = None
    members: int | None = None
    budget: float | None = None
    staff_fte: float | None = None
    funding: str = ""
    listed_by: str = ""
    note: str = ""
    created: dt.date | None = None
    updated: dt.date | None = None
    # What only a file says that states whole records (see ``exact.py``).
    service_names: tuple[str, ...] = ()
    service_area: str = ""
    confirmed: dt.date | None = None
    facilities: tuple[dict[str, Any], ...] = ()
    contact_points: tuple[dict[str, Any], ...] = ()
    funding_sources: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class CleanRow:
    """One row of the file after cleaning. ``line`` as a spreadsheet shows it, ``row`` from 1.

    A refused row has exactly the problem that refused it, and a record that nobody may take over.
    """

    line: int
    row: int
    record: CleanRecord
    problems: tuple[Problem, ...]
    refused: bool

    @property
    def values(self) -> MappingType[str, Value]:
        """The fields of the record that say something."""
        return {key: value for key, value in asdict(self.record).items() if value not in ("", (), None)}


def clean_rows(table: Table, mapping: Mapping, *, year: int) -> tuple[CleanRow, ...]:
    """All rows in the order of the file. ``year``: the present one; a founding year lies not after it."""
    notes: dict[int, list[Problem]] = {}
    for note in table.notes:
        notes.setdefault(note.row, []).append(note)
    rows = [
        _clean_row(RowReader(row, number, mapping, year), row.line, number, notes.get(number, []))
        for number, row in enumerate(table.rows, start=1)
    ]
    return tuple(_with_postcodes_suggested(_without_doubled_ids(rows, mapping)))


def _clean_row(reader: RowReader, line: int, number: int, notes: list[Problem]) -> CleanRow:
    refusal = reader.read_name()
    if refusal is not None:
        return CleanRow(line, number, CleanRecord(), (refusal,), refused=True)
    reader.read_all()
    record = CleanRecord(**reader.values)
    return CleanRow(line, number, record, (*reader.problems, *notes), refused=False)


def _without_doubled_ids(rows: list[CleanRow], mapping: Mapping) -> list[CleanRow]:
    """The same id at two different names: the later row loses it, because nobody knows which one is meant."""
    columns = mapping.columns_for("external_id")
    owner: dict[str, CleanRow] = {}
    result = []
    for row in rows:
        key = row.record.external_id
        first = owner.setdefault(key, row) if key else row
        if first is not row and fold(first.record.name) != fold(row.record.name):
            remark = problem(
                "duplicate_id",
                line=row.line,
                row=row.row,
                column=columns[0].header if columns else "",
                field="external_id",
                value=key,
                params={"first_line": first.line, "first_row": first.row, "first_name": first.record.name},
            )
            result.append(replace(row, record=replace(row.record, external_id=""), problems=(*row.problems, remark)))
        else:
            result.append(row)
    return result


def _with_postcodes_suggested(rows: list[CleanRow]) -> list[CleanRow]:
    """For a broken postcode: the only one that the other rows of the same town have."""
    by_town: dict[str, Counter[str]] = {}
    for row in rows:
        if row.record.postcode and row.record.town:
            by_town.setdefault(fold(row.record.town), Counter())[row.record.postcode] += 1
    return [_with_suggestion(row, by_town) for row in rows]


def _with_suggestion(row: CleanRow, by_town: MappingType[str, Counter[str]]) -> CleanRow:
    known = by_town.get(fold(row.record.town), Counter()) if row.record.town else Counter()
    if len(known) != 1:
        return row
    suggestion = next(iter(known))
    problems = tuple(
        replace(p, suggestion=suggestion) if p.code.startswith("postcode_") and not p.suggestion else p
        for p in row.problems
    )
    return replace(row, problems=problems)
