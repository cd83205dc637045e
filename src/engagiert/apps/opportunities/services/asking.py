"""Does an offer still hold? Asked after ninety days, answered by one click, else paused after notice."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import BY_LINK, asking_site, in_the_office, known_recipient
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.opportunities import rules
from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.opportunities.models.opportunity import DAYS_TO_ANSWER
from engagiert.apps.opportunities.selectors import due_offers, unanswered_offers
from engagiert.apps.opportunities.wording.asking import question_text
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links import public as links

from .history import locked, revise
from .states import close_opportunity, confirm_opportunity, fill_opportunity, pause_opportunity

CONFIRM = "opportunities.confirm"
# A click may come late: it brings a paused offer back.
LINK_DAYS = 60
# Nobody wants four hundred letters on one morning.
MOST_A_DAY = 40
STILL, FULL, OVER = "still", "full", "over"
ANSWERS = (STILL, FULL, OVER)


@dataclass(slots=True)
class Asked:
    """What a day's asking came to: asked, paused because nobody answered, not to be reached."""

    asked: int = 0
    paused: int = 0
    unreachable: int = 0


def about_offer(opportunity_id: int) -> str:
    return f"opportunities.offer:{opportunity_id}"


def recipient_of(opportunity: Opportunity) -> Recipient | None:
    """The contact of the offer, else the organisation as its record is reached; None where unknown."""
    if opportunity.contact_mail:
        return Recipient(mail=opportunity.contact_mail)
    return known_recipient(opportunity.organisation) if opportunity.organisation is not None else None


@transaction.atomic
def ask_still_wanted(*, actor: Actor, opportunity: Opportunity, site: str) -> bool:
    """Write to whoever keeps the offer; False, and nothing written, while a question waits for its answer.

    ``site`` is the address of the installation for the link. Raises ``ValidationError`` where nobody can be reached
    or the offer is not public.
    """
    require(actor, rules.EDIT_OFFER, opportunity)
    held = locked(opportunity)
    if held.state != Opportunity.State.PUBLISHED:
        raise ValidationError(_("Nur was gerade gesucht wird, lässt sich bestätigen."))
    recipient = recipient_of(held)
    if recipient is None:
        raise ValidationError(_("Es ist weder eine E-Mail-Adresse noch eine Anschrift bekannt. Rufen Sie an."))
    now = timezone.now()
    if held.asked_at is not None and held.asked_at > now - datetime.timedelta(days=DAYS_TO_ANSWER):
        return False
    links.withdraw_links(office_id=held.office_id, purpose=CONFIRM, about=about_offer(held.pk))
    link = links.open_link(office_id=held.office_id, purpose=CONFIRM, about=about_offer(held.pk), days=LINK_DAYS)
    code = links.code_of(link)
    until = timezone.localdate() + datetime.timedelta(days=DAYS_TO_ANSWER)
    queue_message(
        actor=actor,
        office=held.office,
        key=f"offer:{held.pk}:{now:%Y%m%d}",
        purpose="opportunities.question",
        about=about_offer(held.pk),
        recipient=recipient,
        text=question_text(held, code, site.rstrip("/") + links.address_of(code), until, by_letter=not recipient.mail),
    )
    revise(actor=actor, opportunity=held, wanted={"asked_at": now}, action="asked")
    return True


def ask_those_due(*, actor: Actor, office: Office, today: datetime.date) -> Asked:
    """One day's work for an office that lets the job ask: pause what nobody answered for, ask what is due."""
    result = Asked()
    site = asking_site(office.pk)
    for opportunity in unanswered_offers(office.pk, timezone.now() - datetime.timedelta(days=DAYS_TO_ANSWER)):
        pause_opportunity(actor=actor, opportunity=opportunity, because=Opportunity.Pausing.UNCONFIRMED)
        result.paused += 1
    for opportunity in due_offers(office.pk, today)[:MOST_A_DAY] if site else ():
        try:
            result.asked += ask_still_wanted(actor=actor, opportunity=opportunity, site=site)
        except ValidationError:
            result.unreachable += 1
    return result


def answer_by_link(*, actor: Actor, code: str, answer: str) -> None:
    """One of ``ANSWERS`` by whoever holds the code; of two that answer one does. Raises ``LinkGone`` else."""
    found = links.find_link(code, CONFIRM)
    known = Actor(label=BY_LINK.label, account_id=actor.account_id)
    with in_the_office(known, found.office_id, action="opportunities.answer_by_link") as deputy:
        link = links.take_link(code, CONFIRM, answer=answer)
        opportunity = Opportunity.objects.get(pk=offer_of(link.about))
        if answer == FULL:
            fill_opportunity(actor=deputy, opportunity=opportunity)
        elif answer == OVER:
            close_opportunity(actor=deputy, opportunity=opportunity, closing=Opportunity.Closing.NOT_NEEDED)
        else:
            confirm_opportunity(actor=deputy, opportunity=opportunity, by=BY_LINK.label)


def offer_of(about: str) -> int:
    """The key in ``opportunities.offer:7``; raises ``ValueError`` for something else."""
    noun, _colon, key = about.partition(":")
    if noun != "opportunities.offer":
        raise ValueError(about)
    return int(key)
