"""Published records on their way out: with identifier, address, licence, in batches of bounded size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db.models import QuerySet

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.models import Listing, PublicId
from engagiert.apps.places.public import Town
from engagiert.kernel.ui.addresses import address

from .licences import DEFAULT_TERMS, Terms, terms_by_place, upwards

BATCH = 500
# What finds and ranks is of no use outside.
_INSIDE = ("folded", "search", "keys", "codes")


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """One published record; ``url`` is its page, empty where no town shows it."""

    listing: Listing
    uuid: UUID
    url: str
    terms: Terms

    @property
    def document(self) -> dict[str, Any]:
        found: dict[str, Any] = self.listing.document
        return found


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a record needs beside its own row: the towns that take part and what each chose. Three queries.

    ``base``: scheme and host, such as “https://engagiert.example”.
    """

    base: str
    towns: Mapping[str, Town]
    terms: Mapping[str, Terms]
    office_places: Mapping[int, str]

    @classmethod
    def seen_from(cls, base: str) -> Self:
        towns = {town.place.ags: town for town in Town.objects.select_related("place").order_by("place__sort_key")}
        offices = dict(Office.objects.values_list("pk", "place__ags"))
        return cls(base, towns, terms_by_place(), offices)

    def open_record(self, listing: Listing, own: UUID) -> OpenRecord:
        return OpenRecord(listing, own, self.page_of(listing), self.terms_of(listing.ags))

    def town_of(self, listing: Listing) -> Town | None:
        """The town under whose address the record has its page; that of its office where its own takes no part."""
        for ags in (*upwards(listing.ags), *upwards(self.office_places.get(listing.office_id, ""))):
            if ags in self.towns:
                return self.towns[ags]
        return None

    def page_of(self, listing: Listing) -> str:
        town = self.town_of(listing)
        # By the address of the list: a name for each of a hundred thousand pages would only push out others.
        return f"{self.base}{address('directory:list', town.place.slug)}{listing.slug}/" if town else ""

    def terms_of(self, ags: str) -> Terms:
        return next((self.terms[key] for key in upwards(ags) if key in self.terms), DEFAULT_TERMS)


def listings(ags: str = "") -> QuerySet[Listing]:
    """The published records within a place, in the order of their keys, without what only search needs."""
    found = Listing.objects.select_related("place").order_by("pk").defer(*_INSIDE)
    return found.filter(ags__startswith=ags) if ags else found


def batches(surroundings: Surroundings, ags: str = "") -> Iterator[list[OpenRecord]]:
    """All records within a place, two queries a batch; no cursor and no transaction outlives a batch.

    A record that changes while somebody downloads stands there as it was or as it is, never twice.
    """
    last = 0
    while found := list(listings(ags).filter(pk__gt=last)[:BATCH]):
        last = found[-1].pk
        yield with_identifiers(found, surroundings)


def with_identifiers(found: Sequence[Listing], surroundings: Surroundings) -> list[OpenRecord]:
    own = dict(PublicId.objects.filter(pk__in=[one.pk for one in found]).values_list("organisation_id", "uuid"))
    return [surroundings.open_record(one, own[one.pk]) for one in found if one.pk in own]


def by_uuid(own: UUID) -> tuple[PublicId | None, Listing | None]:
    """The identifier's row, and the record if it is public today."""
    known = PublicId.objects.filter(uuid=own).first()
    return known, _public(known)


def by_part(inner: UUID) -> tuple[PublicId | None, Listing | None]:
    """The record that a service, a location or a service at a location belongs to."""
    known = PublicId.objects.filter(parts__contains=[inner]).first()
    return known, _public(known)


def _public(known: PublicId | None) -> Listing | None:
    if known is None or known.gone_at is not None:
        return None
    return listings().filter(pk=known.pk).first()
