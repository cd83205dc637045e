"""Reads for the public front pages."""

from dataclasses import dataclass

from django.db.models import Count, Q

from engagiert.apps.accounts.public import office_of
from engagiert.apps.directory.public import Listing
from engagiert.apps.places.public import Alliance, Place, Town
from engagiert.engines.text.folding import fold


@dataclass(frozen=True, slots=True)
class TownEntry:
    """A town that takes part, with the number of its published records."""

    town: Town
    published: int


def towns(text: str = "") -> list[TownEntry]:
    """All towns that take part, in German order; two queries."""
    found = Town.objects.select_related("place").order_by("place__sort_key")
    counts = dict(Listing.objects.order_by().values_list("place").annotate(number=Count("id")))
    wanted = fold(text)
    return [
        TownEntry(town=town, published=counts.get(town.place_id, 0))
        for town in found
        if wanted in fold(town.place.name)
    ]


def places_named(text: str, *, limit: int = 5) -> list[Place]:
    """Municipalities of the register that do not take part yet, so that nobody ends at “nothing found”."""
    if not text.strip():
        return []
    return list(
        Place.objects.filter(Q(name__icontains=text.strip()), kind=Place.Kind.MUNICIPALITY, town__isnull=True).order_by(
            "sort_key"
        )[:limit]
    )


def alliance_of(place: Place) -> Alliance | None:
    """The first alliance of the town, with the names of its members."""
    return Alliance.objects.filter(members=place).prefetch_related("members__town").first()


__all__ = ["TownEntry", "alliance_of", "office_of", "places_named", "towns"]
