"""Take a file over, batch by batch. Each batch is whole or not at all, and the next start goes on after the last."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.directory import rules
from engagiert.apps.directory.models import ImportItem, ImportRun, Organisation, Pair, SourceKey, Suggestion
from engagiert.apps.directory.services.asking import bring_to_desk
from engagiert.apps.directory.services.comparing import judgement_as_json, record_of, record_of_values
from engagiert.apps.directory.services.history import SourceOfValue
from engagiert.apps.directory.services.records import Draft, create_many, update_organisation
from engagiert.apps.places.public import Place
from engagiert.engines.linkage.judging import judge
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .candidates import Candidate
from .children import children_of, grown_children, other_names
from .doubles import candidates_of, forget_links
from .intake import rows_of
from .matching import Decision, Register
from .planning import batches, counts_of, items_of, refused_items

type Decided = list[tuple[Candidate, Decision]]


def start_import(*, actor: Actor, run: ImportRun) -> None:
    """Queue a previewed run, or go on with one that failed. The caller defers the job in the same transaction."""
    require(actor, rules.EDIT_RECORD, run)
    locked = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.state == ImportRun.State.FAILED:
        run.state = ImportRun.State.RUNNING
    elif locked.state == ImportRun.State.PREVIEWED:
        run.state = ImportRun.State.QUEUED
        run.steps_done = 0
    else:
        raise ValidationError(_("Diese Liste ist schon übernommen oder gerade dabei."))
    run.save(update_fields=["state", "steps_done"])


def run_import(*, actor: Actor, run_id: int) -> None:
    """Take over all batches that are still to do. Opens a scope of its own for each batch."""
    today = timezone.localdate()
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("place", "office").get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state not in (ImportRun.State.QUEUED, ImportRun.State.RUNNING):
            return
        rows = rows_of(run, today)
        candidates = candidates_of(run, rows, today)
        forget_links()
        if run.state == ImportRun.State.QUEUED:
            _begin(run, refused_items(run, rows), len(candidates))
    start = 0
    for batch in batches(candidates):
        _take_over(actor, run_id, start, batch)
        start += len(batch)
    with enter(actor, action="directory.import"):
        _finish(run_id)
        bring_to_desk(actor=actor, office_id=run.office_id)


def _begin(run: ImportRun, refused: list[ImportItem], total: int) -> None:
    run.items.all().delete()
    ImportItem.objects.bulk_create(refused, batch_size=1000)
    run.state = ImportRun.State.RUNNING
    run.started_at = timezone.now()
    run.steps_done, run.steps_total = 0, total
    run.counts = counts_of(refused) | {"read": run.rows}
    run.save()


def _take_over(actor: Actor, run_id: int, start: int, batch: Sequence[Candidate]) -> None:
    """One batch in one transaction; nothing where an earlier start has done it already."""
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_for_update(of=("self",)).select_related("place", "office").get(pk=run_id)
        one_at_a_time(run.office_id)
        if run.state != ImportRun.State.RUNNING or run.steps_done >= start + len(batch):
            return
        register = Register(run, batch, lock=True)
        decided = [(candidate, register.decide(candidate)) for candidate in batch]
        _create(actor, run, decided)
        _change(actor, run, decided)
        _ask(run, decided)
        items = [item for candidate, decision in decided for item in items_of(run, candidate, decision)]
        ImportItem.objects.bulk_create(items, batch_size=1000)
        counts = counts_of(items)
        run.counts = run.counts | {key: run.counts[key] + number for key, number in counts.items()}
        run.steps_done = start + len(batch)
        run.save(update_fields=["counts", "steps_done"])


def one_at_a_time(office_id: int) -> None:
    """Hold back a second import of the office until this transaction ends: both could create the same club."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('directory.import'), %s::int)", [office_id])


def _finish(run_id: int) -> None:
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if run.state != ImportRun.State.RUNNING:
        return
    run.state = ImportRun.State.DONE
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "finished_at"])


