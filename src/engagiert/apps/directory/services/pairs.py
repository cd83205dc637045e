"""Possible duplicates: a record beside a row of a file or beside another record, and a person who decides."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Listing, Organisation, Pair, Revision
from engagiert.apps.directory.open_data import identifiers
from engagiert.apps.places.public import Place
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

from .aliases import alias_row
from .asking import decided
from .history import SourceOfValue, UndoResult, revise, take_back, undo_change
from .importing.children import grown_children
from .records import Draft, create_many, update_organisation
from .suggestions import submit_suggestion


def join_pair(*, actor: Actor, pair: Pair, take: Collection[str] = ()) -> Organisation | None:
    """The two are one: the other name becomes an alias, empty fields are filled, ``take`` fields replaced.

    A second record goes to the archive as it is, so that undoing brings it back with all it has. Where another office
    is responsible, the ``take`` fields go to it as a suggestion, and None comes back.
    """
    _take(actor, pair)
    organisation = pair.organisation
    if organisation is None:
        _hand_over(actor, pair, take)
        _decide(actor, pair, Pair.State.JOINED)
        return None
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
    if pair.second is not None:
        _refresh_candidate(pair, pair.second)
        pair.second_revision = revise(
            actor=actor,
            organisation=pair.second,
            wanted={"state": Organisation.State.ARCHIVED, "source_keys": []},
            action="merged_away",
            reason=_("Zusammengeführt mit „%(name)s“") % {"name": organisation.name},
        )
        identifiers.succeed(pair.second.pk, organisation.pk)
    candidate = pair.candidate["values"]
    values = {
        key: value
        for key, value in candidate.items()
        if key != "name" and value not in ("", None, []) and (key in take or _is_empty(organisation, key))
    }
    if "name" in take:
        values["name"] = candidate["name"]
    values |= _children(organisation, pair, take_name="name" in take)
    source = SourceOfValue(**pair.candidate["source"])
    pair.revision = update_organisation(
        actor=actor, organisation=organisation, values=values, source=source, action="joined", run=pair.import_run
    )
    _decide(actor, pair, Pair.State.JOINED)
    return organisation


def keep_apart(*, actor: Actor, pair: Pair) -> Organisation:
    """They are two: a row becomes a record of its own, and the question is not asked again."""
    _take(actor, pair)
    organisation = pair.second or _own_record(actor, pair)
    pair.second = organisation
    _decide(actor, pair, Pair.State.SEPARATE)
    return organisation


def undo_revision(*, actor: Actor, revision: Revision) -> UndoResult:
    """Take one change back. If it joined two, both stand again with what each of them had, and stay two."""
    result = undo_change(actor=actor, revision=revision)
    pair = (
        Pair.objects.select_related("organisation", "second", "second_revision", "import_run", "office")
        .filter(revision=revision, state=Pair.State.JOINED)
        .first()
    )
    if pair is None or (result.revision is None and not result.kept):
        return result
    if pair.second is not None and pair.second_revision is not None:
        _release(actor, pair)
        take_back(actor=actor, organisation=pair.second, revision=pair.second_revision, action="undone")
    else:
        pair.second = _own_record(actor, pair)
    pair.revision = pair.second_revision = None
    _decide(actor, pair, Pair.State.SEPARATE)
    return result


def values_beside(pair: Pair) -> dict[str, Any]:
    """What stands beside the record: the row of the file, or the second record as it is now."""
    if pair.second is not None and pair.import_run_id is None:
        return documents.read(pair.second, _COLUMNS)
    values: dict[str, Any] = pair.candidate["values"]
    return values


def _own_record(actor: Actor, pair: Pair) -> Organisation:
    """The row of the file as a record of its own."""
    candidate = pair.candidate
    draft = Draft(
        place=Place.objects.get(pk=candidate["place_id"]),
        values=dict(candidate["values"]),
        children={key: list(rows) for key, rows in candidate["children"].items()},
    )
    _release(actor, pair)
    [organisation] = create_many(
        actor=actor,
        office=pair.office,
        drafts=[draft],
        publish=pair.import_run.publish if pair.import_run else True,
        sources=[SourceOfValue(**candidate["source"])],
        run=pair.import_run,
    )
    return organisation


def _refresh_candidate(pair: Pair, second: Organisation) -> None:
    """What the second record says now, not what it said when the question was asked."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=second.pk)
    second.refresh_from_db()
    pair.candidate = candidate_of_record(second)


