"""Goals of the office."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.surveys import rules
from engagiert.apps.surveys.models import Goal
from engagiert.kernel.authz import Actor, require


def goals_at(actor: Actor, *, over: bool = False) -> QuerySet[Goal]:
    """The goals of the actor's offices that are still to be reached, or those that are over; the next due first."""
    found = Goal.objects.filter(office__in=actor.office_ids).select_related("place")
    return found.filter(state__in=Goal.OVER) if over else found.exclude(state__in=Goal.OVER)


def goal_for(actor: Actor, goal_id: uuid.UUID) -> Goal:
    """One of them; 404 for what the wall hides."""
    found = Goal.objects.filter(pk=goal_id).select_related("office__place__town", "place").first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found
