"""Create, change, publish, confirm, archive."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory import documents, projection, rules
from engagiert.apps.directory.fields import names_something
from engagiert.apps.directory.models import ImportRun, Listing, Organisation, Revision
from engagiert.apps.directory.vocabulary import FACILITY_TYPES_VERSION
from engagiert.apps.places.public import Place, PlaceFinder, point_of_address, with_houses
from engagiert.engines.linkage.names import address_key, name_key, spelling_key
from engagiert.engines.text.folding import slug, sort_key
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

from .history import CREATED, SourceOfValue, new_revision, revise

_ADDRESS = {"street", "postcode", "place_id"}


@dataclass(slots=True)
class Draft:
    """A record to be: column values by attribute name, lists of children by their document key."""

    place: Place
    values: dict[str, Any]
    children: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def by_hand(actor: Actor, label: str = "") -> SourceOfValue:
    today = timezone.localdate().isoformat()
    return SourceOfValue(label=label or gettext_noop("Büro für Engagement"), kind="hand", on=today, by=actor.label)


def derived(values: Mapping[str, Any], current: Organisation | None = None) -> dict[str, Any]:
    """The columns that follow from name and address: sort and comparison keys."""
    found: dict[str, Any] = {}
    if "name" in values:
        name = values["name"]
        names_something(name)
        found |= {
            "sort_key": sort_key(name)[:320],
            "spelling_key": spelling_key(name)[:320],
            "name_key": name_key(name)[:320],
        }
    if {"street", "postcode"} & set(values):
        street = values.get("street", current.street if current else "")
        postcode = values.get("postcode", current.postcode if current else "")
        found["address_key"] = address_key(street, "", postcode)[:320]
    return found


def located(values: Mapping[str, Any], place: Place, *, has_houses: bool = True) -> dict[str, Any]:
    """Point and its quality: as given, else of the house, else of the town and marked approximate.

    ``has_houses``: False where no house coordinate of the place is known, which saves asking for each of many.
    """
    if values.get("lat") is not None and values.get("lon") is not None:
        return {"lat": values["lat"], "lon": values["lon"], "point_quality": values.get("point_quality", "exact")}
    street, postcode = values.get("street", ""), values.get("postcode", "")
    point = point_of_address(place, street=street, postcode=postcode) if has_houses else None
    if point is not None:
        return {"lat": point[0], "lon": point[1], "point_quality": "exact"}
    quality = "approximate" if place.lat is not None else "none"
    return {"lat": place.lat, "lon": place.lon, "point_quality": quality}


def create_organisation(
    *,
    actor: Actor,
    office: Office,
    draft: Draft,
    publish: bool = False,
    source: SourceOfValue | None = None,
    is_demo: bool = False,
) -> Organisation:
    """One new record of ``office``; raises ``NotAllowed`` for others, ``ValidationError`` for unfit values."""
    require(actor, rules.CREATE_RECORD, office.pk)
    [organisation] = create_many(
        actor=actor,
        office=office,
        drafts=[draft],
        publish=publish,
        sources=[source or by_hand(actor)],
        is_demo=is_demo,
    )
    if organisation.street and organisation.point_quality != "exact" and not is_demo:
        bus.publish("AddressEntered", office_id=office.pk)
    return organisation


def create_many(
    *,
    actor: Actor,
    office: Office,
    drafts: Sequence[Draft],
    publish: bool,
    sources: Sequence[SourceOfValue],
    run: ImportRun | None = None,
    is_demo: bool = False,
) -> list[Organisation]:
    """New records in as many queries as one needs; ``sources`` has one note for each draft."""
    require(actor, rules.CREATE_RECORD, office.pk)
    slugs = _TakenSlugs({draft.place.pk for draft in drafts})
    housed = with_houses(draft.place.ags for draft in drafts)
    now, today = timezone.now(), timezone.localdate()
    organisations = []
    for draft, source in zip(drafts, sources, strict=True):
        point = located(draft.values, draft.place, has_houses=draft.place.ags in housed)
        values = draft.values | derived(draft.values) | point
        noted = [key for key, value in [*draft.values.items(), *draft.children.items()] if value not in ("", None, [])]
        organisation = Organisation(
            **values,
            office=office,
            place=draft.place,
            slug=slugs.take(draft.place.pk, values["name"]),
            type_version=FACILITY_TYPES_VERSION,
            state=Organisation.State.PUBLISHED if publish else Organisation.State.DRAFT,
            published_on=today if publish else None,
            sources={key: source.as_json() for key in noted},
            is_demo=is_demo,
            created_at=now,
            updated_at=now,
        )
        organisation.clean_fields(exclude=["office", "place"])
        organisations.append(organisation)
    Organisation.objects.bulk_create(organisations)
    _create_children(organisations, drafts)
    Revision.objects.bulk_create(
        new_revision(actor=actor, organisation=o, action="created", changes={CREATED: [None, o.name]}, run=run)
        for o in organisations
    )
    projection.project(organisations)
    return organisations


def _create_children(organisations: Sequence[Organisation], drafts: Sequence[Draft]) -> None:
    for key, model in documents.CHILDREN.items():
        rows = [
            documents.child_of(organisation, model, row)
            for organisation, draft in zip(organisations, drafts, strict=True)
            for row in draft.children.get(key, [])
        ]
        if rows:
            model._default_manager.bulk_create(rows)


class _TakenSlugs:
    """Slugs in use in some places: by this office's records and by anybody's published ones."""

    def __init__(self, place_ids: set[int]) -> None:
        own = Organisation.objects.filter(place__in=place_ids).values_list("place_id", "slug")
        others = Listing.objects.filter(place__in=place_ids).values_list("place_id", "slug")
        self._taken = set(own) | set(others)

    def take(self, place_id: int, name: str) -> str:
        base = slug(name)[:110] or "eintrag"
        candidate, number = base, 2
        while (place_id, candidate) in self._taken:
            candidate, number = f"{base}-{number}", number + 1
        self._taken.add((place_id, candidate))
        return candidate


def update_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    values: Mapping[str, Any],
    source: SourceOfValue | None = None,
    action: str = "changed",
    reason: str = "",
    run: ImportRun | None = None,
) -> Revision | None:
    """Set columns and lists of children; what follows from them (keys, point) follows. None if nothing differs."""
    require(actor, rules.EDIT_RECORD, organisation)
    if run is None:
        values = _municipality(organisation, values) | dict(values)
    wanted = dict(values) | derived(values, organisation)
    moved = any(key in values and documents.encode(getattr(organisation, key)) != values[key] for key in _ADDRESS)
    if moved and "lat" not in values:
        place = organisation.place
        if values.get("place_id") not in (None, place.pk):
            place = Place.objects.get(pk=values["place_id"])
            wanted["slug"] = _TakenSlugs({place.pk}).take(place.pk, values.get("name", organisation.name))
        address = {"street": organisation.street, "postcode": organisation.postcode} | dict(values)
        wanted |= located({k: address[k] for k in ("street", "postcode")}, place)
        if run is None and wanted["point_quality"] != "exact":
            bus.publish("AddressEntered", office_id=organisation.office_id)
    return revise(
        actor=actor,
        organisation=organisation,
        wanted=wanted,
        action=action,
        source=source or by_hand(actor),
        reason=reason,
        run=run,
    )


def _municipality(organisation: Organisation, values: Mapping[str, Any]) -> dict[str, Any]:
    """Who corrects town or postcode by hand moves the record to the municipality that they name."""
    before = {"town": organisation.town, "postcode": organisation.postcode}
    address = {key: values.get(key, was) for key, was in before.items()}
    if address == before or not any(address.values()):
        return {}
    found = PlaceFinder().find(address["town"], address["postcode"], organisation.place.ags)
    if found is None or organisation.place.ags.startswith(found.ags):
        return {}
    return {"place_id": found.id}


def publish_organisation(*, actor: Actor, organisation: Organisation) -> Revision | None:
    """Make a draft public. What is public already, or archived, stays as it is: None."""
    require(actor, rules.EDIT_RECORD, organisation)
    if organisation.state != Organisation.State.DRAFT:
        return None
    wanted: dict[str, Any] = {"state": "published", "published_on": _today()}
    taken = Listing.objects.filter(place=organisation.place, slug=organisation.slug).exclude(pk=organisation.pk)
    if taken.exists():
        wanted["slug"] = _TakenSlugs({organisation.place_id}).take(organisation.place_id, organisation.name)
    return revise(actor=actor, organisation=organisation, wanted=wanted, action="published")


def confirm_organisation(
    *, actor: Actor, organisation: Organisation, by: str = "", on: datetime.date | None = None
) -> Revision | None:
    """Somebody who knows said “all still right”: the record is good for another twelve months."""
    require(actor, rules.EDIT_RECORD, organisation)
    wanted = {
        "confirmed_on": (on or timezone.localdate()).isoformat(),
        "confirmed_by": by or gettext_noop("Büro für Engagement"),
    }
    return revise(actor=actor, organisation=organisation, wanted=wanted, action="confirmed")


def archive_organisation(*, actor: Actor, organisation: Organisation, reason: str = "") -> Revision | None:
    """Take the record out of the public register; it stays in the office, with its history."""
    require(actor, rules.EDIT_RECORD, organisation)
    return revise(
        actor=actor, organisation=organisation, wanted={"state": "archived"}, action="archived", reason=reason
    )


def revive_organisation(*, actor: Actor, organisation: Organisation) -> Revision | None:
    """Back from the archive, as a draft that somebody looks at before it is public again."""
    require(actor, rules.EDIT_RECORD, organisation)
    return revise(actor=actor, organisation=organisation, wanted={"state": "draft"}, action="revived")


def _today() -> str:
    return timezone.localdate().isoformat()
