"""Take a whole import back: every record as it was before, to the letter."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import projection, rules
from engagiert.apps.directory.models import ImportRun, Organisation, Pair, Revision, Suggestion
from engagiert.apps.directory.services.asking import bring_to_desk
from engagiert.apps.directory.services.history import CREATED, new_revision, take_back
from engagiert.apps.directory.services.locating import LOCATED
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

BATCH = 200


def start_undo(*, actor: Actor, run: ImportRun) -> None:
    """Mark the run for the job that takes it back."""
    require(actor, rules.EDIT_RECORD, run)
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state not in (ImportRun.State.DONE, ImportRun.State.FAILED):
        raise ValidationError(_("Nur eine übernommene Liste lässt sich zurücknehmen."))
    run.state = ImportRun.State.UNDOING
    run.steps_done, run.steps_total = 0, _own_changes(run).count()
    run.cursor = (run.revisions.aggregate(last=Max("pk"))["last"] or 0) + 1
    run.undone_by = actor.label
    run.save(update_fields=["state", "steps_done", "steps_total", "cursor", "undone_by"])


def undo_import(*, actor: Actor, run_id: int) -> None:
    """Newest change first, a batch a transaction; records that people changed since keep their change."""
    while _step(actor, run_id):
        pass
    with enter(actor, action="directory.undo_import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.state != ImportRun.State.UNDOING:
            return
        Suggestion.objects.filter(import_run=run, state=Suggestion.State.OPEN).delete()
        Pair.objects.filter(import_run=run).update(state=Pair.State.WITHDRAWN)
        _remove_left_over(actor, run)
        run.state = ImportRun.State.UNDONE
        run.undone_at = timezone.now()
        run.save(update_fields=["state", "undone_at"])
        bring_to_desk(actor=actor, office_id=run.office_id)


def _own_changes(run: ImportRun) -> QuerySet[Revision]:
    """What the import wrote; not what an earlier undo of it wrote."""
    return run.revisions.filter(undoes__isnull=True).exclude(action="import_undone")


def fail_undo(*, actor: Actor, run_id: int) -> None:
    """Say on the run that taking it back broke off; it can be tried again."""
    with enter(actor, action="directory.undo_import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state == ImportRun.State.UNDOING:
            run.state = ImportRun.State.FAILED
            run.save(update_fields=["state"])


def _step(actor: Actor, run_id: int) -> bool:
    """One batch below the cursor; False when nothing is left. A restart goes on where the last batch ended."""
    with enter(actor, action="directory.undo_import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state != ImportRun.State.UNDOING:
            return False
        revisions = list(_own_changes(run).filter(pk__lt=run.cursor).order_by("-id")[:BATCH])
        if not revisions:
            return False
        kept = []
        for revision in revisions:
            if CREATED not in revision.changes and not hasattr(revision, "undone_by"):
                kept += _take_back(actor, run, revision)
        kept += _remove(actor, run, [r for r in revisions if CREATED in r.changes])
        run.cursor = revisions[-1].pk
        run.steps_done += len(revisions)
        run.counts = run.counts | {"kept": [*run.counts.get("kept", []), *kept]}
        run.save(update_fields=["cursor", "steps_done", "counts"])
        return True


def _take_back(actor: Actor, run: ImportRun, revision: Revision) -> list[str]:
    """Names of records that keep something, because somebody changed it after the import."""
    organisation = Organisation.objects.filter(pk=revision.organisation_id).first()
    if organisation is None:
        return []
    # A point that was looked up for the imported address goes first, or the old address would keep a new point.
    later = Revision.objects.filter(
        organisation_id=organisation.pk, action=LOCATED, pk__gt=revision.pk, undone_by__isnull=True
    )
    for looked_up in later.order_by("-id"):
        take_back(actor=actor, organisation=organisation, revision=looked_up, action="import_undone", run=run)
    result = take_back(actor=actor, organisation=organisation, revision=revision, action="import_undone", run=run)
    return [organisation.name] if result.kept else []


def _remove(actor: Actor, run: ImportRun, created: Sequence[Revision]) -> list[str]:
    """Delete what the import created, unless people have worked on it since; their work is not lost."""
    ids = [revision.organisation_id for revision in created]
    worked_on = {
        *_ids(Revision.objects.filter(undone_by__isnull=True, undoes__isnull=True).exclude(action=LOCATED), run, ids),
        *_ids(Suggestion.objects.all(), run, ids),
        *_ids(Pair.objects.filter(state__in=(Pair.State.OPEN, Pair.State.JOINED)), run, ids),
    }
    records = Organisation.objects.in_bulk(ids)
    gone = [record for pk, record in records.items() if pk not in worked_on]
    Revision.objects.bulk_create(
        new_revision(
            actor=actor, organisation=record, action="import_undone", changes={CREATED: [record.name, None]}, run=run
        )
        for record in gone
    )
    gone_ids = [record.pk for record in gone]
    projection.withdraw(gone_ids)
    Organisation.objects.filter(pk__in=gone_ids).delete()
    return [record.name for pk, record in records.items() if pk in worked_on]


def _ids(rows: QuerySet[Any], run: ImportRun, ids: Sequence[int]) -> set[int]:
    """The organisations among ``ids`` that ``rows`` of others than this run speak of."""
    others = rows.filter(organisation_id__in=ids).exclude(import_run=run)
    return set(others.values_list("organisation_id", flat=True))


def _remove_left_over(actor: Actor, run: ImportRun) -> None:
    """Records of a list undone earlier that stayed only because this list had changed them."""
    touched = _own_changes(run).values_list("organisation_id", flat=True)
    created = Revision.objects.filter(
        organisation_id__in=list(touched), import_run__state=ImportRun.State.UNDONE, action="created"
    ).select_related("import_run")
    for revision in created:
        if revision.import_run is not None:
            _remove(actor, revision.import_run, [revision])
