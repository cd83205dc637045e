"""What changes elsewhere and shows in offers: an organisation is renamed, merged or told apart, a person is erased."""

from collections.abc import Mapping, Sequence

from engagiert.apps.directory.public import Organisation, successor_of
from engagiert.apps.opportunities import projection
from engagiert.apps.opportunities.models import Opportunity
from engagiert.engines.linkage.names import spelling_key
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter

from .history import revise
from .states import pause_opportunity


def follow_organisation(*, actor: Actor, organisation_id: int) -> None:
    """The record was renamed, published, merged or archived: its offers follow, in a scope of their own."""
    with enter(actor, action="opportunities.follow_organisation"):
        found = Organisation.objects.filter(pk=organisation_id).first()
        offers = list(Opportunity.objects.filter(organisation_id=organisation_id).select_related("place"))
        heir = successor_of(organisation_id) if found is None or found.state == "archived" else None
        if heir is not None:
            _move(actor, offers, heir)
        elif found is not None and found.state == "archived":
            for offer in offers:
                if offer.state in (Opportunity.State.PUBLISHED, Opportunity.State.FULL):
                    pause_opportunity(actor=actor, opportunity=offer)
        elif found is not None:
            _move(actor, offers, found.pk)
            projection.project(list(Opportunity.objects.filter(organisation_id=found.pk).select_related("place")))


def _move(actor: Actor, offers: Sequence[Opportunity], organisation_id: int) -> None:
    organisation = Organisation.objects.get(pk=organisation_id)
    wanted = {"organisation_id": organisation.pk, "organisation_name": organisation.name}
    for offer in offers:
        revise(actor=actor, opportunity=offer, wanted=wanted, action="linked")


def link_organisations(*, actor: Actor, office_id: int) -> int:
    """Tie offers that wait for their organisation to the one record of the office with that very name or other name;
    how many were tied."""
    tied = 0
    with enter(actor, action="opportunities.link_organisations"):
        for offer in Opportunity.objects.filter(office_id=office_id, organisation__isnull=True):
            key = spelling_key(offer.organisation_name)[:320]
            named = Organisation.objects.filter(office_id=office_id).exclude(state="archived")
            found = list(named.filter(spelling_key=key)[:2]) or list(named.filter(aliases__spelling_key=key)[:2])
            if len(found) == 1:
                _move(actor, [offer], found[0].pk)
                tied += 1
    return tied


def project_again(*, actor: Actor, rows: Mapping[str, Sequence[str]] | None = None) -> bool:
    """Make public rows anew: all of the actor's offices, or those in ``rows`` (table → keys), as after an erasure."""
    with enter(actor, action="opportunities.project_again"):
        found = Opportunity.objects.filter(office__in=actor.office_ids).select_related("place")
        if rows is not None:
            keys = {int(key) for key in rows.get("opportunities_opportunity", ())}
            owners = {int(key) for key in rows.get("directory_organisation", ())}
            found = found.filter(pk__in=keys) | found.filter(organisation_id__in=owners)
        offers = list(found)
        projection.project(offers)
    return bool(offers)
