"""What a row brings beside its columns: other spellings, its key in the source, a contact, a note."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from engagiert.apps.directory import documents
from engagiert.apps.directory.models import ImportRun, Organisation
from engagiert.apps.directory.services.aliases import alias_row

from .candidates import Candidate
from .stated import stated_children

type Children = dict[str, list[dict[str, Any]]]

# By what two rows of a list are the same.
_SAME_BY: Mapping[str, tuple[str, ...]] = {
    "aliases": ("name",),
    "source_keys": ("place_id", "source", "key"),
    "contacts": ("name", "role"),
    "notes": ("text",),
    "facilities": ("slug",),
    "contact_points": ("role", "phone", "mail"),
    "funding": ("funder", "starts_on", "ends_on"),
}


def children_of(run: ImportRun, candidate: Candidate) -> Children:
    label = run.source
    children: Children = {
        "aliases": [alias_row(name, label) for name in other_names(candidate)],
        "source_keys": [{"place_id": run.place_id, "source": run.source, "key": candidate.source_key}],
    }
    if candidate.contact:
        children["contacts"] = [{"phone": "", "mail": ""} | candidate.contact | {"source": label}]
    if candidate.note:
        now = datetime.datetime.now(datetime.UTC).isoformat()
        note = {"text": candidate.note, "author_id": run.account_id, "source": label, "created_at": now}
        children["notes"] = [note]
    return children | stated_children(candidate, label)


def other_names(candidate: Candidate) -> list[str]:
    """All names but the first, each once."""
    names = dict.fromkeys([*candidate.spellings, *candidate.aliases])
    return [name for name in names if name != candidate.name]


def grown_children(organisation: Organisation, brought: Children, names: Sequence[str], source: str) -> Children:
    """The lists of the record with what a row adds; only lists that really grow.

    A row that the record has met before adds nothing: what people have taken away since stays away.
    """
    current = documents.read(organisation, {"aliases", *brought})
    known_keys = {_identity("source_keys", row) for row in current["source_keys"]}
    met = [_identity("source_keys", row) in known_keys for row in brought["source_keys"]]
    if met and all(met):
        return {}
    known_names = {organisation.name, *(alias["name"] for alias in current["aliases"])}
    spellings = [name for name in dict.fromkeys(names) if name not in known_names]
    offered = brought | {"aliases": [alias_row(name, source) for name in spellings]}
    grown: Children = {}
    for key, rows in offered.items():
        known = {_identity(key, row) for row in current[key]}
        new = [row for row in rows if _identity(key, row) not in known]
        if new:
            grown[key] = [*current[key], *new]
    return grown


def _identity(key: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _SAME_BY[key])
