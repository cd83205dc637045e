"""What the public sees: the rows of ``Listing``, rebuilt in the transaction that changes an offer.

Only what stands in this file gets out. Contacts without consent and everything of drafts never do.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engagiert.apps.directory import public as directory
from engagiert.engines.text.folding import fold

from .models import Listing, Opportunity
from .search import index
from .search.codes import codes_of

_SAME = (
    "office_id", "slug", "title", "sort_key", "organisation_id", "kind", "where", "fields", "target_groups",
    "languages", "skills_wanted", "skills_gained", "accessibility", "suits", "week_parts", "starts_on", "ends_on",
    "hours_per_week", "minimum_age", "needs_certificate", "capacity", "urgency", "lat", "lon", "confirmed_on",
    "published_on", "updated_at", "is_demo",
)  # fmt: skip
_SHOWN = (
    "tasks", "for_whom", "times", "training", "insurance", "expenses", "expenses_note", "street", "postcode", "town",
    "district", "website",
)  # fmt: skip
_CONTACT = ("contact_name", "contact_phone", "contact_mail")


def project(opportunities: Sequence[Opportunity]) -> None:
    """Rebuild the listings of these offers; an offer that is not looking for people loses its listing."""
    published = [one for one in opportunities if one.state == Opportunity.State.PUBLISHED]
    withdraw([one.pk for one in opportunities if one.state != Opportunity.State.PUBLISHED])
    if not published:
        return
    organisations = _organisations(published)
    listings = [_listing(one, organisations.get(one.organisation_id or 0)) for one in published]
    updated = [field.name for field in Listing._meta.concrete_fields if field.name not in ("id", "search")]
    Listing.objects.bulk_create(listings, update_conflicts=True, unique_fields=["id"], update_fields=updated)
    index.write(listings)


def withdraw(opportunity_ids: Iterable[int]) -> None:
    """Take offers out of what is public."""
    gone = list(opportunity_ids)
    if gone:
        Listing.objects.filter(pk__in=gone).delete()


@dataclass(frozen=True, slots=True)
class _Carrier:
    """What an offer says of its organisation; ``path`` is empty where the organisation has no public page."""

    name: str
    path: str = ""
    type: str = ""
    sector: str = ""


def _organisations(opportunities: Sequence[Opportunity]) -> dict[int, _Carrier]:
    """The organisations by key: as the public register shows them, else as their office knows them."""
    keys = {one.organisation_id for one in opportunities if one.organisation_id}
    known = {
        one.pk: _Carrier(one.name, type=one.type, sector=one.sector)
        for one in directory.Organisation.objects.filter(pk__in=keys).only("pk", "name", "type", "sector")
    }
    shown = directory.Listing.objects.filter(pk__in=keys).select_related("place__town", "office__place__town")
    for one in shown.defer("document", "folded", "search", "keys", "codes"):
        faces = [place for place in (one.place, one.office.place) if hasattr(place, "town")]
        path = f"{faces[0].slug}/{one.slug}" if faces else ""
        known[one.pk] = _Carrier(one.name, path, one.type, one.sector)
    return known


def _listing(one: Opportunity, carrier: _Carrier | None) -> Listing:
    carrier = carrier or _Carrier(one.organisation_name)
    listing = Listing(
        id=one.pk,
        place=one.place,
        ags=one.place.ags,
        organisation_name=carrier.name,
        organisation_path=carrier.path,
        summary=_summary(one.tasks),
        address_line=_address_line(one),
        approximate=one.point_quality != directory.Organisation.PointQuality.EXACT,
        document=_document(one, carrier),
        folded=fold(f"{one.title} {carrier.name}")[:4000],
        search=b"",
        **{name: getattr(one, name) for name in _SAME},
    )
    listing.codes = _codes(listing, one.also_in)
    return listing


def _document(one: Opportunity, carrier: _Carrier) -> dict[str, Any]:
    contact = {name: getattr(one, name) if one.contact_public else "" for name in _CONTACT}
    return {
        **{name: directory.encode(getattr(one, name)) for name in _SHOWN},
        **contact,
        "organisation_type": carrier.type,
        "organisation_sector": carrier.sector,
        "source": one.source,
    }


def _summary(text: str) -> str:
    """The first paragraph that says something, cut at a word; enough for a list."""
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    first = next((part for part in paragraphs if part), "")
    if len(first) < 80 and len(paragraphs) > 1:
        first = " ".join(part for part in paragraphs[:2] if part)
    if len(first) <= 240:
        return first
    return first[:240].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def _address_line(one: Opportunity) -> str:
    town = " ".join(part for part in (one.postcode, one.town or one.place.name) if part)
    return ", ".join(part for part in (one.street, town) if part)


def _codes(listing: Listing, also_in: Sequence[str]) -> list[str]:
    places = [*directory.units(listing.ags), *(f"{directory.PLACE_MARK}{ags}" for ags in also_in)]
    return list(dict.fromkeys([*codes_of(listing), *places]))
