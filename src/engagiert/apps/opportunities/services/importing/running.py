"""Take a list over, batch by batch: each is whole or not at all, and the same file again goes on after the last."""

import datetime
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.directory.public import ImportRun, Organisation, imports
from engagiert.apps.opportunities import projection, rules
from engagiert.apps.opportunities.models import Opportunity, Run, RunItem
from engagiert.apps.opportunities.services.offers import Draft, create_many, update_opportunity
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .reading import Read, chunks, organisations_by_line, read_rows
from .trying import Outcome, Planned, item_of, outcomes_of, planned


def start_offers(*, actor: Actor, run: Run) -> None:
    """Queue a tried list, or go on with one that broke off. The caller defers the job in the same transaction."""
    require(actor, rules.EDIT_OFFER, run)
    with enter(actor, action="opportunities.start_offers"):
        locked = Run.objects.select_for_update(of=("self",)).select_related("organisations").get(pk=run.pk)
        if locked.state not in (Run.State.TRIED, Run.State.FAILED):
            raise ValidationError(_("Diese Liste ist schon übernommen oder gerade dabei."))
        if locked.organisations is None:
            raise ValidationError(_("Die Datei dieser Liste ist verworfen. Laden Sie sie noch einmal hoch."))
        if locked.organisations.state in (ImportRun.State.PREVIEWED, ImportRun.State.FAILED):
            imports.start_import(actor=actor, run=locked.organisations)
        if locked.state == Run.State.TRIED:
            locked.items.all().delete()
        run.state = locked.state = Run.State.RUNNING
        locked.started_at = timezone.now()
        locked.save(update_fields=["state", "started_at"])


def take_over_offers(*, actor: Actor, run_id: int) -> None:
    """The organisations of the run's file, then all its rows. Opens a scope of its own for each batch; killed half-way,
    the next call goes on after the last whole one."""
    with enter(actor, action="opportunities.import"):
        run = Run.objects.select_related("organisations__place", "organisations__office", "office__place", "place").get(
            pk=run_id
        )
        require(actor, rules.EDIT_OFFER, run)
        source = run.organisations
        if run.state != Run.State.RUNNING or source is None:
            return
    imports.run_import(actor=actor, run_id=source.pk)
    with enter(actor, action="opportunities.import"):
        rows = read_rows(run, timezone.localdate())
        owners = organisations_by_line(source)
    for batch in chunks(rows):
        with enter(actor, action="opportunities.import"), transaction.atomic():
            imports.one_at_a_time(run.office_id)
            _take_over(actor, run, batch, owners)
    with enter(actor, action="opportunities.import"):
        run.counts = outcomes_of(run)
        run.state, run.finished_at = Run.State.DONE, timezone.now()
        run.save(update_fields=["counts", "state", "finished_at"])


def fail_offers(*, actor: Actor, run_id: int) -> None:
    """Say on the run that it broke off; it can be gone on with, or, of a dry run, be tried again."""
    with enter(actor, action="opportunities.import"):
        run = Run.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_OFFER, run)
        if run.is_under_way:
            run.state = Run.State.BROKEN if run.state == Run.State.TRYING else Run.State.FAILED
            run.save(update_fields=["state"])


def _take_over(actor: Actor, run: Run, batch: Sequence[Read], owners: dict[int, int]) -> None:
    if run.items.filter(line=batch[0].line).exists():
        return
    plans = planned(run, batch, owners)
    _create(actor, run, plans, owners)
    changed = [plan.before for plan in plans if plan.outcome == Outcome.CHANGED and plan.before is not None]
    for plan in plans:
        if plan.outcome == Outcome.CHANGED and plan.before is not None:
            update_opportunity(
                actor=actor, opportunity=plan.before, values=plan.changes, source=source_of(run, plan.read),
                action="imported", run=run, show=False,
            )  # fmt: skip
    projection.project(changed)
    RunItem.objects.bulk_create(item_of(run, plan) for plan in plans)


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
