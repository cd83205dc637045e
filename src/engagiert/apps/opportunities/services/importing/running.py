"""Take a list over, batch by batch: each is whole or not at all, and the same file again goes on after the last."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from engagiert.apps.directory.public import ImportRun, Organisation, imports
from engagiert.apps.opportunities import projection, rules
from engagiert.apps.opportunities.models import Opportunity, Run, RunItem
from engagiert.apps.opportunities.services.offers import Draft, create_many, update_opportunity
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .reading import Read, chunks, organisations_by_line, read_rows
from .trying import Outcome, Planned, planned


def begin_import(*, actor: Actor, organisations: ImportRun) -> Run:
    """Begin to take over the offers of a file whose organisations are a run of the directory."""
    require(actor, rules.CREATE_OFFER, organisations.office_id)
    return Run.objects.create(
        office=organisations.office,
        place=organisations.place,
        organisations=organisations,
        filename=organisations.filename,
        source=organisations.source,
        publish=organisations.publish,
        actor=actor.label,
        created_at=timezone.now(),
    )


def take_over_offers(*, actor: Actor, run_id: int) -> None:
    """All rows of the run's file, after its organisations are in. Opens a scope of its own for each batch."""
    with enter(actor, action="opportunities.import"):
        run = Run.objects.select_related("organisations__place", "organisations__office", "office").get(pk=run_id)
        require(actor, rules.EDIT_OFFER, run)
        source = run.organisations
        if run.state != Run.State.RUNNING or source is None:
            return
        rows = read_rows(source, timezone.localdate())
        owners = organisations_by_line(source)
    for batch in chunks(rows):
        with enter(actor, action="opportunities.import"), transaction.atomic():
            imports.one_at_a_time(run.office_id)
            _take_over(actor, run, batch, owners)
    with enter(actor, action="opportunities.import"):
        run.counts = dict(Counter(run.items.values_list("outcome", flat=True)))
        run.state, run.finished_at = Run.State.DONE, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])


def _take_over(actor: Actor, run: Run, batch: Sequence[Read], owners: dict[int, int]) -> None:
    source = run.organisations
    if source is None or run.items.filter(line=batch[0].line).exists():
        return
    plans = planned(source, batch, owners)
    _create(actor, run, plans, owners)
    changed = [plan.before for plan in plans if plan.outcome == Outcome.CHANGED and plan.before is not None]
    for plan in plans:
        if plan.outcome == Outcome.CHANGED and plan.before is not None:
            update_opportunity(
                actor=actor, opportunity=plan.before, values=plan.changes, source=source_of(run, plan.read),
                action="imported", run=run, show=False,
            )  # fmt: skip
    projection.project(changed)
    RunItem.objects.bulk_create(
        RunItem(
            office_id=run.office_id,
            run=run,
            line=plan.read.line,
            title=plan.read.row.title[:300],
            outcome=plan.outcome,
            opportunity_id=plan.before.pk if plan.before else None,
            problems=plan.problems,
        )
        for plan in plans
    )


def source_of(run: Run, read: Read) -> dict[str, str]:
    on: datetime.date = read.stated_on or timezone.localdate()
    label = gettext_noop("Liste „%(name)s“") % {"name": run.source}
    return {"label": label, "kind": "import", "on": on.isoformat(), "by": run.actor}


def _create(actor: Actor, run: Run, plans: Sequence[Planned], owners: dict[int, int]) -> None:
    new = [plan for plan in plans if plan.outcome == Outcome.CREATED]
    if not new:
        return
    known = Organisation.objects.in_bulk({owners[plan.read.line] for plan in new if plan.read.line in owners})
    drafts = [
        Draft(
            plan.read.place,
            plan.read.values
            | {"source": run.source, "source_id": plan.read.key, "organisation_name": plan.read.row.organisation},
            known.get(owners.get(plan.read.line, 0)),
        )
        for plan in new
    ]
    state = Opportunity.State.PUBLISHED if run.publish else Opportunity.State.REVIEW
    made = create_many(
        actor=actor, office=run.office, drafts=drafts, state=state, run=run,
        sources=[source_of(run, plan.read) for plan in new],
    )  # fmt: skip
    for plan, opportunity in zip(new, made, strict=True):
        plan.before = opportunity
