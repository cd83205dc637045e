"""Public identifiers: a record's own is drawn once and kept; those of its parts are made from it.

A part (a service, a location, a phone) is named by what it is within its record, so it keeps its identifier as long
as it is there: UUID version 5 (RFC 9562) with the record's identifier as the name space.
"""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone

from engagiert.apps.directory.models import Listing, PublicId

# The name space of what belongs to no record: vocabularies, catalogues. Drawn at random, once.
ENGAGIERT = uuid.UUID("5b0b6f39-6d0b-4a53-9a35-0d9f9c3f6c51")


def part(whole: uuid.UUID, *names: str) -> uuid.UUID:
    """The identifier of the part of ``whole`` that these names lead to."""
    return uuid.uuid5(whole, "\x1f".join(names))


def location_id(record: uuid.UUID, slug: str = "") -> uuid.UUID:
    """The record's own address, or the house with this slug."""
    return part(record, "location", slug)


def service_id(record: uuid.UUID, name: str = "") -> uuid.UUID:
    """The service of this name; without a name, the one that stands for a record that names none."""
    return part(record, "service", name)


def placement_id(service: uuid.UUID) -> uuid.UUID:
    """The service at the record's own address."""
    return part(service, "at")


def service_names(document: dict[str, Any]) -> list[str]:
    """The services in their order, each once; an empty name where the record names none."""
    return list(dict.fromkeys(document["services"])) or [""]


def _parts(record: uuid.UUID, document: dict[str, Any]) -> list[uuid.UUID]:
    services = [service_id(record, name) for name in service_names(document)]
    houses = [location_id(record, house["slug"]) for house in document["facilities"]]
    return [location_id(record), *houses, *services, *(placement_id(service) for service in services)]


def keep(listings: Sequence[Listing]) -> None:
    """Give each published record its identifier, or wake the one it had. Two queries."""
    known = dict(
        PublicId.objects.filter(pk__in=[listing.pk for listing in listings]).values_list("organisation_id", "uuid")
    )
    rows = []
    for listing in listings:
        own = known.get(listing.pk) or uuid.uuid4()
        rows.append(
            PublicId(
                organisation_id=listing.pk,
                uuid=own,
                office_id=listing.office_id,
                ags=listing.ags,
                service_count=len(service_names(listing.document)),
                parts=_parts(own, listing.document),
            )
        )
    changed = ["office", "ags", "service_count", "parts", "gone_at", "successor"]
    PublicId.objects.bulk_create(rows, update_conflicts=True, unique_fields=["organisation_id"], update_fields=changed)


def let_go(organisation_ids: Iterable[int]) -> None:
    """The records have left the register; their identifiers stay taken and say so."""
    PublicId.objects.filter(pk__in=list(organisation_ids), gone_at__isnull=True).update(gone_at=timezone.now())


def succeed(organisation_id: int, successor_id: int) -> None:
    """After a merge: who asks for the record that has gone is led to the one it went into."""
    PublicId.objects.filter(pk=organisation_id).update(successor=successor_id)
