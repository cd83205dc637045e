"""What a row would do: nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from engagiert.apps.directory.public import encode
from engagiert.apps.opportunities.models import Opportunity, Run, RunItem
from engagiert.apps.opportunities.wording.imports import finding_in_words
from engagiert.engines.intake.reader import Finding

from .reading import Read, read_rows

Outcome = RunItem.Outcome


@dataclass(slots=True)
class Planned:
    """A row, the offer that it was before (None where it is new), and the columns that differ."""

    read: Read
    outcome: str
    before: Opportunity | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)


def plan_offers(*, run: Run) -> list[Planned]:
    """What taking over the file of ``run`` would do, row by row, before its organisations are in."""
    rows = read_rows(run, timezone.localdate())
    return planned(run, rows, {})


def planned(run: Run, rows: Sequence[Read], organisations: Mapping[int, int]) -> list[Planned]:
    """Each row beside what its source brought before; ``organisations`` by line, where they are certain."""
    known = _known(run, [row.key for row in rows])
    return [_planned(row, known.get(row.key), organisations.get(row.line)) for row in rows]


def _known(run: Run, keys: Iterable[str]) -> dict[str, Opportunity]:
    found = Opportunity.objects.filter(office=run.office, source=run.source, source_id__in=list(keys))
    return {one.source_id: one for one in found.select_related("place", "organisation", "office__place")}


def _planned(row: Read, before: Opportunity | None, organisation_id: int | None) -> Planned:
    problems = [_problem(row, finding) for finding in row.row.findings]
    if row.row.refused:
        return Planned(row, Outcome.REFUSED, problems=problems)
    if before is None:
        return Planned(row, Outcome.CREATED, problems=problems)
    wanted = dict(row.values)
    if organisation_id is not None:
        wanted["organisation_id"] = organisation_id
    changes, kept = {}, []
    for name, value in wanted.items():
        if encode(getattr(before, name)) == encode(value):
            continue
        # What a person has written stays; the row's word for it is told in the report.
        if before.sources.get(name, {}).get("kind") == "hand":
            kept.append(name)
        else:
            changes[name] = value
    problems += [_problem(row, Finding("by_hand", name, str(wanted[name])[:80])) for name in kept]
    return Planned(row, Outcome.CHANGED if changes else Outcome.UNCHANGED, before, changes, problems)


def _problem(row: Read, finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "column": finding.column,
        "value": finding.value,
        "message": finding_in_words(finding.code, finding.column),
    }
