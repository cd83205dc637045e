"""Every change of an offer goes through ``revise``: lock, compare, write, remember, publish."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import encode
from engagiert.apps.opportunities import projection, rules
from engagiert.apps.opportunities.models import Opportunity, Revision, Run
from engagiert.kernel.authz import Actor, require

CREATED = "*"
_BOOKKEEPING = ("sources", "updated_at")
# What tells of the state of the matter, not of the offer, needs no source.
_WITHOUT_SOURCE = frozenset(
    {"state", "closing", "closing_note", "pausing", "asked_at", "published_on", "closed_on", "confirmed_on",
     "confirmed_by", "proposed", *_BOOKKEEPING}
)  # fmt: skip
COLUMNS: "Mapping[str, models.Field[Any, Any]]" = {
    field.attname: field for field in Opportunity._meta.concrete_fields if field.attname not in ("id", "office_id")
}


def read(opportunity: Opportunity, keys: Iterable[str]) -> dict[str, Any]:
    """The named columns as JSON knows them."""
    return {key: encode(getattr(opportunity, key)) for key in keys}


def locked(opportunity: Opportunity) -> Opportunity:
    """The same offer as it stands now, held until the transaction ends."""
    found = Opportunity.objects.select_for_update(of=("self",)).select_related("office__place", "place", "organisation")
    return found.get(pk=opportunity.pk)


def revise(
    *,
    actor: Actor,
    opportunity: Opportunity,
    wanted: Mapping[str, Any],
    action: str,
    source: Mapping[str, str] | None = None,
    reason: str = "",
    run: Run | None = None,
    undoes: Revision | None = None,
    show: bool = True,
) -> Revision | None:
    """Bring the offer to the ``wanted`` columns; None where nothing differs.

    ``source`` is noted for each changed column. ``show`` False leaves the projection to the caller, who has many.
    Raises ``ValidationError`` for values that the columns do not take.
    """
    held = locked(opportunity)
    before = read(held, {*wanted, *_BOOKKEEPING})
    target = {key: value for key, value in wanted.items() if before[key] != encode(value)}
    if not target:
        return None
    if source is not None:
        noted = {key: dict(source) for key in target if key not in _WITHOUT_SOURCE}
        target["sources"] = {**held.sources, **noted}
    target.setdefault("updated_at", timezone.now())
    for key, value in target.items():
        setattr(held, key, COLUMNS[key].to_python(value))
    held.clean_fields(exclude=["office", "place", "organisation"])
    checked(held)
    held.save(update_fields=[COLUMNS[key].name for key in target])
    after = read(held, target)
    revision = Revision.objects.create(
        office_id=held.office_id,
        opportunity_id=held.pk,
        at=timezone.now(),
        actor=actor.label,
        action=action,
        reason=reason,
        changes={key: [before[key], after[key]] for key in target if before[key] != after[key]},
        run=run,
        undoes=undoes,
    )
    opportunity.refresh_from_db()
    if show:
        projection.project([held])
    return revision


def checked(opportunity: Opportunity) -> None:
    """What the database would refuse, in words; raises ``ValidationError``."""
    errors = {}
    if opportunity.starts_on and opportunity.ends_on and opportunity.ends_on < opportunity.starts_on:
        errors["ends_on"] = _("Das Ende liegt vor dem Beginn.")
    if opportunity.minimum_age is not None and not 6 <= opportunity.minimum_age <= 99:
        errors["minimum_age"] = _("Ein Mindestalter liegt zwischen 6 und 99 Jahren.")
    if opportunity.hours_per_week is not None and not 0 < opportunity.hours_per_week <= 60:
        errors["hours_per_week"] = _("Die Woche hat höchstens 60 Stunden für ein Engagement. Prüfen Sie die Zahl.")
    if not 0 <= opportunity.week_parts < 2**28:
        errors["week_parts"] = _("Die Zeiten der Woche sind nicht lesbar.")
    if errors:
        raise ValidationError(errors)


def undo_revision(*, actor: Actor, revision: Revision, run: Run | None = None) -> Revision | None:
    """Take one change back, as its own entry in the history. What was changed again since stays as it is.

    None where nothing is left to take back, and for the change that created the offer.
    """
    opportunity = Opportunity.objects.get(pk=revision.opportunity_id)
    require(actor, rules.EDIT_OFFER, opportunity)
    if CREATED in revision.changes or hasattr(revision, "undone_by"):
        return None
    now = read(opportunity, revision.changes)
    wanted = {key: before for key, (before, after) in revision.changes.items() if now[key] == after}
    if not set(wanted) - set(_BOOKKEEPING):
        return None
    wanted.pop("updated_at", None)
    return revise(actor=actor, opportunity=opportunity, wanted=wanted, action="undone", run=run, undoes=revision)
