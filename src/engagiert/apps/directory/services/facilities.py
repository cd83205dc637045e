"""The houses of an organisation."""

from collections.abc import Mapping
from typing import Any

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Facility, Organisation, Revision
from engagiert.apps.places.public import Place, place_for
from engagiert.engines.text.folding import slug
from engagiert.kernel.authz import Actor, require

from .editing import EditConflict, Opened
from .history import revise
from .records import by_hand, located

_ADDRESS = ("street", "postcode", "town")


def save_facility(
    *,
    actor: Actor,
    organisation: Organisation,
    values: Mapping[str, Any],
    facility_id: int | None = None,
    opened: Opened | None = None,
) -> None:
    """Add a facility, or set the values of the one named; its point follows its address.

    What others changed since the form was ``opened``, and it left alone, stays as they left it. Raises
    ``EditConflict``, with nothing written, where both changed the same value, and ``Facility.DoesNotExist`` where
    the house has gone since.
    """
    require(actor, rules.EDIT_RECORD, organisation)
    rows = _rows(organisation)
    if facility_id is None:
        rows.append(_added(organisation, values, {row["slug"] for row in rows}))
    else:
        row = next((row for row in rows if row["id"] == facility_id), None)
        if row is None:
            raise Facility.DoesNotExist
        as_opened = row if opened is None else _as_opened(organisation, row, opened)
        row |= _changed(organisation, values, now=row, as_opened=as_opened)
    revise(
        actor=actor,
        organisation=organisation,
        wanted={"facilities": rows},
        action="facility_saved",
        source=by_hand(actor),
    )


def _added(organisation: Organisation, values: Mapping[str, Any], taken: set[str]) -> dict[str, Any]:
    own = {"slug": _free_slug(values["name"], taken)}
    return dict(values) | own | _there({key: values.get(key, "") for key in _ADDRESS}, organisation.place)


def _there(address: Mapping[str, Any], home: Place) -> dict[str, Any]:
    """Place and point of a house: where its own address says, else where the organisation is at home."""
    found = place_for(address["town"] or "", address["postcode"] or "", home)
    # Within a neighbourhood an address names its municipality, which is no other place.
    place = home if found is None or home.ags.startswith(found.ags) else found
    return located(address, place) | {"place_id": place.pk}


def _as_opened(organisation: Organisation, now: Mapping[str, Any], opened: Opened) -> Mapping[str, Any]:
    """The house as the form shows it: each value as the first later change of the houses found it."""
    found: dict[str, Any] = {}
    later = Revision.objects.filter(organisation_id=organisation.pk, pk__gt=opened.revision)
    for revision in later.filter(changes__has_key="facilities").order_by("pk"):
        rows: list[dict[str, Any]] = revision.changes["facilities"][0]
        before = next((row for row in rows if row["id"] == now["id"]), {})
        for key, value in before.items():
            if key not in opened.settled or revision.pk > opened.settled_at:
                found.setdefault(key, value)
    return dict(now) | found


def _changed(
    organisation: Organisation, values: Mapping[str, Any], *, now: Mapping[str, Any], as_opened: Mapping[str, Any]
) -> dict[str, Any]:
    """Only what the form changed; the point where the address moves by it."""
    wanted = {key: documents.encode(value) for key, value in values.items()}
    wanted = {key: value for key, value in wanted.items() if value != as_opened[key]}
    conflicts = tuple(key for key, value in wanted.items() if now[key] not in (as_opened[key], value))
    if conflicts:
        raise EditConflict(conflicts)
    if any(wanted.get(key, now[key]) != now[key] for key in _ADDRESS):
        wanted |= _there({key: wanted.get(key, now[key]) for key in _ADDRESS}, organisation.place)
    return wanted


def remove_facility(*, actor: Actor, organisation: Organisation, facility_id: int) -> None:
    """Take a facility away, with the funding that was noted for it."""
    require(actor, rules.EDIT_RECORD, organisation)
    rows = [row for row in _rows(organisation) if row["id"] != facility_id]
    funding = documents.read(organisation, ["funding"])["funding"]
    wanted = {"facilities": rows, "funding": [row for row in funding if row["facility_id"] != facility_id]}
    revise(actor=actor, organisation=organisation, wanted=wanted, action="facility_removed")


def _rows(organisation: Organisation) -> list[dict[str, Any]]:
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    rows: list[dict[str, Any]] = documents.read(organisation, ["facilities"])["facilities"]
    return rows


def _free_slug(name: str, taken: set[str]) -> str:
    base = slug(name)[:110] or "haus"
    candidate, number = base, 2
    while candidate in taken:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
