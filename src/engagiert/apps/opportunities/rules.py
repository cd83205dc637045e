"""Who may do what with offers. The office decides; an organisation keeps what is its own."""

from engagiert.kernel.authz import Actor, Permission
from engagiert.kernel.authz.roles import READERS, WRITERS

from .models import Opportunity, Run

type OfOffer = Opportunity | Run


def may_write_for_office(actor: Actor, office_id: int) -> bool:
    return actor.has_role(office_id, *WRITERS)


def may_change(actor: Actor, found: OfOffer) -> bool:
    return may_write_for_office(actor, found.office_id)


def may_read_inside(actor: Actor, found: OfOffer) -> bool:
    return actor.has_role(found.office_id, *READERS)


def speaks_for(actor: Actor, opportunity: Opportunity) -> bool:
    """Whether the actor is a contact of the organisation that makes this offer."""
    about = f"directory.organisation:{opportunity.organisation_id}"
    return actor.speaks_for(about, office_id=opportunity.office_id)


def works_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*READERS)


def writes_somewhere(actor: Actor, _nothing: None) -> bool:
    return actor.has_any_role(*WRITERS)


CREATE_OFFER = Permission[int]("opportunities.create_offer", may_write_for_office)
EDIT_OFFER = Permission[OfOffer]("opportunities.edit_offer", may_change)
READ_OFFER = Permission[OfOffer]("opportunities.read_offer", may_read_inside)
MAINTAIN_OFFER = Permission[Opportunity]("opportunities.maintain_offer", speaks_for)
READ_SOMEWHERE = Permission[None]("opportunities.read_somewhere", works_somewhere)
EDIT_SOMEWHERE = Permission[None]("opportunities.edit_somewhere", writes_somewhere)
