"""What the public sees: the rows of ``Listing``, rebuilt in the transaction that changes a record.

Only what stands in this file gets out. Private contacts, notes and everything of drafts never do.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from engagiert.engines.text import search as engine
from engagiert.engines.text.folding import fold

from . import register
from .documents import encode
from .models import Alias, ContactPoint, Facility, FundingSource, Listing, Organisation, Statement
from .open_data import identifiers
from .search import EVERY_ROW, ORGANISATIONS, Entry, house_of, indexing, units
from .vocabulary import FACILITY_TYPES, FIELDS, TARGET_GROUPS, label, labels

_SHARED = [
    "description",
    "services",
    "target_groups",
    "languages",
    "accessibility",
    "opening_hours",
    "street",
    "postcode",
    "town",
    "district",
    "lat",
    "lon",
    "point_quality",
    "phones",
    "mails",
    "website",
    "founded",
    "type",
]


def project(organisations: Sequence[Organisation]) -> None:
    """Rebuild the listings of these records; a record that is not published loses its listing. Nine queries."""
    published = [o for o in organisations if o.state == Organisation.State.PUBLISHED]
    gone = [o.pk for o in organisations if o.state != Organisation.State.PUBLISHED]
    if gone:
        withdraw(gone)
    if not published:
        return
    register.note_change()
    children = _children(published)
    listings = [_listing(organisation, children) for organisation in published]
    for listing in listings:
        listing.codes = _codes(listing)
    updated = [field.name for field in Listing._meta.concrete_fields if field.name not in ("id", "search")]
    Listing.objects.bulk_create(listings, update_conflicts=True, unique_fields=["id"], update_fields=updated)
    indexing.write(ORGANISATIONS, (Entry(each.pk, _fields_of(each)) for each in listings))
    identifiers.keep(listings)


def withdraw(organisation_ids: Iterable[int]) -> None:
    """Take records out of the public register."""
    gone = list(organisation_ids)
    register.note_change()
    Listing.objects.filter(pk__in=gone).delete()
    identifiers.let_go(gone)


type _Children = dict[type[models.Model], dict[int, list[Any]]]


def _children(organisations: Sequence[Organisation]) -> _Children:
    ids = [organisation.pk for organisation in organisations]
    found: _Children = {}
    for model in (Alias, Facility, FundingSource, ContactPoint):
        children: list[Any] = list(model._default_manager.filter(organisation_id__in=ids))
        if model is Facility:
            models.prefetch_related_objects(children, "place")
        rows: dict[int, list[Any]] = defaultdict(list)
        for row in children:
            rows[row.organisation_id].append(row)
        found[model] = rows
    published = Statement.objects.filter(organisation_id__in=ids, state=Statement.State.PUBLISHED)
    found[Statement] = {statement.organisation_id: [statement] for statement in published}
    return found


def _listing(organisation: Organisation, children: _Children) -> Listing:
    aliases = children[Alias][organisation.pk]
    document = _document(organisation, children)
    names = [organisation.name, *(alias.name for alias in aliases)]
    return Listing(
        id=organisation.pk,
        office_id=organisation.office_id,
        place=organisation.place,
        ags=organisation.place.ags,
        slug=organisation.slug,
        name=organisation.name,
        sort_key=organisation.sort_key,
        keys=sorted(
            {organisation.spelling_key, organisation.name_key}
            | {alias.spelling_key for alias in aliases}
            | {alias.name_key for alias in aliases}
        ),
        type=organisation.type,
        sector=organisation.sector,
        fields=organisation.fields,
        target_groups=organisation.target_groups,
        languages=organisation.languages,
        accessibility=organisation.accessibility,
        summary=_summary(organisation.description),
        address_line=address_line(organisation),
        lat=organisation.lat,
        lon=organisation.lon,
        approximate=organisation.point_quality != Organisation.PointQuality.EXACT,
        confirmed_on=organisation.confirmed_on,
        published_on=organisation.published_on,
        updated_at=organisation.updated_at,
        is_demo=organisation.is_demo,
        document=document,
        folded=fold(" ".join(names))[:4000],
        search=b"",
        codes=[],
    )


def _document(organisation: Organisation, children: _Children) -> dict[str, Any]:
    pk = organisation.pk
    houses: dict[int | None, str] = {f.pk: f.slug for f in children[Facility][pk]}
    document = {key: encode(getattr(organisation, key)) for key in _SHARED}
    document |= {
        "service_area": organisation.service_area,
        "confirmed_by": organisation.confirmed_by,
        "type_version": organisation.type_version,
        "aliases": [alias.name for alias in children[Alias][pk]],
        "sources": {key: _public_source(source) for key, source in organisation.sources.items()},
        "facilities": [
            {"name": f.name, "slug": f.slug, "place": f.place.name, "ags": f.place.ags}
            | {k: encode(getattr(f, k)) for k in _SHARED}
            for f in children[Facility][pk]
        ],
        "contact_points": [
            {"role": c.role, "name": c.name, "phone": c.phone, "mail": c.mail} for c in children[ContactPoint][pk]
        ],
        "funding": [
            {
                "funder": s.funder,
                "share_percent": s.share_percent,
                "starts_on": encode(s.starts_on),
                "ends_on": encode(s.ends_on),
                "facility": houses.get(s.facility_id, ""),
            }
            for s in children[FundingSource][pk]
        ],
        "statement": next(map(_statement, children[Statement].get(pk, [])), None),
    }
    return document


def _statement(statement: Statement) -> dict[str, str]:
    """The organisation's own words with their day; who wrote them stays in the office."""
    return {"text": statement.text, "on": timezone.localdate(statement.written_at).isoformat()}


def _public_source(source: dict[str, Any]) -> dict[str, Any]:
    """Where a value comes from and since when; who typed it in stays in the office."""
    return {"label": source.get("label", ""), "kind": source.get("kind", ""), "on": source.get("on", "")}


def _summary(text: str) -> str:
    """The first paragraph, cut at a word; enough for a list."""
    first = text.strip().split("\n\n")[0].replace("\n", " ")
    if len(first) <= 240:
        return first
    return first[:240].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"


def address_line(located: Organisation | Facility) -> str:
    """“Lange Straße 3, 44532 Lünen”, with whatever of it is known."""
    town = " ".join(part for part in (located.postcode, located.town or located.place.name) if part)
    return ", ".join(part for part in (located.street, town) if part)


def _codes(listing: Listing) -> list[str]:
    chosen = (listing.fields, listing.target_groups, listing.languages, listing.accessibility)
    codes = [code for codes in chosen for code in codes]
    houses = [house_of(house["type"]) for house in listing.document["facilities"]]
    return list(dict.fromkeys([*codes, *houses, listing.type, listing.sector, EVERY_ROW, *units(listing.ags)]))


def _fields_of(listing: Listing) -> list[engine.Field]:
    """What the public page says, weighted: names before what is offered, before what kind it is, before the text."""
    document = listing.document
    kind = [
        label(FACILITY_TYPES, listing.type),
        *labels(FIELDS, listing.fields),
        *labels(TARGET_GROUPS, listing.target_groups),
    ]
    offered = [*document["services"], *(facility["name"] for facility in document["facilities"])]
    return [
        engine.Field(" · ".join([listing.name, *document["aliases"]]), engine.TITLE, 6),
        engine.Field(" · ".join(offered), engine.OFFERED, 8),
        engine.Field(" · ".join(map(str, kind)), engine.KIND, 5),
        engine.Field(document["description"][:20_000], engine.TEXT, 60),
        engine.Field(f"{document['district']} · {document['town']}", engine.BESIDE, 2),
    ]
