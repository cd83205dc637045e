"""Lists of people who want to help, and who on them has not been told yet."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.models import Volunteer, VolunteerList, VolunteerListRow
from engagiert.kernel.authz import Actor


def lists_at(actor: Actor) -> "QuerySet[VolunteerList]":
    """Those of the actor's offices, newest first."""
    return VolunteerList.objects.filter(office__in=actor.office_ids).select_related("office")


def list_for(actor: Actor, list_id: uuid.UUID) -> VolunteerList:
    """Raises 404 for one that the actor may not take over."""
    found = VolunteerList.objects.select_related("office__place").filter(pk=list_id).first()
    if found is None or not rules.IMPORT_LIST.allows(actor, found.office_id):
        raise Http404
    return found


def steps_of_list(run: VolunteerList) -> tuple[int, int]:
    """How far a list is that is tried, taken over or taken back: rows done of rows in all."""
    if run.state == VolunteerList.State.UNDOING:
        return run.counts.get("steps", 0), run.counts.get("rows", 0)
    return run.items.count(), run.rows


def rows_of_list(run: VolunteerList, outcome: str = "") -> "QuerySet[VolunteerListRow]":
    """By line; ``outcome`` "problems": those with a finding."""
    rows = run.items.all()
    if outcome == "problems":
        return rows.exclude(problems=[])
    return rows.filter(outcome=outcome) if outcome else rows


def untold(run: VolunteerList) -> "QuerySet[Volunteer]":
    """People whom this list brought and whom nobody has told of it, by name."""
    new = run.items.filter(made_person=True).values("volunteer_id")
    found = Volunteer.objects.filter(pk__in=new, told_on__isnull=True).exclude(state=Volunteer.State.LEFT)
    return found.select_related("office__place").order_by("name", "pk")


def last_list(office: Office) -> VolunteerList | None:
    """The last list that was taken over and not back."""
    state = (VolunteerList.State.DONE, VolunteerList.State.FAILED)
    return VolunteerList.objects.filter(office=office, state__in=state).first()
