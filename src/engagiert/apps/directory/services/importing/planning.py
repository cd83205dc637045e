"""The dry run: what would become of each row. Nothing in the directory changes."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import rules
from engagiert.apps.directory.models import ImportItem, ImportRun
from engagiert.engines.intake.records import CleanRow
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .candidates import Candidate
from .doubles import candidates_of
from .intake import as_json, rows_of
from .matching import Decision, Register

BATCH = 250
COUNTED = ("created", "changed", "merged", "review", "refused", "unchanged", "repeated")


def preview_import(*, actor: Actor, run: ImportRun) -> None:
    """Decide for each row and keep the decisions as items; the run is then ``previewed``."""
    require(actor, rules.EDIT_RECORD, run)
    rows, candidates = _read(run)
    items = refused_items(run, rows)
    for batch in batches(candidates):
        items += _decided(run, batch)
    _keep(run, items, len(candidates))


def start_preview(*, actor: Actor, run: ImportRun) -> None:
    """Mark a long list for the job that tries it; the caller defers the job in the same transaction."""
    require(actor, rules.EDIT_RECORD, run)
    run.state = ImportRun.State.CHECKING
    run.steps_done, run.steps_total = 0, run.rows
    run.started_at, run.message = timezone.now(), ""
    run.save(update_fields=["state", "steps_done", "steps_total", "started_at", "message"])


def preview_in_steps(*, actor: Actor, run_id: int) -> None:
    """``preview_import`` for a long list: between the batches the page can see how far it is."""
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_related("place", "office").get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state != ImportRun.State.CHECKING:
            return
        rows, candidates = _read(run)
    items = refused_items(run, rows)
    for number, batch in enumerate(batches(candidates)):
        with enter(actor, action="directory.import"):
            items += _decided(run, batch)
            done = number * BATCH + len(batch)
            ImportRun.objects.filter(pk=run_id).update(steps_done=done, steps_total=len(candidates))
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.state == ImportRun.State.CHECKING:
            _keep(run, items, len(candidates))


def fail_preview(*, actor: Actor, run_id: int) -> None:
    """Say on the run that the dry run broke off; nothing was changed, and it can be tried again."""
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state == ImportRun.State.CHECKING:
            run.state = ImportRun.State.UPLOADED
            run.message = _(
                "Der Probelauf ist abgebrochen. Es ist nichts geändert. Bitte versuchen Sie es noch einmal."
            )
            run.save(update_fields=["state", "message"])


def _read(run: ImportRun) -> tuple[Sequence[CleanRow], Sequence[Candidate]]:
    today = timezone.localdate()
    rows = rows_of(run, today)
    return rows, candidates_of(run, rows, today)


def _decided(run: ImportRun, batch: Sequence[Candidate]) -> list[ImportItem]:
    register = Register(run, batch)
    return [item for candidate in batch for item in items_of(run, candidate, register.decide(candidate))]


def _keep(run: ImportRun, items: list[ImportItem], candidates: int) -> None:
    run.items.all().delete()
    ImportItem.objects.bulk_create(items, batch_size=1000)
    run.rows = len(items)
    run.counts = counts_of(items) | {"read": len(items)}
    run.state = ImportRun.State.PREVIEWED
    run.steps_done, run.steps_total = 0, candidates
    run.started_at, run.message = None, ""
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
    values = decision.changes | decision.conflicts
    return {key: [decision.before.get(key), value] for key, value in values.items()}


def counts_of(items: Sequence[ImportItem]) -> dict[str, int]:
    counted = Counter(item.outcome for item in items)
    return {outcome: counted[outcome] for outcome in COUNTED}
