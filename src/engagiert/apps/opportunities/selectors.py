"""Reads of offers."""

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, require

from . import rules
from .models import Listing, Opportunity, Run, RunItem


def listing_for(place: Place, slug: str) -> Listing:
    """The published offer at this address; 404 otherwise."""
    found = Listing.objects.select_related("place", "office").filter(slug=slug, ags__startswith=place.ags)
    listing = min(found, key=lambda one: (one.place_id != place.pk, one.pk), default=None)
    if listing is None:
        raise Http404
    return listing


def listings_of(organisation_id: int) -> QuerySet[Listing]:
    """The published offers of an organisation."""
    return Listing.objects.filter(organisation_id=organisation_id).select_related("place__town").order_by("sort_key")


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
