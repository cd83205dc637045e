"""Reads of offers."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.places.public import Place, Town
from engagiert.kernel.authz import Actor, require

from . import rules
from .models import Listing, Opportunity, Run, RunItem


def listing_for(place: Place, slug: str) -> Listing:
    """The published offer at this address; 404 otherwise.

    An offer of the place itself comes first, then one within it, then one of the place's own office that lies
    elsewhere; of several the oldest.
    """
    found = Listing.objects.select_related("place", "office").filter(slug=slug)
    mine = found.filter(Q(ags__startswith=place.ags) | Q(office__place=place))
    order = {place.pk: 0}
    listing = min(mine, key=lambda one: (order.get(one.place_id, 1), one.pk), default=None)
    if listing is None:
        raise Http404
    return listing


def towns_showing(listings: Iterable[Listing]) -> dict[int, str]:
    """Key of a listing → address of the town under which its page stands: its own, else its office's. One query, and
    two more where a place does not take part itself."""
    rows = list(listings)
    slugs = _towns_of({one.place_id for one in rows})
    homeless = {one.office_id for one in rows if one.place_id not in slugs}
    offices: dict[int, int] = {}
    if homeless:
        offices = dict(Office.objects.filter(pk__in=homeless).values_list("pk", "place_id"))
        slugs = _towns_of(set(offices.values())) | slugs
    found = {one.pk: slugs.get(one.place_id) or slugs.get(offices.get(one.office_id, 0), "") for one in rows}
    return {pk: slug for pk, slug in found.items() if slug}


def _towns_of(place_ids: set[int]) -> dict[int, str]:
    return dict(Town.objects.filter(place__in=place_ids).values_list("place_id", "place__slug"))


def listings_of(organisation_id: int) -> QuerySet[Listing]:
    """The published offers of an organisation, by title."""
    found = Listing.objects.filter(organisation_id=organisation_id)
    return found.only("title", "slug", "place_id", "office_id").order_by("sort_key", "pk")


def listings_within(keys: Iterable[str]) -> QuerySet[Listing]:
    """The published offers of a town or area, by title, with their places."""
    return Listing.objects.filter(_inside(keys)).select_related("place").defer("folded", "search").order_by("sort_key")


def newest_within(keys: Iterable[str], *, limit: int) -> QuerySet[Listing]:
    """The offers that changed last."""
    found = Listing.objects.filter(_inside(keys)).select_related("place").defer("folded", "search")
    return found.order_by("-updated_at", "-pk")[:limit]


def _inside(keys: Iterable[str]) -> Q:
    condition = Q(pk__in=())
    for key in keys:
        condition |= Q(ags__startswith=key)
    return condition


def others_of(listing: Listing) -> list[Listing]:
    """Further offers of the same organisation, at most six."""
    if listing.organisation_id is None:
        return []
    found = Listing.objects.filter(organisation_id=listing.organisation_id, place=listing.place_id)
    return list(found.exclude(pk=listing.pk).only("title", "slug").order_by("sort_key")[:6])


def opportunity_for(actor: Actor, opportunity_id: int) -> Opportunity:
    """The offer behind the wall, if the actor works at its office; 404 otherwise."""
    found = Opportunity.objects.select_related("place__town", "office__place__town", "organisation")
    opportunity = found.filter(pk=opportunity_id).first()
    if opportunity is None:
        raise Http404
    require(actor, rules.READ_OFFER, opportunity)
    return opportunity


def items_with_keys(run: Run) -> list[tuple[RunItem, str]]:
    """The rows of a list as they were taken over, each with the number that its offer has in the source."""
    items = list(run.items.all())
    ids = [item.opportunity_id for item in items if item.opportunity_id]
    keys = dict(Opportunity.objects.filter(pk__in=ids).values_list("pk", "source_id"))
    return [(item, keys.get(item.opportunity_id or 0, "")) for item in items]


def last_run(office_id: int) -> Run | None:
    """The list that was taken over last and still stands."""
    found = Run.objects.filter(office=office_id).exclude(state=Run.State.UNDONE)
    return found.select_related("organisations").order_by("-pk").first()
