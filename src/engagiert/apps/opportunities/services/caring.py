"""An organisation keeps its own offers: whom the office trusts publishes at once, else the office looks first."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import asked_by, close_cases_about, open_case
from engagiert.apps.directory.public import Organisation, encode, in_the_office
from engagiert.apps.directory.public import rules as directory_rules
from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.kinds import OFFER
from engagiert.apps.opportunities.models import Opportunity, Revision
from engagiert.kernel.authz import Actor, require

from . import states
from .history import COLUMNS, locked, read, revise
from .offers import Draft, by_hand, create_opportunity, update_opportunity

_ABOUT = "opportunities.offer:"
# What a contact never sets: whose offer it is, where it stands in its life, where it came from.
_NEVER = frozenset({"organisation_id", "organisation_name", "place_id", "state", "source", "source_id", "also_in"})
_VERBS = {
    "pause": states.pause_opportunity,
    "besetzt": states.fill_opportunity,
    "weiter": states.reopen_opportunity,
    "bestaetigen": states.confirm_opportunity,
}
OWN_VERBS = tuple(_VERBS)


def create_own_offer(
    *, actor: Actor, organisation: Organisation, values: Mapping[str, Any], token: str = ""
) -> Opportunity:
    """A new offer by a contact: public at once where the office trusts the organisation, else waiting for a look."""
    require(actor, directory_rules.MAINTAIN_RECORD, organisation)
    with in_the_office(actor, organisation.office_id, action="opportunities.create_own_offer") as deputy:
        held = Organisation.objects.select_related("office__place", "place").get(pk=organisation.pk)
        wanted = {key: value for key, value in values.items() if key not in _NEVER}
        made = create_opportunity(
            actor=deputy,
            office=held.office,
            draft=Draft(held.place, wanted, held),
            source=by_hand(actor, held.name),
            token=token,
        )
        if made.state == Opportunity.State.DRAFT:
            _hand_in(deputy, made, trusted=held.trusted_on is not None)
        return made


def _hand_in(deputy: Actor, opportunity: Opportunity, *, trusted: bool) -> None:
    if trusted:
        states.publish_opportunity(actor=deputy, opportunity=opportunity)
    else:
        states.submit_opportunity(actor=deputy, opportunity=opportunity)
        _bring_to_desk(deputy, opportunity)


def _bring_to_desk(actor: Actor, opportunity: Opportunity) -> None:
    with translation.override("de"):
        subject = _("Angebot prüfen: %(title)s") % {"title": opportunity.title}
    close_cases_about(actor=actor, office=opportunity.office, about=f"{_ABOUT}{opportunity.pk}", outcome="withdrawn")
    open_case(
        actor=actor, office=opportunity.office, kind=OFFER.code, asker=asked_by(name=opportunity.organisation_name),
        channel="form", subject=subject[:200], about=f"{_ABOUT}{opportunity.pk}",
    )  # fmt: skip


def change_own_offer(*, actor: Actor, opportunity: Opportunity, values: Mapping[str, Any]) -> Revision | None:
    """Change an offer by a contact. What is public and not trusted stays until the office has looked; a second wish
    takes the place of the first. None where nothing differs."""
    require(actor, rules.MAINTAIN_OFFER, opportunity)
    with in_the_office(actor, opportunity.office_id, action="opportunities.change_own_offer") as deputy:
        held = locked(opportunity)
        wanted = {key: value for key, value in values.items() if key not in _NEVER}
        trusted = held.organisation is not None and held.organisation.trusted_on is not None
        if trusted or held.state in (Opportunity.State.DRAFT, Opportunity.State.REVIEW):
            source = by_hand(actor, held.organisation_name)
            return update_opportunity(
                actor=deputy, opportunity=held, values=wanted, source=source, action="self_changed"
            )
        now = read(held, wanted)
        proposed = {key: encode(value) for key, value in wanted.items() if encode(value) != now[key]}
        revision = revise(actor=deputy, opportunity=held, wanted={"proposed": proposed}, action="proposed")
        if proposed and revision is not None:
            _bring_to_desk(deputy, held)
        return revision


def act_on_own_offer(*, actor: Actor, opportunity: Opportunity, verb: str) -> Revision | None:
    """Pause, full, on again, still right: one of ``OWN_VERBS``. Only the office brings back what it has ended."""
    require(actor, rules.MAINTAIN_OFFER, opportunity)
    if opportunity.state == Opportunity.State.CLOSED:
        raise ValidationError(_("Das Angebot ist beendet. Legen Sie ein neues an, oder rufen Sie uns an."))
    with in_the_office(actor, opportunity.office_id, action="opportunities.act_on_own_offer") as deputy:
        return _VERBS[verb](actor=deputy, opportunity=locked(opportunity))


def close_own_offer(*, actor: Actor, opportunity: Opportunity, closing: str, note: str = "") -> Revision | None:
    """A contact ends an offer and says why."""
    require(actor, rules.MAINTAIN_OFFER, opportunity)
    with in_the_office(actor, opportunity.office_id, action="opportunities.close_own_offer") as deputy:
        held = locked(opportunity)
        decided(actor=deputy, opportunity=held, outcome="withdrawn")
        return states.close_opportunity(actor=deputy, opportunity=held, closing=closing, note=note)


def accept_proposal(*, actor: Actor, opportunity: Opportunity) -> Revision | None:
    """The office takes over what the organisation wants changed."""
    require(actor, rules.EDIT_OFFER, opportunity)
    held = locked(opportunity)
    wanted = {key: COLUMNS[key].to_python(value) for key, value in held.proposed.items()}
    source = by_hand(actor, held.organisation_name)
    revision = update_opportunity(
        actor=actor, opportunity=held, values=wanted | {"proposed": {}}, source=source, action="self_changed"
    )
    decided(actor=actor, opportunity=held, outcome="helped")
    return revision


def decline_proposal(*, actor: Actor, opportunity: Opportunity, reason: str = "") -> Revision | None:
    """The offer stays as it is; the reason stands in the case and in the history."""
    require(actor, rules.EDIT_OFFER, opportunity)
    held = locked(opportunity)
    revision = revise(actor=actor, opportunity=held, wanted={"proposed": {}}, action="changed", reason=reason)
    decided(actor=actor, opportunity=held, outcome="withdrawn", reason=reason)
    return revision


def decided(*, actor: Actor, opportunity: Opportunity, outcome: str, reason: str = "") -> None:
    """Somebody looked: what waited on the desk about this offer is done."""
    require(actor, rules.EDIT_OFFER, opportunity)
    close_cases_about(
        actor=actor, office=opportunity.office, about=f"{_ABOUT}{opportunity.pk}", outcome=outcome, reason=reason
    )
