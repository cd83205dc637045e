"""Two people edit one record: neither loses a word."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engagiert.apps.directory import documents, rules
from engagiert.apps.directory.models import Organisation, Revision
from engagiert.apps.directory.services.history import SourceOfValue
from engagiert.apps.directory.services.records import update_organisation
from engagiert.kernel.authz import Actor, require


class EditConflict(Exception):  # noqa: N818 - said of the edit
    """Somebody else changed the same fields since the form was opened; ``keys`` names them."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(", ".join(keys))
        self.keys = keys


def last_revision(organisation: Organisation) -> int:
    """What a form remembers of the state it shows."""
    last = Revision.objects.filter(organisation_id=organisation.pk).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


@dataclass(frozen=True, slots=True)
class Opened:
    """The state a form was opened at: the last revision it shows.

    ``settled``: fields of a conflict that the person has seen and decided, as of revision ``settled_at``.
    """

    revision: int
    settled: frozenset[str] = frozenset()
    settled_at: int = 0


def edit_organisation(
    *,
    actor: Actor,
    organisation: Organisation,
    values: Mapping[str, Any],
    opened: Opened,
    source: SourceOfValue | None = None,
    action: str = "changed",
) -> Revision | None:
    """``update_organisation`` for a form.

    What others changed since it was opened, and this form left alone, stays as they left it. Raises
    ``EditConflict``, with nothing written, where both changed the same field to different values.
    """
    require(actor, rules.EDIT_RECORD, organisation)
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    organisation.refresh_from_db()
    merged = merged_values(organisation, values, opened)
    return update_organisation(actor=actor, organisation=organisation, values=merged, source=source, action=action)


def merged_values(organisation: Organisation, values: Mapping[str, Any], opened: Opened) -> dict[str, Any]:
    """``values`` with what others changed since the form was opened and it left alone; raises ``EditConflict``."""
    merged, conflicts = _merge(organisation, values, opened)
    if conflicts:
        raise EditConflict(conflicts)
    return merged


def _merge(
    organisation: Organisation, values: Mapping[str, Any], opened: Opened
) -> tuple[dict[str, Any], tuple[str, ...]]:
    as_opened: dict[str, Any] = {}
    for revision in Revision.objects.filter(organisation_id=organisation.pk, pk__gt=opened.revision).order_by("pk"):
        for key, (before, _after) in revision.changes.items():
            if key not in opened.settled or revision.pk > opened.settled_at:
                as_opened.setdefault(key, before)
    touched = [key for key in as_opened if key in values]
    current = documents.read(organisation, touched)
    merged, conflicts = dict(values), []
    for key in touched:
        wanted = documents.encode(values[key])
        if wanted == as_opened[key]:
            merged[key] = current[key]
        elif wanted != current[key]:
            conflicts.append(key)
    return merged, tuple(conflicts)
