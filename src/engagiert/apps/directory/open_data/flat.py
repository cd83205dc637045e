"""Records as one row each: a table for spreadsheet programs, points for maps. Read in again as they are."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from engagiert.apps.directory import tables, vocabulary
from engagiert.apps.directory.wording import phone_in_words

from .records import OpenRecord

type Json = dict[str, Any]

# Between the entries of a cell; no name of a service or a club holds it.
BETWEEN = " | "
_COORDINATE_DIGITS = 6


def _coded(terms: Any, codes: Sequence[str]) -> str:
    return BETWEEN.join(vocabulary.labels(terms, codes))


def _point(record: OpenRecord) -> tuple[float, float] | None:
    """(lat, lon) of the door; None where only the town is known."""
    listing = record.listing
    if listing.approximate or listing.lat is None or listing.lon is None:
        return None
    return round(listing.lat, _COORDINATE_DIGITS), round(listing.lon, _COORDINATE_DIGITS)


def _axis(record: OpenRecord, axis: int) -> str:
    point = _point(record)
    return "" if point is None else str(point[axis])


# Heading → what stands below it. ``engines/intake/fields.py`` knows these headings by the shape “engagiert”.
COLUMNS: Sequence[tuple[str, Callable[[OpenRecord], object]]] = (
    ("Kennung", lambda r: r.uuid),
    ("Name", lambda r: r.listing.name),
    ("Weitere Namen", lambda r: BETWEEN.join(r.document["aliases"])),
    ("Art", lambda r: vocabulary.label(vocabulary.FACILITY_TYPES, r.listing.type)),
    ("Art (Code)", lambda r: r.listing.type),
    ("Bereich", lambda r: vocabulary.label(vocabulary.SECTORS, r.listing.sector)),
    ("Bereich (Code)", lambda r: r.listing.sector),
    ("Thema", lambda r: _coded(vocabulary.FIELDS, r.listing.fields)),
    ("Thema (Code)", lambda r: BETWEEN.join(r.listing.fields)),
    ("Beschreibung", lambda r: r.document["description"]),
    ("Angebote", lambda r: BETWEEN.join(r.document["services"])),
    ("Für wen", lambda r: _coded(vocabulary.TARGET_GROUPS, r.listing.target_groups)),
    ("Für wen (Code)", lambda r: BETWEEN.join(r.listing.target_groups)),
    ("Sprachen", lambda r: _coded(vocabulary.LANGUAGES, r.listing.languages)),
    ("Sprachen (Code)", lambda r: BETWEEN.join(r.listing.languages)),
    ("Zugang", lambda r: _coded(vocabulary.ACCESSIBILITY, r.listing.accessibility)),
    ("Zugang (Code)", lambda r: BETWEEN.join(r.listing.accessibility)),
    ("Zeiten", lambda r: r.document["opening_hours"]),
    ("Straße und Hausnummer", lambda r: r.document["street"]),
    ("Postleitzahl", lambda r: r.document["postcode"]),
    ("Ort", lambda r: r.document["town"]),
    ("Ortsteil", lambda r: r.document["district"]),
    ("Gemeindeschlüssel", lambda r: r.listing.ags),
    ("Breite", lambda r: _axis(r, 0)),
    ("Länge", lambda r: _axis(r, 1)),
    ("Telefon", lambda r: BETWEEN.join(phone_in_words(number) for number in r.document["phones"])),
    ("E-Mail", lambda r: BETWEEN.join(r.document["mails"])),
    ("Internetseite", lambda r: r.document["website"]),
    ("Gründungsjahr", lambda r: r.document["founded"] or ""),
    ("Einzugsgebiet", lambda r: r.document["service_area"]),
    ("Häuser und Treffpunkte", lambda r: BETWEEN.join(house["name"] for house in r.document["facilities"])),
    ("Bestätigt am", lambda r: r.listing.confirmed_on or ""),
    ("Zuletzt geändert", lambda r: r.listing.updated_at.isoformat(timespec="seconds")),
    ("Lizenz", lambda r: r.terms.licence.code),
    ("Lizenztext", lambda r: r.terms.licence.uri),
    ("Namensnennung", lambda r: r.terms.attribution),
    ("Seite", lambda r: r.url),
    ("Beispieldaten", lambda r: "ja" if r.listing.is_demo else ""),
)


def table(batches: Iterable[Sequence[OpenRecord]]) -> Iterator[str]:
    """Semicolons, and a mark at the beginning by which spreadsheet programs know UTF-8."""
    yield "\ufeff" + tables.lines([[heading for heading, _ in COLUMNS]])
    for batch in batches:
        yield tables.lines([said(record) for _, said in COLUMNS] for record in batch)


def feature(record: OpenRecord) -> Json:
    """A GeoJSON feature (RFC 7946); without geometry where only the town is known."""
    listing, document = record.listing, record.document
    point = _point(record)
    return {
        "type": "Feature",
        "id": str(record.uuid),
        "geometry": {"type": "Point", "coordinates": [point[1], point[0]]} if point else None,
        "properties": {
            "name": listing.name,
            "aliases": document["aliases"],
            "type": listing.type,
            "type_label": vocabulary.label(vocabulary.FACILITY_TYPES, listing.type),
            "type_version": document["type_version"],
            "sector": listing.sector,
            "fields": listing.fields,
            "field_labels": vocabulary.labels(vocabulary.FIELDS, listing.fields),
            "description": document["description"],
            "services": document["services"],
            "target_groups": listing.target_groups,
            "languages": listing.languages,
            "accessibility": listing.accessibility,
            "opening_hours": document["opening_hours"],
            "street": document["street"],
            "postcode": document["postcode"],
            "town": document["town"],
            "district": document["district"],
            "municipality_key": listing.ags,
            "phones": document["phones"],
            "mails": document["mails"],
            "website": document["website"],
            "founded": document["founded"],
            "service_area": document["service_area"],
            "confirmed_on": listing.confirmed_on.isoformat() if listing.confirmed_on else None,
            "updated_at": listing.updated_at.isoformat(timespec="seconds"),
            "licence": record.terms.licence.code,
            "licence_url": record.terms.licence.uri,
            "attribution": record.terms.attribution,
            "url": record.url,
            "demo": listing.is_demo,
        },
    }


def as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def collection(batches: Iterable[Sequence[OpenRecord]], **about: object) -> Iterator[str]:
    """A FeatureCollection; ``about`` are further members such as title and licence."""
    yield from in_list({"type": "FeatureCollection"} | about, "features", feature, batches)


def in_list(
    about: Json, key: str, one: Callable[[OpenRecord], Json], batches: Iterable[Sequence[OpenRecord]]
) -> Iterator[str]:
    """A JSON object whose last member is a long list, written batch by batch."""
    yield f'{as_json(about)[:-1]}, "{key}": ['
    first = True
    for batch in batches:
        text = ",\n".join(as_json(one(record)) for record in batch)
        yield ("\n" if first else ",\n") + text
        first = False
    yield "\n]}\n"
