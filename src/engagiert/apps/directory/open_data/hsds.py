"""Records in the Human Services Data Specification 3 (Open Referral): the mapping of ``docs/open-data.md`` as code.

What HSDS has a place for stands there; what it has none for are attributes, with our name of the field as their
``link_type``. Nothing is said that the public page does not say. The way back is ``engines/intake/hsds.py``.
"""

import uuid
from typing import Any

from engagiert.apps.directory import vocabulary

from .identifiers import location_id, part, placement_id, service_id, service_names
from .records import OpenRecord
from .taxonomies import TAXONOMIES

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0.1/"

type Json = dict[str, Any]

# ISO 3166-2 codes of the Länder by the first two digits of the official key.
_LAENDER = dict(
    zip(
        (f"{number:02d}" for number in range(1, 17)),
        ("SH", "HH", "NI", "HB", "NW", "HE", "RP", "BW", "BY", "SL", "BE", "BB", "MV", "SN", "ST", "TH"),
        strict=True,
    )
)


def organization(record: OpenRecord, *, full_services: bool = False) -> Json:
    """The whole record; its services in short, or with all that belongs to them."""
    own, document = record.uuid, record.document
    services = full_service if full_services else short_service
    return organization_basics(record) | _filled(
        {
            "phones": _phones(own, document["phones"]),
            "contacts": [_contact(own, point) for point in document["contact_points"]],
            "funding": [_funding(own, source) for source in document["funding"]],
            "locations": locations(record),
            "services": [services(record, name) for name in service_names(document)],
            "attributes": _attributes(record),
        }
    )


def organization_basics(record: OpenRecord) -> Json:
    """What a list of organizations shows: plain values alone."""
    listing, document = record.listing, record.document
    found = _filled(
        {
            "alternate_name": next(iter(document["aliases"]), ""),
            "email": next(iter(document["mails"]), ""),
            "website": document["website"],
            "year_incorporated": document["founded"],
            "uri": record.url,
        }
    )
    # HSDS asks for a description, even where there is none.
    return {"id": str(record.uuid), "name": listing.name, "description": document["description"]} | found


def _attributes(record: OpenRecord) -> list[Json]:
    listing, document = record.listing, record.document
    coded = [("type", listing.type), ("sector", listing.sector)]
    coded += [("field", code) for code in listing.fields]
    coded += [("target_group", code) for code in listing.target_groups]
    coded += [("licence", record.terms.licence.code)]
    plain = [("alias", name) for name in document["aliases"]]
    plain += [("email", mail) for mail in document["mails"][1:]]
    plain += [
        ("service_area", document["service_area"]),
        ("attribution", record.terms.attribution),
        ("confirmed_on", _iso(listing.confirmed_on)),
        ("published_on", _iso(listing.published_on)),
        ("last_modified", listing.updated_at.isoformat()),
        ("demo", "true" if listing.is_demo else ""),
    ]
    return [
        *(_coded(record.uuid, "organization", key, code) for key, code in coded),
        *(_plain(record.uuid, "organization", key, value) for key, value in plain if value),
    ]


def _coded(of: uuid.UUID, entity: str, key: str, code: str) -> Json:
    taxonomy = TAXONOMIES[key]
    return {
        "id": str(part(of, "attribute", key, code)),
        "link_id": str(of),
        "link_entity": entity,
        "link_type": key,
        "value": code,
        "taxonomy_term_id": str(taxonomy.term_uuid(code)),
        "taxonomy_term": taxonomy.term(code),
    }


def _plain(of: uuid.UUID, entity: str, key: str, value: str) -> Json:
    return {
        "id": str(part(of, "attribute", key, value)),
        "link_id": str(of),
        "link_entity": entity,
        "link_type": key,
        "value": value,
    }


def _phones(of: uuid.UUID, numbers: list[str]) -> list[Json]:
    return [{"id": str(part(of, "phone", number)), "number": number, "type": "voice"} for number in numbers]


def _contact(own: uuid.UUID, point: Json) -> Json:
    """By role; a name stands in the projection only with the person's consent."""
    contact = part(own, "contact", point["role"], point["phone"], point["mail"])
    return _filled(
        {
            "id": str(contact),
            "organization_id": str(own),
            "name": point["name"],
            "title": point["role"],
            "email": point["mail"],
            "phones": _phones(contact, [point["phone"]] if point["phone"] else []),
        }
    )


def _funding(own: uuid.UUID, source: Json) -> Json:
    funding = part(own, "funding", source["funder"], source["starts_on"] or "", source["ends_on"] or "")
    days = [_plain(funding, "funding", key, source[key]) for key in ("starts_on", "ends_on") if source[key]]
    return _filled({"id": str(funding), "organization_id": str(own), "source": source["funder"], "attributes": days})


