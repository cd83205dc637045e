"""Possible duplicates: a row of a file beside a record of the directory, and a person who decides."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Listing, Organisation, Pair
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, require

from .aliases import alias_row
from .history import SourceOfValue, revise
from .importing.children import grown_children
from .records import Draft, create_many, update_organisation
from .suggestions import submit_suggestion


def join_pair(*, actor: Actor, pair: Pair, take: Collection[str] = ()) -> Organisation | None:
    """The two are one: the name of the row becomes an alias, empty fields are filled, ``take`` fields replaced.

    Where another office is responsible, the ``take`` fields go to it as a suggestion, and None comes back.
    """
    _take(actor, pair)
    organisation = pair.organisation
    if organisation is None:
        _hand_over(actor, pair, take)
        _decide(actor, pair, Pair.State.JOINED)
        return None
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
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
    """They are two: the row becomes a record of its own, and the question is not asked again."""
    _take(actor, pair)
    candidate = pair.candidate
    draft = Draft(
        place=Place.objects.get(pk=candidate["place_id"]),
        values=dict(candidate["values"]),
        children={key: list(rows) for key, rows in candidate["children"].items()},
    )
    _release_keys(actor, pair, candidate["children"]["source_keys"])
    [organisation] = create_many(
        actor=actor,
        office=pair.office,
        drafts=[draft],
        publish=pair.import_run.publish,
        sources=[SourceOfValue(**candidate["source"])],
        run=pair.import_run,
    )
    _decide(actor, pair, Pair.State.SEPARATE)
    return organisation


def _release_keys(actor: Actor, pair: Pair, keys: list[dict[str, Any]]) -> None:
    """A number that stood for the other record stands for this one from now on."""
    organisation = pair.organisation
    if organisation is None:
        return
    taken = {(row["place_id"], row["source"], row["key"]) for row in keys}
    rows = documents.read(organisation, ["source_keys"])["source_keys"]
    left = [row for row in rows if (row["place_id"], row["source"], row["key"]) not in taken]
    revise(
        actor=actor, organisation=organisation, wanted={"source_keys": left}, action="kept_apart", run=pair.import_run
    )


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
