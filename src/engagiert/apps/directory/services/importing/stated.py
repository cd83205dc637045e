"""Houses, contact points and funding of a record that a file states whole."""

from typing import Any

from django.utils.translation import gettext as _

from engagiert.apps.directory import documents
from engagiert.apps.directory.services.records import located
from engagiert.apps.places.public import Place
from engagiert.engines.text.folding import slug

from .candidates import Candidate

_SAID_OF_A_HOUSE = (
    "name",
    "type",
    "description",
    "target_groups",
    "languages",
    "accessibility",
    "opening_hours",
    "street",
    "postcode",
    "town",
    "district",
    "phones",
    "mails",
    "website",
    "founded",
    "place_id",
)


def stated_children(candidate: Candidate, source: str) -> dict[str, list[dict[str, Any]]]:
    """Rows by document key; lists without rows are left out.

    A person's name comes in as a contact that only the office sees: that they agreed to be named elsewhere is no
    consent to be named here.
    """
    points = candidate.stated.get("contact_points", ())
    funding = candidate.stated.get("funding_sources", ())
    found: dict[str, list[dict[str, Any]]] = {
        "facilities": _houses(candidate),
        "contact_points": [
            {"role": point["role"] or _("Kontakt"), "name": "", "phone": point["phone"], "mail": point["mail"]}
            for point in points
            if point["role"] or point["phone"] or point["mail"]
        ],
        "contacts": [
            {"name": p["name"], "role": p["role"], "phone": p["phone"], "mail": p["mail"], "source": source}
            for p in points
            if p["name"]
        ],
        "funding": [dict(source_of_money) for source_of_money in funding if source_of_money["funder"]],
    }
    return {key: rows for key, rows in found.items() if rows}


def _houses(candidate: Candidate) -> list[dict[str, Any]]:
    houses = [house for house in candidate.stated.get("facilities", ()) if house["name"]]
    places = Place.objects.in_bulk({house["place_id"] for house in houses}) if houses else {}
    taken: set[str] = set()
    rows = []
    for house in houses:
        own = {key: documents.encode(house[key]) for key in _SAID_OF_A_HOUSE}
        own |= {key: list(own[key]) for key in ("target_groups", "languages", "accessibility", "phones", "mails")}
        own |= {"services": list(house["service_names"]), "type": own["type"] or "sonstige"}
        point = {"lat": house["latitude"], "lon": house["longitude"], "street": "", "postcode": house["postcode"]}
        own |= located(point | {"street": house["street"]}, places[house["place_id"]])
        rows.append(own | {"slug": _free(house["slug"] or slug(house["name"])[:100] or "haus", taken)})
    return rows


def _free(base: str, taken: set[str]) -> str:
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    taken.add(candidate)
    return candidate
