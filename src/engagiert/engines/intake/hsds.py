"""Organizations in the Human Services Data Specification 3 (Open Referral) as rows of a table.

Whatever nests in an organization becomes one plain record, kept as JSON in a cell of its own; ``exact.py`` reads it.
Both shapes are understood: organizations with their services, and services with their organization. What HSDS has no
field for, our own export writes as attributes whose ``link_type`` is our name of the field; of others' attributes
only such names are read.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

type Json = dict[str, Any]

# The headings of the rows; ``fields.py`` knows them.
ID, NAME, RECORD = "Kennung", "Name", "HSDS-Eintrag"
_LISTS = ("contents", "organizations", "services")
_DAYS = {"MO": "Mo", "TU": "Di", "WE": "Mi", "TH": "Do", "FR": "Fr", "SA": "Sa", "SU": "So"}


def rows(value: Any) -> list[Json] | None:
    """One row an organization, in the order of the file; None where the value is no HSDS."""
    entries = _entries(value)
    if not entries or not all(_is_hsds(entry) for entry in entries[:20]):
        return None
    gathered = _gathered(entries)
    return [
        {
            ID: _text(one, "id"),
            NAME: _text(one, "name"),
            RECORD: json.dumps(_record(one), ensure_ascii=False),
        }
        for one in gathered
    ]


def _entries(value: Any) -> list[Json]:
    if isinstance(value, dict) and _is_hsds(value):
        return [value]
    if isinstance(value, dict):
        found = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [value])
        return [entry for entry in found if isinstance(entry, dict)]
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _is_hsds(entry: Json) -> bool:
    """A name, and something nested as only HSDS nests it."""
    if not isinstance(entry.get("name"), str):
        return False
    locations = entry.get("locations")
    placed = entry.get("service_at_locations")
    return (
        (isinstance(locations, list) and all(isinstance(one, dict) and "location_type" in one for one in locations))
        or (isinstance(entry.get("organization"), dict) and "status" in entry)
        or (isinstance(placed, list) and "status" in entry)
        or (isinstance(entry.get("services"), list) and "description" in entry and "id" in entry)
    )


def _gathered(entries: Sequence[Json]) -> list[Json]:
    """Organizations; services are put to the organization they name, a service without one stands for itself."""
    found: dict[str, Json] = {}
    for number, entry in enumerate(entries):
        if "status" not in entry or "locations" in entry:
            found.setdefault(_text(entry, "id") or f"#{number}", entry)
            continue
        said = entry.get("organization")
        carrier: Json = (
            dict(said) if isinstance(said, dict) else {"id": _text(entry, "organization_id") or f"#{number}"}
        )
        carrier.setdefault("name", _text(entry, "name"))
        kept = found.setdefault(_text(carrier, "id"), carrier)
        kept.setdefault("services", [])
        kept["services"].append(entry)
    return list(found.values())


def _record(one: Json) -> Json:
    services = _dicts(one, "services")
    locations = [*_dicts(one, "locations"), *(place for service in services for place in _served_at(service))]
    places = _once(locations)
    main, houses = (places[0], places[1:]) if places else ({}, [])
    texts = [_text(one, "description"), *(_text(service, "description") for service in services)]
    links = _links(one, *services)
    return {
        "aliases": links.get("alias") or [_text(one, "alternate_name")],
        "description": next((text for text in texts if text), ""),
        "services": [name for service in services if (name := _text(service, "name")) != _text(one, "name")],
        "type": _first(links, "type"),
        "sector": _first(links, "sector"),
        "fields": links.get("field", []),
        "target_groups": links.get("target_group", []),
        "service_area": _first(links, "service_area") or ", ".join(_areas(services)),
        "phones": [_text(phone, "number") for owner in (one, *services) for phone in _dicts(owner, "phones")],
        "mails": [_text(one, "email"), *links.get("email", []), *(_text(service, "email") for service in services)],
        "website": _text(one, "website") or next((_text(service, "url") for service in services if not links), ""),
        "founded": _text(one, "year_incorporated"),
        "confirmed": _first(links, "confirmed_on") or max((_text(s, "assured_date") for s in services), default=""),
        "updated": _first(links, "last_modified") or max((_text(s, "last_modified") for s in services), default=""),
        "contact_points": [_contact(contact) for contact in _dicts(one, "contacts")],
        "funding": [_funding(source) for source in _dicts(one, "funding")],
        "facilities": [_house(house) for house in houses if _text(house, "name")],
    } | _place(main, services)


def _place(location: Json, services: Sequence[Json] = ()) -> Json:
    """Address, point, times, languages and aids of a location, and of the services that say more."""
    address = next((a for a in _dicts(location, "addresses") if a.get("address_type") != "postal"), {})
    owners = (location, *services)
    times = [_times(schedule) for owner in owners for schedule in _dicts(owner, "schedules")]
    return {
        "street": " ".join(text for text in (_text(address, "address_1"), _text(address, "address_2")) if text),
        "postcode": _text(address, "postal_code"),
        "town": _text(address, "city"),
        "district": _text(address, "region"),
        "latitude": _text(location, "latitude"),
        "longitude": _text(location, "longitude"),
        "opening_hours": "\n".join(dict.fromkeys(text for text in times if text)),
        "languages": [
            _text(language, "code") or _text(language, "name")
            for owner in owners
            for language in _dicts(owner, "languages")
        ],
        "accessibility": [
            _text(aid, "details") or _text(aid, "description") for aid in _dicts(location, "accessibility")
        ],
    }


def _house(location: Json) -> Json:
    links = _links(location)
    return _place(location) | {
        "name": _text(location, "name"),
        "slug": _first(links, "slug"),
        "type": _first(links, "type"),
        "description": _text(location, "description"),
        "services": links.get("service", []),
        "target_groups": links.get("target_group", []),
        "phones": [_text(phone, "number") for phone in _dicts(location, "phones")],
        "mails": links.get("email", []),
        "website": _text(location, "url"),
        "founded": _first(links, "founded"),
    }


def _contact(contact: Json) -> Json:
    return {
        "role": _text(contact, "title") or _text(contact, "department"),
        "name": _text(contact, "name"),
        "phone": next((_text(phone, "number") for phone in _dicts(contact, "phones")), ""),
        "mail": _text(contact, "email"),
    }


def _funding(source: Json) -> Json:
    links = _links(source)
    return {
        "funder": _text(source, "source"),
        "starts_on": _first(links, "starts_on"),
        "ends_on": _first(links, "ends_on"),
    }


def _times(schedule: Json) -> str:
    """“Mo, Mi 09:00–12:00”; what somebody wrote in words comes first."""
    if text := _text(schedule, "description"):
        return text
    days = ", ".join(_DAYS.get(day[-2:], day) for day in _text(schedule, "byday").split(",") if day)
    hours = "–".join(text for text in (_text(schedule, "opens_at"), _text(schedule, "closes_at")) if text)
    return " ".join(text for text in (days, hours) if text)


def _served_at(service: Json) -> Iterator[Json]:
    for placed in _dicts(service, "service_at_locations"):
        if isinstance(placed.get("location"), dict):
            yield placed["location"]


def _areas(services: Sequence[Json]) -> list[str]:
    names = (_text(area, "name") for service in services for area in _dicts(service, "service_areas"))
    return list(dict.fromkeys(name for name in names if name))


def _once(locations: Sequence[Json]) -> list[Json]:
    """Each location once, in its order; a place that only exists in the net is none."""
    found: dict[str, Json] = {}
    for number, location in enumerate(locations):
        if location.get("location_type") != "virtual":
            found.setdefault(_text(location, "id") or f"#{number}", location)
    return list(found.values())


def _links(*owners: Json) -> dict[str, list[str]]:
    """Values of attributes by their ``link_type``, each once."""
    found: dict[str, dict[str, None]] = {}
    for owner in owners:
        for attribute in _dicts(owner, "attributes"):
            found.setdefault(_text(attribute, "link_type"), {})[_text(attribute, "value")] = None
    return {key: [value for value in values if value] for key, values in found.items()}


def _first(links: dict[str, list[str]], key: str) -> str:
    return next(iter(links.get(key, [])), "")


def _dicts(owner: Json, key: str) -> list[Json]:
    found = owner.get(key)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _text(owner: Json, key: str) -> str:
    value = owner.get(key)
    return value.strip() if isinstance(value, str) else ""
