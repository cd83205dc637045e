"""Every change of a record goes through ``revise``: lock, compare, write, remember, publish."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from engagiert.apps.directory import documents, projection, rules
from engagiert.apps.directory.models import ImportRun, Organisation, Revision
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require

# Keys that follow from others or describe the change itself; they are written back on undo like the rest.
_BOOKKEEPING = ("sources", "updated_at")
_WITHOUT_SOURCE = frozenset({"state", "source_keys", *_BOOKKEEPING})
# What apps above show of an organisation: they hear of a change.
_FACE = frozenset({"name", "slug", "state"})
CREATED = "*"


@dataclass(frozen=True, slots=True)
class SourceOfValue:
    """Where a value comes from: a label people understand, a kind, the day it was true."""

    label: str
    kind: str
    on: str
    by: str = ""

    def as_json(self) -> dict[str, str]:
        return {"label": self.label, "kind": self.kind, "on": self.on, "by": self.by}


@dataclass(frozen=True, slots=True)
class UndoResult:
    """``kept``: keys that somebody changed again since and that were left as they are."""

    revision: Revision | None
    kept: tuple[str, ...]


def revise(
    *,
    actor: Actor,
    organisation: Organisation,
    wanted: Mapping[str, Any],
    action: str,
    source: SourceOfValue | None = None,
    reason: str = "",
    run: ImportRun | None = None,
    undoes: Revision | None = None,
) -> Revision | None:
    """Bring the record to the ``wanted`` document values; None where nothing differs.

    ``source`` is noted for each changed field (not for an undo, which brings the old notes back).
    """
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
    keys = [*wanted, *(key for key in _BOOKKEEPING if key not in wanted)]
    before = documents.read(organisation, keys)
    target = {key: documents.encode(value) for key, value in wanted.items()}
    target = {key: value for key, value in target.items() if before[key] != value}
    if not target:
        return None
    if source is not None:
        noted = {key: source.as_json() for key in target if key not in _WITHOUT_SOURCE}
        target["sources"] = {**before["sources"], **noted}
    # A key of a source tells readers nothing new.
    if "updated_at" not in target and set(target) - {"source_keys", "sources"}:
        target["updated_at"] = timezone.now().isoformat()
    documents.write(organisation, target)
    after = documents.read(organisation, target)
    changes = {key: [before[key], after[key]] for key in target if before[key] != after[key]}
    revision = remember(
        actor=actor, organisation=organisation, action=action, changes=changes, reason=reason, run=run, undoes=undoes
    )
    projection.project([organisation])
    if _FACE & changes.keys():
        bus.publish("OrganisationChanged", office_id=organisation.office_id, organisation_id=organisation.pk)
    return revision


def remember(
    *,
    actor: Actor,
    organisation: Organisation,
    action: str,
    changes: Mapping[str, Any],
    reason: str = "",
    run: ImportRun | None = None,
    undoes: Revision | None = None,
) -> Revision:
    revision = new_revision(actor=actor, organisation=organisation, action=action, changes=changes, run=run)
    revision.reason = reason
    revision.undoes = undoes
    revision.save()
    return revision


def new_revision(
    *, actor: Actor, organisation: Organisation, action: str, changes: Mapping[str, Any], run: ImportRun | None = None
) -> Revision:
    """An unsaved revision, for bulk writing."""
    return Revision(
        office_id=organisation.office_id,
        organisation_id=organisation.pk,
        at=timezone.now(),
        actor=actor.label,
        action=action,
        changes=dict(changes),
        import_run=run,
    )


def undo_change(*, actor: Actor, revision: Revision) -> UndoResult:
    """Take one change back, as its own entry in the history. What was changed again since stays as it is.

    A change that joined two records is more than one change: see ``pairs.undo_revision``.
    """
    organisation = Organisation.objects.get(pk=revision.organisation_id)
    require(actor, rules.EDIT_RECORD, organisation)
    if CREATED in revision.changes:
        return UndoResult(revision=None, kept=(CREATED,))
    if hasattr(revision, "undone_by"):
        return UndoResult(revision=None, kept=tuple(revision.changes))
    return take_back(actor=actor, organisation=organisation, revision=revision, action="undone")


def take_back(
    *,
    actor: Actor,
    organisation: Organisation,
    revision: Revision,
    action: str,
    run: ImportRun | None = None,
) -> UndoResult:
    """Write the values from before the revision back, for each key that still stands as the revision left it."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
    now = documents.read(organisation, revision.changes)
    wanted, kept = _split(revision.changes, now)
    if "facilities" in kept and "funding" in wanted:
        # Funding may point to a facility that does not come back; the two go together.
        del wanted["funding"]
        kept = (*kept, "funding")
    if not wanted:
        return UndoResult(revision=None, kept=kept)
    if "sources" in revision.changes and "sources" not in wanted:
        wanted["sources"] = _sources_without(now["sources"], revision.changes, wanted)
    undone = revise(actor=actor, organisation=organisation, wanted=wanted, action=action, run=run, undoes=revision)
    return UndoResult(revision=undone, kept=kept)


def _split(changes: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    wanted = {key: before for key, (before, after) in changes.items() if now[key] == after}
    kept = tuple(key for key in changes if key not in wanted and key not in _BOOKKEEPING)
    if kept:
        wanted.pop("updated_at", None)
    if not (set(wanted) - set(_BOOKKEEPING)):
        return {}, kept
    return wanted, kept


def _sources_without(now: Mapping[str, Any], changes: Mapping[str, Any], wanted: Iterable[str]) -> dict[str, Any]:
    """The notes on sources with only the fields that go back to their old value turned back."""
    earlier = changes["sources"][0]
    turned = dict(now)
    for key in wanted:
        if key in earlier:
            turned[key] = earlier[key]
        else:
            turned.pop(key, None)
    return turned
