"""An offer as schema.org JSON-LD: a JobPosting whose employment is voluntary, as search engines know it."""

from typing import Any

from .models import Listing, Opportunity


def job_posting(listing: Listing, url: str, organisation_url: str = "") -> dict[str, Any]:
    """Only what the listing publishes; a point only where it is the house and not just the town."""
    document = listing.document
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "@id": url,
        "url": url,
        "title": listing.title,
        # Required, and an offer of few words has no more.
        "description": document["tasks"] or listing.title,
        "employmentType": "VOLUNTEER",
        "datePosted": listing.published_on.isoformat() if listing.published_on else "",
        "validThrough": listing.ends_on.isoformat() if listing.ends_on else "",
        "hiringOrganization": _filled(
            {"@type": "Organization", "name": listing.organisation_name, "url": organisation_url}
        ),
        "jobLocation": _place(listing),
        "jobLocationType": "TELECOMMUTE" if listing.where == Opportunity.Where.FROM_HOME else "",
        "applicantLocationRequirements": {"@type": "Country", "name": "DE"}
        if listing.where == Opportunity.Where.FROM_HOME
        else {},
        "jobStartDate": listing.starts_on.isoformat() if listing.starts_on else "",
        "totalJobOpenings": listing.capacity or "",
        "workHours": document["times"],
        "identifier": {"@type": "PropertyValue", "name": document["source"] or "Engagiert", "value": str(listing.pk)},
        "directApply": False,
    }
    return _filled(data)


def _place(listing: Listing) -> dict[str, Any]:
    if listing.where == Opportunity.Where.FROM_HOME:
        return {}
    document = listing.document
    address = _filled(
        {
            "@type": "PostalAddress",
            "streetAddress": document["street"],
            "postalCode": document["postcode"],
            "addressLocality": document["town"] or listing.place.name,
            "addressCountry": "DE",
        }
    )
    place = {"@type": "Place", "address": address}
    if not listing.approximate and listing.lat is not None:
        place["geo"] = {"@type": "GeoCoordinates", "latitude": listing.lat, "longitude": listing.lon}
    return place


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in ("", None, [], {})}
