"""The dry run: what each row would do, beside the organisations it would bring. Nothing public changes here."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from engagiert.apps.directory.public import encode, imports
from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.models import Opportunity, Run, RunItem
from engagiert.apps.opportunities.wording.imports import finding_in_words
from engagiert.engines.intake.reader import Finding
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .reading import Read, chunks, read_rows
from .receiving import still_open

Outcome = RunItem.Outcome


@dataclass(slots=True)
class Planned:
    """A row, the offer that it was before (None where it is new), and the columns that differ."""

    read: Read
    outcome: str
    before: Opportunity | None = None
    changes: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)


def try_offers(*, actor: Actor, run: Run) -> None:
    """What taking it over would do, row by row, with the organisations it would bring; while somebody waits."""
    require(actor, rules.EDIT_OFFER, run)
    with enter(actor, action="opportunities.try_offers"):
        organisations = still_open(run)
        imports.preview_import(actor=actor, run=organisations)
        run.items.all().delete()
        _note(run, planned(run, read_rows(run, timezone.localdate()), {}))
        _is_tried(run)


def start_try_offers(*, actor: Actor, run: Run) -> None:
    """Mark a long list for the job that tries it; the caller defers the job in the same transaction."""
    require(actor, rules.EDIT_OFFER, run)
    with enter(actor, action="opportunities.start_try_offers"):
        organisations = still_open(run)
        imports.start_preview(actor=actor, run=organisations)
        run.items.all().delete()
        run.state, run.started_at = Run.State.TRYING, timezone.now()
        run.save(update_fields=["state", "started_at"])


def try_in_steps(*, actor: Actor, run_id: int) -> None:
    """``try_offers`` for a long list, in scopes of its own, so that the page can see how far it is; killed half-way,
    the next call goes on after the last whole batch."""
    with enter(actor, action="opportunities.try_offers"):
        run = Run.objects.select_related("organisations__place", "organisations__office", "office__place", "place").get(
            pk=run_id
        )
        require(actor, rules.EDIT_OFFER, run)
        source = run.organisations
        if run.state != Run.State.TRYING or source is None:
            return
    imports.preview_in_steps(actor=actor, run_id=source.pk)
    with enter(actor, action="opportunities.try_offers"):
        rows = read_rows(run, timezone.localdate())
        tried = set(run.items.values_list("line", flat=True))
    for batch in chunks([row for row in rows if row.line not in tried]):
        with enter(actor, action="opportunities.try_offers"):
            _note(run, planned(run, batch, {}))
    with enter(actor, action="opportunities.try_offers"):
        run = Run.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.state == Run.State.TRYING:
            _is_tried(run)


def _note(run: Run, plans: Sequence[Planned]) -> None:
    RunItem.objects.bulk_create((item_of(run, plan) for plan in plans), batch_size=1000)


def _is_tried(run: Run) -> None:
    run.state, run.counts = Run.State.TRIED, outcomes_of(run)
    run.save(update_fields=["state", "counts"])


def outcomes_of(run: Run) -> dict[str, int]:
    """How many of its rows had each outcome."""
    return dict(Counter(run.items.values_list("outcome", flat=True)))


def item_of(run: Run, plan: Planned) -> RunItem:
    return RunItem(
        office_id=run.office_id,
        run=run,
        line=plan.read.line,
        title=plan.read.row.title[:300],
        outcome=plan.outcome,
        opportunity_id=plan.before.pk if plan.before else None,
        problems=plan.problems,
    )


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
