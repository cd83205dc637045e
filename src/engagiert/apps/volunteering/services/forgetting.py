"""What is left of somebody whose data end: a count without name."""

import uuid
from collections.abc import Collection

from django.db import connection
from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Hours, Inspection, Volunteer, Wish
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import withdraw_links


def forget_volunteer(volunteer: Volunteer) -> None:
    """Empty name, numbers and wish, delete what was said; in the open scope. Confidential notes go with the job."""
    Volunteer.objects.filter(pk=volunteer.pk).update(
        name="", mail="", phone="", postal=[], born_on=None, find="", reach=Volunteer.Reach.NONE,
        state=Volunteer.State.LEFT, left_on=volunteer.left_on or timezone.localdate(), resumes_on=None,
    )  # fmt: skip
    Wish.objects.filter(volunteer=volunteer).delete()
    volunteer.refusals.all().delete()
    volunteer.glimpses.all().delete()
    Inspection.objects.filter(volunteer=volunteer).delete()
    volunteer.proposals.update(reasons=[], told="")
    volunteer.placements.update(told="")
    volunteer.seats.update(told="")
    Hours.objects.filter(placement__volunteer=volunteer).update(what="", why="")
    withdraw_links(
        office_id=volunteer.office_id, purpose="volunteering.status", about=f"volunteering.volunteer:{volunteer.pk}"
    )
    bus.publish("VolunteerForgotten", office_id=volunteer.office_id, volunteer_id=str(volunteer.pk))


def end_erased(*, actor: Actor, office: Office, volunteer_ids: Collection[uuid.UUID]) -> int:
    """Their names were erased: the rest of what was theirs goes as well; how many there were. For jobs."""
    require(actor, rules.RUN_DAILY, office.pk)
    gone = list(Volunteer.objects.filter(office=office, pk__in=volunteer_ids, name=""))
    for volunteer in gone:
        if Wish.objects.filter(volunteer=volunteer).exists():
            forget_volunteer(volunteer)
    _delete_notes([volunteer.pk for volunteer in gone])
    return len(gone)


def _delete_notes(volunteer_ids: list[uuid.UUID]) -> None:
    """Unread: the wall lets exactly those of the forgotten people go (as with confidential notes of cases)."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('engagiert.forgotten', %s, true)", [",".join(map(str, volunteer_ids))])
        cursor.execute("delete from volunteering_counselnote")
        cursor.execute("select set_config('engagiert.forgotten', '', true)")