def candidate_of_record(second: Organisation) -> dict[str, Any]:
    """A record in the shape of a row: what would come to the other record if both were one."""
    children = documents.read(second, _CHILDREN)
    label = _("Eintrag „%(name)s“") % {"name": second.name}
    return {
        "values": documents.read(second, _COLUMNS),
        "children": {key: [_without_id(row) for row in rows] for key, rows in children.items()},
        "place_id": second.place_id,
        "source": SourceOfValue(label=label, kind="hand", on=timezone.localdate().isoformat()).as_json(),
    }


_COLUMNS = (
    "name", "type", "sector", "fields", "description", "services", "target_groups", "languages", "accessibility",
    "opening_hours", "street", "postcode", "town", "district", "phones", "mails", "website", "founded", "budget_band",
    "service_area",
)  # fmt: skip
_CHILDREN = ("aliases", "source_keys", "contacts", "notes")


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != "id"}


def _release(actor: Actor, pair: Pair) -> None:
    """Numbers and names that stood for the other record stand for this one from now on."""
    organisation = pair.organisation
    if organisation is None:
        return
    children = pair.candidate["children"]
    taken = {(row["place_id"], row["source"], row["key"]) for row in children["source_keys"]}
    names = {pair.candidate["values"]["name"], *(row["name"] for row in children["aliases"])}
    current = documents.read(organisation, ["source_keys", "aliases"])
    wanted = {
        "source_keys": [
            row for row in current["source_keys"] if (row["place_id"], row["source"], row["key"]) not in taken
        ],
        "aliases": [row for row in current["aliases"] if row["name"] not in names],
    }
    revise(actor=actor, organisation=organisation, wanted=wanted, action="kept_apart", run=pair.import_run)


def _hand_over(actor: Actor, pair: Pair, take: Collection[str]) -> None:
    listing = Listing.objects.filter(pk=pair.listing_id or 0).first()
    changes = {key: value for key, value in pair.candidate["values"].items() if key in take}
    if listing is not None and changes:
        submit_suggestion(actor=actor, kind="change", listing=listing, changes=changes)


def _is_empty(organisation: Organisation, key: str) -> bool:
    return getattr(organisation, key) in ("", None, [])


def _children(organisation: Organisation, pair: Pair, *, take_name: bool) -> dict[str, Any]:
    """The lists of the record with what the row brings: spellings, key, contact, note; its old name where replaced."""
    source = pair.candidate["source"]["label"]
    names = [pair.candidate["values"]["name"], *(row["name"] for row in pair.candidate["children"]["aliases"])]
    grown: dict[str, Any] = dict(grown_children(organisation, pair.candidate["children"], names, source))
    if take_name:
        new = pair.candidate["values"]["name"]
        aliases: list[dict[str, Any]] = grown.get("aliases") or documents.read(organisation, ["aliases"])["aliases"]
        kept = [row for row in aliases if row["name"] != new]
        if organisation.name not in {row["name"] for row in kept}:
            kept.append(alias_row(organisation.name, source))
        grown["aliases"] = kept
    return grown


def _take(actor: Actor, pair: Pair) -> None:
    require(actor, rules.EDIT_RECORD, pair)
    locked = Pair.objects.select_for_update(of=("self",)).get(pk=pair.pk)
    if locked.state != Pair.State.OPEN:
        raise ValidationError(_("Diese Frage hat %(name)s schon entschieden.") % {"name": locked.decided_by})


def _decide(actor: Actor, pair: Pair, state: str) -> None:
    pair.state = state
    pair.decided_at = timezone.now()
    pair.decided_by = actor.label
    pair.save()
    decided(actor, pair, "helped")
    bus.publish("PairDecided", office_id=pair.office_id)
