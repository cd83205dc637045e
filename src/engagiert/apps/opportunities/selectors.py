"""Reads of offers."""

from django.db.models import QuerySet
from django.http import Http404

from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, require

from . import rules
from .models import Listing, Opportunity


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