def locations(record: OpenRecord) -> list[Json]:
    """The record's own address first, then its houses."""
    return [location(record), *(location(record, house) for house in record.document["facilities"])]


def location(record: OpenRecord, house: Json | None = None) -> Json:
    """The record's own address, or one of its houses. A point only where it is the door and not just the town."""
    said = house or record.document
    own = location_id(record.uuid, house["slug"] if house else "")
    exact = said["point_quality"] == "exact"
    return _filled(
        {
            "id": str(own),
            "organization_id": str(record.uuid),
            "location_type": "physical",
            "name": house["name"] if house else record.listing.name,
            "description": house["description"] if house else "",
            "url": house["website"] if house else "",
            "latitude": said["lat"] if exact else None,
            "longitude": said["lon"] if exact else None,
            "languages": _languages(own, said["languages"]),
            "addresses": [_address(record, own, said)],
            "accessibility": _accessibility(own, said["accessibility"]),
            "phones": _phones(own, house["phones"]) if house else [],
            "schedules": _schedules(own, said["opening_hours"]),
            "attributes": _house_attributes(own, house) if house else [],
        }
    )


def _house_attributes(own: uuid.UUID, house: Json) -> list[Json]:
    plain = [("service", name) for name in house["services"]]
    plain += [("email", mail) for mail in house["mails"]]
    plain += [("founded", str(house["founded"] or "")), ("slug", house["slug"])]
    return [
        _coded(own, "location", "type", house["type"]),
        *(_coded(own, "location", "target_group", code) for code in house["target_groups"]),
        *(_plain(own, "location", key, value) for key, value in plain if value),
    ]


def _address(record: OpenRecord, own: uuid.UUID, said: Json) -> Json:
    address = part(own, "address")
    required = {
        "id": str(address),
        "location_id": str(own),
        "address_1": said["street"],
        "city": said["town"] or said.get("place", record.listing.place.name),
        "state_province": _LAENDER.get(record.listing.ags[:2], ""),
        "postal_code": said["postcode"],
        "country": "DE",
        "address_type": "physical",
    }
    return required | ({"region": said["district"]} if said["district"] else {})


def _languages(own: uuid.UUID, codes: list[str]) -> list[Json]:
    words = vocabulary.LANGUAGES
    return [
        {"id": str(part(own, "language", code)), "code": code, "name": vocabulary.label(words, code)} for code in codes
    ]


def _accessibility(own: uuid.UUID, codes: list[str]) -> list[Json]:
    """``details`` has our code, ``description`` its word."""
    words = vocabulary.ACCESSIBILITY
    return [
        {
            "id": str(part(own, "accessibility", code)),
            "location_id": str(own),
            "description": vocabulary.label(words, code),
            "details": code,
        }
        for code in codes
    ]


def _schedules(own: uuid.UUID, text: str) -> list[Json]:
    return [{"id": str(part(own, "schedule")), "location_id": str(own), "description": text}] if text else []


def short_service(record: OpenRecord, name: str) -> Json:
    """What a list of services shows. A record that names no service has one of its own name."""
    listing = record.listing
    return _filled(
        {
            "id": str(service_id(record.uuid, name)),
            "organization_id": str(record.uuid),
            "name": name or listing.name,
            "status": "active",
            "url": record.url,
            "assured_date": _iso(listing.confirmed_on),
            "last_modified": listing.updated_at.isoformat(),
        }
    )


def full_service(record: OpenRecord, name: str) -> Json:
    own = service_id(record.uuid, name)
    document = record.document
    area = document["service_area"]
    return _filled(
        short_service(record, name)
        | {
            "description": document["description"],
            "email": next(iter(document["mails"]), ""),
            "phones": _phones(own, document["phones"]),
            "languages": _languages(own, document["languages"]),
            "service_areas": [{"id": str(part(own, "area")), "service_id": str(own), "name": area}] if area else [],
            "service_at_locations": [placement(record, name)],
            "organization": organization_basics(record),
            "attributes": [
                *(_coded(own, "service", "field", code) for code in record.listing.fields),
                *(_coded(own, "service", "target_group", code) for code in record.listing.target_groups),
                _coded(own, "service", "licence", record.terms.licence.code),
            ],
        }
    )


def placement(record: OpenRecord, name: str, *, whole: bool = True) -> Json:
    """The service at the record's own address; ``whole`` with that address, else by identifiers alone."""
    own = service_id(record.uuid, name)
    found: Json = {
        "id": str(placement_id(own)),
        "service_id": str(own),
        "location_id": str(location_id(record.uuid)),
    }
    return found | ({"location": location(record)} if whole else {})


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""


def _filled(data: Json) -> Json:
    """Without what nobody said."""
    return {key: value for key, value in data.items() if value not in ("", None, [])}
