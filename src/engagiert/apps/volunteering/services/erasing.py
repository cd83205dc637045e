"""A name was erased at the desk for data protection: what else there was of the person ends as well."""

import uuid
from collections.abc import Collection

from django.db import connection

from engagiert.apps.accounts.public import Office
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer, Wish
from engagiert.kernel.authz import Actor, require

from .forgetting import forget_volunteer
from .pausing import end_everything
from .seats import give_up_seats_of
from .steps import hold


def end_erased(*, actor: Actor, office: Office, volunteer_ids: Collection[uuid.UUID]) -> int:
    """Their names were erased: the rest of what was theirs goes as well; how many there were. For jobs.

    Whoever waits for them hears that they do not come, as after a goodbye. The rows stay and count.
    """
    require(actor, rules.RUN_DAILY, office.pk)
    gone = list(Volunteer.objects.filter(office=office, pk__in=volunteer_ids, name=""))
    for volunteer in gone:
        if Wish.objects.filter(volunteer=volunteer).exists():
            give_up_seats_of(actor, volunteer)
            held = hold(volunteer.pk)
            end_everything(actor, held, Proposal.Reason.NONE, Placement.End.OTHER)
            forget_volunteer(held)
    _delete_notes([volunteer.pk for volunteer in gone])
    return len(gone)


def _delete_notes(volunteer_ids: list[uuid.UUID]) -> None:
    """Unread: the wall lets exactly those of the forgotten people go (as with confidential notes of cases)."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('engagiert.forgotten', %s, true)", [",".join(map(str, volunteer_ids))])
        cursor.execute("delete from volunteering_counselnote")
        cursor.execute("select set_config('engagiert.forgotten', '', true)")
