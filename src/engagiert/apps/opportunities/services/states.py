"""Draft → looked at → wanted → pause, taken, over: each step is one verb, on record, and can be taken back."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.models import Opportunity, Revision
from engagiert.kernel.authz import Actor, require

from .history import locked, revise

State = Opportunity.State
BY_OFFICE = gettext_noop("Büro für Engagement")
_ENDED = {"closing": "", "closing_note": "", "closed_on": None}


def submit_opportunity(*, actor: Actor, opportunity: Opportunity) -> Revision | None:
    """A draft is ready to be looked at."""
    return _step(actor, opportunity, "submitted", {State.DRAFT}, {"state": State.REVIEW})


def publish_opportunity(*, actor: Actor, opportunity: Opportunity) -> Revision | None:
    """The office has looked at it: people may find it now. Counts as confirmed today."""
    today = timezone.localdate()
    if not opportunity.tasks.strip():
        raise ValidationError(_("Sagen Sie zuerst, was zu tun ist."))
    if opportunity.ends_on is not None and opportunity.ends_on < today:
        raise ValidationError(_("Das Angebot ist schon vorbei. Ändern Sie zuerst das Ende."))
    wanted = {"state": State.PUBLISHED, "published_on": opportunity.published_on or today, "confirmed_on": today}
    return _step(actor, opportunity, "published", {State.DRAFT, State.REVIEW}, wanted | {"confirmed_by": BY_OFFICE})


def pause_opportunity(
    *, actor: Actor, opportunity: Opportunity, because: str = Opportunity.Pausing.BY_HAND
) -> Revision | None:
    """Nobody is looked for at the moment; it leaves the public list."""
    wanted = {"state": State.PAUSED, "pausing": because}
    return _step(actor, opportunity, "paused", {State.PUBLISHED, State.FULL}, wanted)


def fill_opportunity(*, actor: Actor, opportunity: Opportunity) -> Revision | None:
    """Enough people have been found; it leaves the public list and may come back."""
    return _step(actor, opportunity, "filled", {State.PUBLISHED, State.PAUSED}, {"state": State.FULL})


def reopen_opportunity(*, actor: Actor, opportunity: Opportunity) -> Revision | None:
    """Back from pause, from full or from its end: people are looked for again."""
    today = timezone.localdate()
    wanted: dict[str, Any] = {"state": State.PUBLISHED, "pausing": "", "confirmed_on": today, **_ENDED}
    wanted |= {"confirmed_by": BY_OFFICE, "published_on": opportunity.published_on or today, "asked_at": None}
    return _step(actor, opportunity, "reopened", {State.PAUSED, State.FULL, State.CLOSED}, wanted)


def close_opportunity(*, actor: Actor, opportunity: Opportunity, closing: str, note: str = "") -> Revision | None:
    """It is over; ``closing`` says why (``Opportunity.Closing``)."""
    if closing not in Opportunity.Closing.values:
        raise ValidationError({"closing": _("Sagen Sie, warum das Angebot endet.")})
    wanted: dict[str, Any] = {
        "state": State.CLOSED,
        "closing": closing,
        "closing_note": note[:1000].strip(),
        "pausing": "",
    }
    wanted |= {"closed_on": timezone.localdate(), "asked_at": None, "proposed": {}}
    return _step(actor, opportunity, "closed", set(State) - {State.CLOSED}, wanted)


def confirm_opportunity(
    *, actor: Actor, opportunity: Opportunity, by: str = "", on: datetime.date | None = None
) -> Revision | None:
    """Somebody who knows said that it still holds: good for another ninety days; a pause for silence ends."""
    wanted: dict[str, Any] = {"confirmed_on": on or timezone.localdate(), "confirmed_by": by or BY_OFFICE}
    wanted["asked_at"] = None
    if opportunity.state == State.PAUSED and opportunity.pausing == Opportunity.Pausing.UNCONFIRMED:
        wanted |= {"state": State.PUBLISHED, "pausing": ""}
    return _step(actor, opportunity, "confirmed", {State.PUBLISHED, State.PAUSED, State.FULL}, wanted)


def _step(
    actor: Actor, opportunity: Opportunity, action: str, before: set[Any], wanted: dict[str, Any]
) -> Revision | None:
    """One change of state; None where the offer is there already; ``ValidationError`` where no way leads."""
    require(actor, rules.EDIT_OFFER, opportunity)
    held = locked(opportunity)
    if held.state == wanted.get("state") and held.state not in before:
        return None
    if held.state not in before:
        raise ValidationError(
            _("Das geht nicht: Das Angebot hat den Stand „%(state)s“.") % {"state": held.get_state_display()}
        )
    return revise(actor=actor, opportunity=opportunity, wanted=wanted, action=action)
