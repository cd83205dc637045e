"""Files of the state's app that came in."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.recognition import rules
from engagiert.apps.recognition.models import AppList, AppListRow
from engagiert.kernel.authz import Actor


def app_lists_at(actor: Actor, office: Office) -> QuerySet[AppList]:
    """Those of the office, newest first."""
    return AppList.objects.filter(office=office, office__in=actor.offices_as(*rules.WRITERS))


def app_list_for(actor: Actor, key: uuid.UUID) -> AppList:
    """Raises 404 for one that the actor may not take over."""
    found = AppList.objects.select_related("office__place").filter(pk=key).first()
    if found is None or not rules.ISSUE.allows(actor, found.office):
        raise Http404
    return found


def rows_of_app_list(run: AppList, outcome: str = "") -> QuerySet[AppListRow]:
    """By line; ``outcome`` "problems": those with a finding."""
    rows = run.items.all()
    if outcome == "problems":
        return rows.exclude(problems=[])
    return rows.filter(outcome=outcome) if outcome else rows


def last_app_list(office: Office) -> AppList | None:
    """The last file that was taken over and not back."""
    done = AppList.objects.filter(office=office, state=AppList.State.DONE)
    return done.select_related("office").order_by("-finished_at").first()
