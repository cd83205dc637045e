"""Take a whole list back: what it made goes; whoever somebody has been in contact with since stays."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer, VolunteerList
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

# The morning's run and the notice to everybody write to the row, and nothing has happened with the person.
_NO_CONTACT = ("volunteering.run_daily", "volunteering.tell_listed", "volunteering.note_told")


def undo_list(*, actor: Actor, run: VolunteerList) -> dict[str, int]:
    """``{"removed", "kept"}`` people. Raises ``ValidationError`` where it is taken back already."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.undo_list"):
        locked = VolunteerList.objects.select_for_update().get(pk=run.pk)
        if locked.state != VolunteerList.State.DONE:
            raise ValidationError(_("Diese Liste ist nicht übernommen oder schon zurückgenommen."))
        items = list(locked.items.exclude(volunteer_id=None))
        people = Volunteer.objects.in_bulk([item.volunteer_id for item in items if item.volunteer_id])
        touched = _worked_with(people, locked.finished_at or timezone.now())
        made = {item.volunteer_id for item in items if item.made_person and item.volunteer_id} & people.keys()
        jobs = [item.placement_id for item in items if item.placement_id and item.volunteer_id not in touched]
        Proposal.objects.filter(pk__in=Placement.objects.filter(pk__in=jobs).values("proposal")).delete()
        for item in items:
            if item.filled and item.volunteer_id in people and item.volunteer_id not in touched:
                _empty(people[item.volunteer_id], item.filled)
        Volunteer.objects.filter(pk__in=made - touched).delete()
        counts = {"removed": len(made - touched), "kept": len(touched)}
        locked.state, locked.counts = VolunteerList.State.UNDONE, locked.counts | counts
        locked.save(update_fields=["state", "counts"])
        return counts


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
