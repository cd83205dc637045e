"""Reads the demo files and completes what they leave out, the same way every time. Writes nothing."""

import datetime
import math
import tomllib
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from engagiert.apps.directory.services.records import Draft
from engagiert.apps.places.public import Place
from engagiert.engines.text.folding import slug

LABEL = "Demo-Daten"
KM_PER_DEGREE = 111.19
# Points lie within this part of a town's own radius, so that they stay inside odd shapes too.
SPREAD = 0.35
LARGEST_SPREAD_KM = 2.5
# One record in so many has no point of its own and shows the town's, marked approximate.
WITHOUT_POINT = 9

BUSINESS = {"unternehmen"}
ADMINISTRATION = {"stabsstelle", "behoerde", "schule", "bibliothek", "feuerwehr_rettung"}
CONTACTS = {
    "initiative": "Sprecherin oder Sprecher",
    "schule": "Sekretariat",
    "kirchengemeinde": "Gemeindebüro",
    "familienzentrum": "Leitung",
    "kita": "Leitung",
    "pflegeheim": "Sozialer Dienst",
    "stabsstelle": "Beratung",
    "freiwilligenagentur": "Beratung",
    "mehrgenerationenhaus": "Empfang",
    "bibliothek": "Auskunft",
    "unternehmen": "Personalabteilung",
    "buergertreff": "Treff-Dienst",
    "selbsthilfekontaktstelle": "Beratung",
    "seniorenbuero": "Beratung",
    "soziokulturelles_zentrum": "Programmbüro",
    "buergerstiftung": "Geschäftsstelle",
    "wohlfahrtsverband": "Freiwilligen-Koordination",
}


@dataclass(frozen=True, slots=True)
class DemoTown:
    """One town of the demo: its face, its office, its inventory as written in the file."""

    ags: str
    area_code: str
    face: Mapping[str, str]
    office: Mapping[str, str]
    organisations: tuple[Mapping[str, Any], ...]


def towns() -> Iterator[DemoTown]:
    """All towns in the order of their file names."""
    folder = files(__package__) / "towns"
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            face = {key: content["town"][key] for key in ("accent", "greeting", "introduction")}
            yield DemoTown(
                ags=content["town"]["ags"],
                area_code=content["town"]["area_code"],
                face=face,
                office=content["office"],
                organisations=tuple(content["organisation"]),
            )


def list_for_review() -> bytes:
    """The file that is imported into Lünen for its review queue."""
    return (files(__package__) / "lists" / "sportamt_luenen.csv").read_bytes()


def is_draft(entry: Mapping[str, Any]) -> bool:
    return bool(entry.get("draft"))


def draft_of(entry: Mapping[str, Any], *, number: int, town: DemoTown, place: Place, today: datetime.date) -> Draft:
    """The record as the services take it; ``number`` counts within the town and gives the phone number."""
    values = {
        "name": entry["name"],
        "sector": entry.get("sector") or _sector(entry["type"]),
        "fields": list(entry.get("fields", [])),
        "service_area": entry.get("service_area", ""),
        "founded": entry.get("founded"),
        "budget_band": entry.get("budget", ""),
        "staff_fte": entry.get("fte"),
        **_located(entry, place),
        **_reach(entry, number, town),
    }
    if "confirmed" in entry:
        values["confirmed_on"] = today - datetime.timedelta(days=entry["confirmed"])
        values["confirmed_by"] = contact_role(entry)
    children = {
        "contact_points": [_contact_point(entry, values)],
        "funding": [_funding(source) for source in entry.get("funding", [])],
        "facilities": [_facility(house, entry, place) for house in entry.get("facilities", [])],
    }
    return Draft(place=place, values=values, children=children)


def contact_role(entry: Mapping[str, Any]) -> str:
    return str(entry.get("contact") or CONTACTS.get(entry["type"], "Vorstand"))


def _sector(type_code: str) -> str:
    if type_code in BUSINESS:
        return "business"
    return "administration" if type_code in ADMINISTRATION else "civil_society"


def _located(entry: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """What an organisation and a facility share."""
    street = entry["street"]
    return {
        "type": entry["type"],
        "description": entry["text"],
        "services": list(entry.get("services", [])),
        "target_groups": list(entry.get("groups", [])),
        "languages": list(entry.get("languages", ["de"])),
        "accessibility": list(entry.get("access", [])),
        "opening_hours": entry.get("hours", ""),
        "street": street,
        "postcode": place.postcodes[_number(street) % len(place.postcodes)],
        "town": place.name,
        "district": entry.get("district", ""),
        **_point(street, place),
    }


def _point(street: str, place: Place) -> dict[str, Any]:
    """A point near the town's, always the same for the same street; nothing for a few."""
    seed = _number(street)
    if place.lat is None or place.lon is None or seed % WITHOUT_POINT == 0:
        return {}
    radius = min(LARGEST_SPREAD_KM, SPREAD * math.sqrt(float(place.area_km2 or 20) / math.pi))
    # The root spreads points evenly over the circle instead of crowding them in its middle.
    away = radius * math.sqrt((seed >> 8) % 1000 / 1000)
    angle = (seed >> 18) % 360 / 180 * math.pi
    lat = place.lat + away * math.cos(angle) / KM_PER_DEGREE
    lon = place.lon + away * math.sin(angle) / (KM_PER_DEGREE * math.cos(math.radians(place.lat)))
    return {"lat": round(lat, 6), "lon": round(lon, 6), "point_quality": "exact"}


def _number(text: str) -> int:
    return zlib.crc32(text.encode())


def _reach(entry: Mapping[str, Any], number: int, town: DemoTown) -> dict[str, Any]:
    domain = f"{slug(entry['name'], 40)}.example"
    is_loose = entry["type"] == "initiative"
    return {
        "phones": [f"+49{town.area_code[1:]}0000{number + 20:02d}"],
        "mails": [f"{'post' if is_loose else 'info'}@{domain}"],
        "website": "" if is_loose else f"https://{domain}/",
    }


def _contact_point(entry: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {"role": contact_role(entry), "phone": values["phones"][0], "mail": values["mails"][0]}


def _funding(source: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "funder": source["funder"],
        "share_percent": source.get("share"),
        "starts_on": source.get("from"),
        "ends_on": source.get("to"),
    }


def _facility(house: Mapping[str, Any], entry: Mapping[str, Any], place: Place) -> dict[str, Any]:
    located = _located({"languages": entry.get("languages", ["de"]), **house}, place)
    quality = {} if "lat" in located else {"lat": place.lat, "lon": place.lon, "point_quality": "approximate"}
    return located | quality | {"name": house["name"], "slug": slug(house["name"]), "place_id": place.pk}
