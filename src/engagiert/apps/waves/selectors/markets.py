"""What an allotment is made of: who is free, which offers are open to them, what is taken already."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from engagiert.apps.opportunities.public import Listing
from engagiert.apps.volunteering.public import Placement, Proposal, Seat, Volunteer
from engagiert.apps.waves.models import Opening, Signup, Wave

type Signups = QuerySet[Signup, Any]
type Waves = QuerySet[Wave, Any]
_HEAVY = ("folded", "search", "codes", "document")


def not_with_anybody(found: Signups) -> Signups:
    """Those of them who have no open proposal, no placement and no seat to come."""
    mine = {"volunteer": OuterRef("volunteer")}
    return found.exclude(Exists(Proposal.objects.filter(**mine, state__in=["open", "agreed"]))).exclude(
        Exists(Placement.objects.filter(**mine).exclude(state=Placement.State.ENDED))
    )


def free_signups(wave: Wave) -> list[Signup]:
    """Who may be proposed something now, read ahead for the engine, in the order of signing up."""
    active = Signup.objects.filter(wave=wave, volunteer__state=Volunteer.State.ACTIVE).exclude(keep=Signup.Keep.DELETE)
    found = not_with_anybody(active).select_related("volunteer__wish", "volunteer__inspection")
    return list(found.prefetch_related("volunteer__refusals", "volunteer__placements"))


def open_offices(wave: Wave) -> list[int]:
    """The wave's office, and neighbours that have opened their offers to it."""
    agreed = Opening.objects.filter(wave=wave, state=Opening.State.OPEN).values_list("neighbour", flat=True)
    return [wave.office_id, *agreed]


def open_listings(wave: Wave) -> list[Listing]:
    """The published offers of these offices."""
    found = Listing.objects.filter(office__in=open_offices(wave)).defer(*_HEAVY)
    return list(found.order_by("pk"))


def listings_with_keys(keys: Iterable[int]) -> list[Listing]:
    return list(Listing.objects.filter(pk__in=list(keys)).defer(*_HEAVY))


def held_places(wave: Wave) -> dict[int, int]:
    """For each offer how many of our people have been proposed to it and did not decline."""
    open_ones = Proposal.objects.filter(office=wave.office_id, state__in=["open", "agreed"])
    counts = open_ones.values("opportunity_id").annotate(number=Count("pk"))
    return dict(counts.values_list("opportunity_id", "number"))


def unheard(wave: Wave) -> Signups:
    """Who has heard nothing since the first answer."""
    waiting = Signup.objects.filter(wave=wave, heard_at__isnull=True).exclude(keep=Signup.Keep.DELETE)
    return waiting.filter(volunteer__state__in=[Volunteer.State.ACTIVE, Volunteer.State.PAUSED])


def without_word(wave: Wave) -> Signups:
    """Who has neither proposal nor placement nor seat, and has not said yet whether we keep their data."""
    open_ones = Signup.objects.filter(wave=wave, keep=Signup.Keep.OPEN, volunteer__left_on__isnull=True)
    seated = Seat.objects.filter(volunteer=OuterRef("volunteer")).filter(
        Q(state=Seat.State.TAKEN) | Q(state=Seat.State.OFFERED) | Q(state=Seat.State.WAITING)
    )
    found = not_with_anybody(open_ones).exclude(Exists(seated))
    return found.select_related("volunteer__office__place", "wave")
