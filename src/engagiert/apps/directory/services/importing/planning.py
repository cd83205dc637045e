"""The dry run: what would become of each row. Nothing in the directory changes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import ImportItem, ImportRun
from engagiert.engines.intake.records import CleanRow
from engagiert.kernel.authz import Actor, require

from .candidates import Candidate
from .doubles import candidates_of
from .intake import as_json, rows_of
from .matching import Decision, Register

BATCH = 250
COUNTED = ("created", "changed", "merged", "review", "refused", "unchanged", "repeated")


def preview_import(*, actor: Actor, run: ImportRun) -> None:
    """Decide for each row and keep the decisions as items; the run is then ``previewed``."""
    require(actor, rules.EDIT_RECORD, run)
    today = timezone.localdate()
    rows = rows_of(run, today)
    candidates = candidates_of(run, rows, today)
    items = refused_items(run, rows)
    for batch in batches(candidates):
        register = Register(run, batch)
        for candidate in batch:
            items += items_of(run, candidate, register.decide(candidate))
    run.items.all().delete()
    ImportItem.objects.bulk_create(items, batch_size=1000)
    run.rows = len(rows)
    run.counts = counts_of(items) | {"read": len(rows)}
    run.state = ImportRun.State.PREVIEWED
    run.steps_total = len(candidates)
    run.save()


def batches(candidates: Sequence[Candidate]) -> list[Sequence[Candidate]]:
    return [candidates[start : start + BATCH] for start in range(0, len(candidates), BATCH)]


def refused_items(run: ImportRun, rows: Sequence[CleanRow]) -> list[ImportItem]:
    return [
        ImportItem(
            office_id=run.office_id,
            run=run,
            line=row.line,
            row=row.row,
            name=row.record.name[:300],
            outcome=ImportItem.Outcome.REFUSED,
            problems=[as_json(problem) for problem in row.problems],
        )
        for row in rows
        if row.refused
    ]


def items_of(run: ImportRun, candidate: Candidate, decision: Decision) -> list[ImportItem]:
    """One item a row: the first row carries the decision, further spellings are merged, the rest repeat."""
    offers = any(column["field"] == "offer_id" for column in run.columns)
    items = []
    for line, row in zip(candidate.lines, candidate.rows, strict=True):
        first = line == candidate.lines[0]
        outcome: str = decision.outcome
        if not first:
            # In a list of offers one organisation stands in many rows; in any other list each row is one.
            outcome = "merged" if line in candidate.spelled or not offers else "repeated"
        items.append(
            ImportItem(
                office_id=run.office_id,
                run=run,
                line=line,
                row=row,
                name=candidate.name[:300],
                outcome=outcome,
                organisation_id=decision.organisation.pk if decision.organisation else None,
                belongs_to_line=None if first else candidate.lines[0],
                problems=[as_json(problem) for problem in candidate.problems.get(line, [])],
                changes=_changes(decision) if first else {},
            )
        )
    return items


def _changes(decision: Decision) -> dict[str, Any]:
    organisation = decision.organisation
    if organisation is None:
        return {}
    values = decision.changes | decision.conflicts
    return {key: [documents.encode(getattr(organisation, key)), value] for key, value in values.items()}


def counts_of(items: Sequence[ImportItem]) -> dict[str, int]:
    counted = Counter(item.outcome for item in items)
    return {outcome: counted[outcome] for outcome in COUNTED}
