"""Needs: what was reported, beside what there is; and what of it everybody may read."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import Listing
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.models import NeedReport, NeedTally, PublicGoal
from engagiert.kernel.authz import Actor, require


@dataclass(frozen=True, slots=True)
class Supply:
    """One type in the area of an office: how often reported as missing, as resting, and how many there are."""

    type: str
    missing: int
    resting: int
    there: int


@dataclass(frozen=True, slots=True)
class NeedCount:
    """What everybody may read of the needs of a town; None where under three were counted."""

    ags: str
    type: str
    missing: int | None
    resting: int | None
    sought: int | None
    counted_on: datetime.date


def reports_at(actor: Actor, *, says: str = "", state: str = "") -> QuerySet[NeedReport]:
    """Reports at the actor's offices, the newest first."""
    found = NeedReport.objects.filter(office__in=actor.office_ids).select_related("place")
    found = found.filter(says=says) if says else found
    return found.filter(state=state) if state else found


def report_for(actor: Actor, report_id: uuid.UUID) -> NeedReport:
    """One of them; 404 for what the wall hides."""
    found = NeedReport.objects.filter(pk=report_id).select_related("office__place", "place").first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def reports_by_type(actor: Actor, office: Office) -> list[Supply]:
    """Types that were reported, the most missed first, beside how many of them the directory shows. Two queries."""
    going = Q(state=NeedReport.State.OPEN)
    rows = (
        NeedReport.objects.filter(office__in=actor.office_ids)
        .exclude(type="")
        .exclude(state=NeedReport.State.DONE)
        .order_by()
        .values_list("type")
        .annotate(
            missing=Count("pk", filter=going & Q(says=NeedReport.Says.MISSING)),
            resting=Count("pk", filter=Q(says=NeedReport.Says.RESTING) | Q(state=NeedReport.State.RESTING)),
        )
    )
    found = list(rows)
    listed = Listing.objects.filter(ags__startswith=office.place.ags, type__in=[row[0] for row in found])
    there = dict(listed.order_by().values_list("type").annotate(number=Count("pk")))
    supply = [Supply(of_type, missing, resting, there.get(of_type, 0)) for of_type, missing, resting in found]
    return sorted(supply, key=lambda one: (-one.missing, one.type))


def need_counts(keys: Iterable[str]) -> list[NeedCount]:
    """Needs of all places whose official key begins with one of ``keys``; a town without a row was never counted."""
    rows = NeedTally.objects.filter(_within(keys)).select_related("place").order_by("place__ags", "type")
    return [NeedCount(row.place.ags, row.type, row.missing, row.resting, row.sought, row.counted_on) for row in rows]


def goals_of(keys: Iterable[str]) -> list[PublicGoal]:
    """Released goals of all places whose official key begins with one of ``keys``, the next due first."""
    return list(PublicGoal.objects.filter(_within(keys)).select_related("place").order_by("due_on", "id"))


def _within(keys: Iterable[str]) -> Q:
    condition = Q(pk__in=())
    for key in keys:
        condition |= Q(place__ags__startswith=key)
    return condition