def fail_import(*, actor: Actor, run_id: int) -> None:
    """Say on the run that it broke off; what its finished batches wrote stays, whole, and can be taken back."""
    with enter(actor, action="directory.import"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        require(actor, rules.EDIT_RECORD, run)
        if run.state in (ImportRun.State.QUEUED, ImportRun.State.RUNNING):
            run.state = ImportRun.State.FAILED
            run.save(update_fields=["state"])


def source_of(run: ImportRun, candidate: Candidate) -> SourceOfValue:
    return SourceOfValue(
        label=gettext_noop("Liste „%(name)s“") % {"name": run.source}, kind="import", on=candidate.on, by=run.actor
    )


def _create(actor: Actor, run: ImportRun, decided: Decided) -> None:
    new = [(candidate, decision) for candidate, decision in decided if decision.outcome == "created"]
    if not new:
        return
    places = Place.objects.in_bulk({candidate.place_id for candidate, _decision in new})
    organisations = create_many(
        actor=actor,
        office=run.office,
        drafts=[Draft(places[c.place_id], dict(c.values), children_of(run, c)) for c, _decision in new],
        publish=run.publish,
        sources=[source_of(run, candidate) for candidate, _decision in new],
        run=run,
    )
    for (_candidate, decision), organisation in zip(new, organisations, strict=True):
        decision.organisation = organisation


def _change(actor: Actor, run: ImportRun, decided: Decided) -> None:
    for candidate, decision in decided:
        organisation = decision.organisation
        if organisation is None or decision.outcome == "created" or decision.reasons not in ([], ["by_hand"]):
            continue
        names = [candidate.name, *other_names(candidate)]
        brought = children_of(run, candidate)
        if decision.number_is_anothers:
            brought["source_keys"] = []
        grown = grown_children(organisation, brought, names, run.source)
        values = decision.changes | grown
        if set(grown) - {"source_keys"} and decision.outcome == "unchanged":
            decision.outcome = "changed"
        if values:
            update_organisation(
                actor=actor,
                organisation=organisation,
                values=values,
                source=source_of(run, candidate),
                action="imported",
                run=run,
            )
        if decision.conflicts:
            _suggest(run, candidate, organisation, decision.conflicts)


def _suggest(run: ImportRun, candidate: Candidate, organisation: Organisation, conflicts: dict[str, Any]) -> None:
    """Values that differ from what a person entered wait in the review queue; the same question only once."""
    asked = Suggestion.objects.filter(organisation=organisation, changes=conflicts)
    if asked.exists():
        return
    Suggestion.objects.create(
        office=run.office,
        place=organisation.place,
        organisation=organisation,
        kind=Suggestion.Kind.CHANGE,
        changes=conflicts,
        origin=source_of(run, candidate).label,
        text=gettext_noop("Zeile %(line)s in „%(file)s“") % {"line": candidate.lines[0], "file": run.filename},
        import_run=run,
        created_at=timezone.now(),
    )


def _ask(run: ImportRun, decided: Decided) -> None:
    """Open a question for each doubtful candidate; one that is open already is not asked again."""
    for candidate, decision in decided:
        if decision.outcome != "review" or decision.reasons == ["by_hand"]:
            continue
        organisation = decision.organisation
        listing_id = decision.listing.pk if decision.listing else None
        if organisation is None and listing_id is None:
            organisation, listing_id = _twin_record(run, candidate)
            decision.organisation = organisation
        question = _question(run, candidate, decision, organisation)
        # The newest run owns an open question: its values are shown, and its undo takes the question back.
        Pair.objects.update_or_create(
            office=run.office,
            organisation=organisation,
            listing_id=listing_id,
            key=candidate.source_key,
            state=Pair.State.OPEN,
            create_defaults=question | {"created_at": timezone.now()},
            defaults=question,
        )


def _question(
    run: ImportRun, candidate: Candidate, decision: Decision, organisation: Organisation | None
) -> dict[str, Any]:
    judgement = decision.judgement
    if judgement is None and organisation is not None:
        mine = record_of_values(candidate.values, candidate.place_id, candidate.spellings[1:])
        judgement = judge(mine, record_of(organisation))
    return {
        "judgement": judgement_as_json(judgement) if judgement else {},
        "import_run": run,
        "line": candidate.lines[0],
        "reasons": decision.reasons,
        "candidate": {
            "values": candidate.values,
            "children": children_of(run, candidate),
            "place_id": candidate.place_id,
            "source": source_of(run, candidate).as_json(),
        },
    }


def _twin_record(run: ImportRun, candidate: Candidate) -> tuple[Organisation | None, int | None]:
    """What the earlier candidate of the same file has become, was matched with, or waits to be compared with."""
    twin = candidate.twin or candidate
    key = SourceKey.objects.filter(office=run.office, place=run.place, source=run.source, key=twin.source_key)
    found = key.select_related("organisation").first()
    if found is not None:
        return found.organisation, None
    pair = Pair.objects.select_related("organisation").get(
        office=run.office, key=twin.source_key, import_run=run, state=Pair.State.OPEN
    )
    return pair.organisation, pair.listing_id
