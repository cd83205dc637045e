"""Take a whole list back: what it made goes; whoever somebody has been in contact with since stays."""

import datetime
import uuid
from itertools import batched, groupby

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer, VolunteerList, VolunteerListRow
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .stepping import start_undoing

# The morning's run, the list itself and the notice to everybody write to the row: nothing has happened with the person.
_NO_CONTACT = (
    "volunteering.run_daily", "volunteering.tell_listed", "volunteering.note_told", "volunteering.take_over_list",
    "volunteering.undo_list",
)  # fmt: skip
_BATCH = 200


def undo_list(*, actor: Actor, run: VolunteerList) -> dict[str, int]:
    """``{"removed", "kept"}`` people. Batch by batch in transactions of their own; killed half-way, it goes on. Raises
    ``ValidationError`` where the list is taken back already."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    if run.state != VolunteerList.State.UNDOING:
        start_undoing(actor=actor, run=run)
    with enter(actor, action="volunteering.undo_list"):
        items = list(run.items.exclude(volunteer_id=None).order_by("volunteer_id", "line"))
    done = 0
    people = [list(rows) for _person, rows in groupby(items, key=lambda item: item.volunteer_id)]
    for batch in batched(people, _BATCH, strict=False):
        rows = [item for own in batch for item in own]
        done += len(rows)
        with enter(actor, action="volunteering.undo_list"), transaction.atomic():
            locked = VolunteerList.objects.select_for_update(of=("self",)).get(pk=run.pk)
            if locked.state != VolunteerList.State.UNDOING:
                raise ValidationError(_("Diese Liste ist schon zurückgenommen."))
            _take_back(run, rows)
            run.counts |= {"steps": done, "rows": len(items)}
            run.save(update_fields=["counts"])
    with enter(actor, action="volunteering.undo_list"):
        keys = [item.volunteer_id for item in items if item.volunteer_id is not None]
        kept = _worked_with(Volunteer.objects.in_bulk(keys), run.finished_at or run.created_at)
        made = {item.volunteer_id for item in items if item.made_person and item.volunteer_id is not None}
        counts = {"removed": len(made - set(Volunteer.objects.filter(pk__in=made).values_list("pk", flat=True))),
                  "kept": len(kept)}  # fmt: skip
        run.state, run.counts = VolunteerList.State.UNDONE, run.counts | counts
        run.save(update_fields=["state", "counts"])
        return counts


def _take_back(run: VolunteerList, items: list[VolunteerListRow]) -> None:
    """The rows of some people, all that the list has of them."""
    people = Volunteer.objects.in_bulk([item.volunteer_id for item in items if item.volunteer_id])
    touched = _worked_with(people, run.finished_at or run.created_at)
    made = {item.volunteer_id for item in items if item.made_person and item.volunteer_id} & people.keys()
    jobs = [item.placement_id for item in items if item.placement_id and item.volunteer_id not in touched]
    Proposal.objects.filter(pk__in=Placement.objects.filter(pk__in=jobs).values("proposal")).delete()
    for item in items:
        if item.filled and item.volunteer_id in people and item.volunteer_id not in touched:
            _empty(people[item.volunteer_id], item.filled)
    Volunteer.objects.filter(pk__in=made - touched).delete()


def _worked_with(people: dict[uuid.UUID, Volunteer], since: datetime.datetime) -> set[uuid.UUID]:
    """Whose row somebody wrote to since: every deed about a person does, confidential notes included (``touch``)."""
    written = AuditEntry.objects.filter(
        table_name=Volunteer._meta.db_table, row_id__in=list(map(str, people)), at__gt=since
    )
    keys = written.exclude(action__in=_NO_CONTACT).values_list("row_id", flat=True)
    return {uuid.UUID(key) for key in keys}


def _empty(person: Volunteer, filled: list[str]) -> None:
    for name in filled:
        setattr(person, name, [] if name == "postal" else "")
    person.reach = "mail" if person.mail else "phone" if person.phone else "post" if person.postal else "counter"
    person.save(update_fields=[*filled, "reach"])
