"""What the files are made of: published offers of a place with the address of each page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from engagiert.apps.opportunities.models import Listing
from engagiert.apps.opportunities.selectors import listings_within, towns_showing
from engagiert.apps.places.public import Where

_BATCH = 500


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """An offer and where it stands; ``organisation_url`` is empty where the organisation has no page."""

    listing: Listing
    url: str
    organisation_url: str

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon) of the door, degrees; None where only the town is known."""
        listing = self.listing
        if listing.approximate or listing.lat is None or listing.lon is None:
            return None
        return round(listing.lat, 6), round(listing.lon, 6)


def offers(where: Where, base: str) -> Iterator[Sequence[OpenOffer]]:
    """All published offers of the place, batch by batch, by title; ``base`` is the address of the installation."""
    found = list(listings_within(where.keys))
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        yield with_addresses(batch, base)


def with_addresses(listings: Sequence[Listing], base: str) -> list[OpenOffer]:
    towns = towns_showing(listings)
    made = []
    for listing in listings:
        if listing.pk in towns:
            url = base + reverse("offers:offer", args=[towns[listing.pk], listing.slug])
            path = listing.organisation_path.split("/") if listing.organisation_path else []
            made.append(OpenOffer(listing, url, base + reverse("directory:organisation", args=path) if path else ""))
    return made
