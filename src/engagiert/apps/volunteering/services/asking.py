"""The organisation is asked: by mail or letter with a code, else by somebody at the desk on the telephone."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import own_selectors
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.opportunities.public import Opportunity
from engagiert.apps.volunteering.kinds import ORGANISATION
from engagiert.apps.volunteering.models import Glimpse, Proposal
from engagiert.apps.volunteering.wording import messages as texts
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import Link, address_of, code_of, open_link, withdraw_links

from .steps import note_glimpse, open_step

ANSWER = "volunteering.organisation"
DAYS = 14


def ask_organisation(actor: Actor, proposal: Proposal, origin: str) -> None:
    """Ask once, without a name: what the person offers, when, and why it could fit."""
    if proposal.organisation_asked_at is not None or not proposal.is_open:
        return
    proposal.organisation_asked_at = timezone.now()
    proposal.expires_on = timezone.localdate() + datetime.timedelta(days=DAYS)
    proposal.save(update_fields=["organisation_asked_at", "expires_on"])
    volunteer = proposal.volunteer
    to = recipient_of(proposal)
    words = {"organisation": proposal.organisation_name, "title": proposal.title}
    if to is None:
        subject = _("%(organisation)s anrufen: jemand möchte bei „%(title)s“ helfen") % words
        due_on = None
    else:
        code = code_for_answer(proposal)
        queue_message(
            actor=actor,
            office=volunteer.office,
            key=f"volunteering:asked:{proposal.pk}",
            purpose="volunteering.organisation",
            about=f"volunteering.proposal:{proposal.pk}",
            recipient=to,
            text=texts.asking_text(proposal, code, f"{origin or volunteer.site}{address_of(code)}"),
        )
        subject = _("%(organisation)s: noch keine Antwort zu „%(title)s“?") % words
        due_on = timezone.localdate() + datetime.timedelta(days=7)
    note_glimpse(
        volunteer, Glimpse.What.REQUEST, organisation_id=proposal.organisation_id, name=proposal.organisation_name
    )
    open_step(actor, volunteer, ORGANISATION, f"volunteering.proposal:{proposal.pk}", subject, due_on=due_on)


def code_for_answer(proposal: Proposal) -> str:
    """The code with which the organisation answers; the same until it has."""
    about = f"volunteering.proposal:{proposal.pk}"
    living = Link.objects.filter(
        office_id=proposal.office_id, purpose=ANSWER, about=about, used_at__isnull=True, withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).first()  # fmt: skip
    return code_of(living or open_link(office_id=proposal.office_id, purpose=ANSWER, about=about, days=60))


def end_asking(proposal: Proposal) -> None:
    """Nobody needs to answer any more."""
    withdraw_links(office_id=proposal.office_id, purpose=ANSWER, about=f"volunteering.proposal:{proposal.pk}")


def recipient_of(proposal: Proposal) -> Recipient | None:
    """How the organisation is reached in writing: the offer's contact, else what its public record says."""
    offer = Opportunity.objects.filter(pk=proposal.opportunity_id).only("contact_mail").first()
    if offer is not None and offer.contact_mail:
        return Recipient(mail=offer.contact_mail)
    listing = own_selectors.listing_with_key(proposal.organisation_id) if proposal.organisation_id else None
    ways = own_selectors.ways_to(listing) if listing is not None else {}
    if ways.get("mail"):
        return Recipient(mail=ways["mail"])
    if ways.get("letter"):
        return Recipient(postal=tuple(part.strip() for part in ways["letter"].split(",")))
    return None


def contact_of(proposal: Proposal) -> list[str]:
    """How the person reaches the organisation, in lines; for the message that both said yes."""
    offer = Opportunity.objects.filter(pk=proposal.opportunity_id).first()
    if offer is None:
        return [proposal.organisation_name]
    lines = (offer.contact_name, offer.contact_phone, offer.contact_mail)
    return [line for line in (proposal.organisation_name, *lines) if line]
