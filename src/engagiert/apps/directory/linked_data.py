"""A record as schema.org JSON-LD, for search engines and other directories."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from .models import Listing
from .open_data.licences import Terms

_KINDS = {"unternehmen": "LocalBusiness", "schule": "School", "kita": "Preschool", "bibliothek": "Library"}


def organisation(listing: Listing, url: str, terms: Terms) -> dict[str, Any]:
    """Only what the listing publishes; a point only where it is the house and not just the town."""
    document = listing.document
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _KINDS.get(listing.type, "NGO" if listing.sector == "civil_society" else "Organization"),
        "@id": url,
        "url": document["website"] or url,
        "name": listing.name,
        "alternateName": document["aliases"],
        "description": document["description"],
        "address": _address(document),
        "telephone": document["phones"],
        "email": document["mails"],
        "foundingDate": str(document["founded"]) if document["founded"] else "",
        "knowsLanguage": document["languages"],
        "openingHours": document["opening_hours"],
        "location": [_place(facility) for facility in document["facilities"]],
        "contactPoint": [_contact(point) for point in document["contact_points"]],
    }
    # schema.org knows a licence only of works, and a record is one: the page about the organisation.
    data["subjectOf"] = _filled(
        {
            "@type": "WebPage",
            "url": url,
            "license": terms.licence.uri,
            "creditText": terms.attribution,
            "dateModified": listing.updated_at.isoformat(timespec="seconds"),
            "lastReviewed": listing.confirmed_on.isoformat() if listing.confirmed_on else "",
        }
    )
    if not listing.approximate and listing.lat is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": listing.lat, "longitude": listing.lon}
    return _filled(data)


def _address(document: dict[str, Any]) -> dict[str, Any]:
    return _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": document["street"],
            "postalCode": document["postcode"],
            "addressLocality": document["town"],
            "addressCountry": "DE",
        }
    )


def _place(facility: dict[str, Any]) -> dict[str, Any]:
    return _filled({"@type": "Place", "name": facility["name"], "address": _address(facility)})


def _contact(point: dict[str, Any]) -> dict[str, Any]:
    return _filled(
        {
            "@type": "ContactPoint",
            "contactType": point["role"],
            "telephone": point["phone"],
            "email": point["mail"],
        }
    )


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON that is safe inside a script element: the three characters that could end it are escaped."""
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)  # noqa: S308 - escaped above
