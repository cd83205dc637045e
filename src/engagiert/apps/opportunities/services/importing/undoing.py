"""Take a whole list back: what it made goes, what it changed is as it was; what people did since stays."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import ImportRun, imports
from engagiert.apps.opportunities import projection, rules
from engagiert.apps.opportunities.models import Opportunity, Revision, Run
from engagiert.apps.opportunities.services.history import CREATED, undo_revision
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .reading import chunks


def start_undo_offers(*, actor: Actor, run: Run) -> None:
    """Mark the list for the job that takes it back; raises ``ValidationError`` for one that was never taken over."""
    require(actor, rules.EDIT_OFFER, run)
    with enter(actor, action="opportunities.start_undo_offers"):
        locked = Run.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if locked.state not in (Run.State.DONE, Run.State.FAILED):
            raise ValidationError(_("Diese Liste ist nicht übernommen oder schon zurückgenommen."))
        run.state = locked.state = Run.State.UNDOING
        locked.started_at = timezone.now()
        locked.save(update_fields=["state", "started_at"])


def take_back_list(*, actor: Actor, run_id: int) -> dict[str, int]:
    """The offers of a list, as ``undo_offers`` counts them, and its organisations. Killed half-way, it goes on."""
    counts = undo_offers(actor=actor, run_id=run_id)
    with enter(actor, action="opportunities.undo_import"):
        source = Run.objects.select_related("organisations").get(pk=run_id).organisations
        if source is not None and source.state in (ImportRun.State.DONE, ImportRun.State.FAILED):
            imports.start_undo(actor=actor, run=source)
    if source is not None:
        imports.undo_import(actor=actor, run_id=source.pk)
    with enter(actor, action="opportunities.undo_import"):
        Run.objects.filter(pk=run_id).update(state=Run.State.UNDONE)
    return counts


def undo_offers(*, actor: Actor, run_id: int) -> dict[str, int]:
    """``{"removed", "restored", "kept"}``; its organisations are a run of the directory and taken back there.

    An offer that somebody worked on since is kept. Raises ``ValidationError`` where the list is taken back already.
    """
    with enter(actor, action="opportunities.undo_import"):
        run = Run.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_OFFER, run)
        if run.state == Run.State.UNDONE:
            raise ValidationError(_("Diese Liste ist schon zurückgenommen."))
        revisions = list(run.revisions.filter(undoes__isnull=True).order_by("-pk").values_list("pk", flat=True))
        counts, done = {"removed": 0, "restored": 0, "kept": 0}, 0
        run.counts |= counts | {"steps": 0, "rows": len(revisions)}
        run.save(update_fields=["counts"])
    for batch in chunks(revisions):
        with enter(actor, action="opportunities.undo_import"):
            _take_back(actor, run, list(batch), counts)
            run.counts |= counts | {"steps": (done := done + len(batch)), "rows": len(revisions)}
            run.save(update_fields=["counts"])
    return counts


def _take_back(actor: Actor, run: Run, batch: list[int], counts: dict[str, int]) -> None:
    found = Revision.objects.filter(pk__in=batch).select_related("undone_by").order_by("-pk")
    created = [revision for revision in found if CREATED in revision.changes]
    for revision in found:
        if CREATED not in revision.changes and undo_revision(actor=actor, revision=revision, run=run) is not None:
            counts["restored"] += 1
    ids = [revision.opportunity_id for revision in created]
    others = Revision.objects.filter(opportunity_id__in=ids).exclude(run=run)
    worked_on = set(others.values_list("opportunity_id", flat=True))
    gone = [pk for pk in ids if pk not in worked_on]
    projection.withdraw(gone)
    Opportunity.objects.filter(pk__in=gone).delete()
    counts["removed"] += len(gone)
    counts["kept"] += len(worked_on)
