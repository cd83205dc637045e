"""Yes and no, from both sides, by link, telephone, letter or at the counter. A person's no is final."""

import datetime
import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.messages.public import Recipient, Text, queue_message
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.kinds import MEETING
from engagiert.apps.volunteering.models import Glimpse, Placement, Proposal, Refusal, Volunteer
from engagiert.apps.volunteering.wording import messages as texts
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import find_link, take_link
from engagiert.kernel.tenancy import enter

from .asking import ANSWER, contact_of, end_asking, recipient_of
from .proposing import say_yes
from .refusing import refuse
from .steps import close_step, note_glimpse, open_step, touch

_DAYS_TO_MEET = 14


@dataclass(frozen=True, slots=True)
class No:
    """How far a person's no reaches (``Refusal.Scope``; always at least this offer), and their own words."""

    scope: str = Refusal.Scope.OFFER
    words: str = ""
    channel: str = Volunteer.Channel.FORM


def answer_by_code(*, actor: Actor, code: str, proposal_id: uuid.UUID, no: No | None = None, origin: str = "") -> None:
    """The person answers on their page: yes, or ``no``. Raises ``LinkGone``; answered twice it is answered once."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.answer") as deputy:
        volunteer = selectors.behind(link)
        proposal = _locked(proposal_id)
        if proposal.volunteer_id != volunteer.pk:
            raise ValidationError(_("Dieser Vorschlag gehört nicht zu Ihrem Code."))
        _person(deputy, proposal, no, origin)


def note_answer(*, actor: Actor, proposal: Proposal, no: No | None = None, origin: str = "") -> None:
    """Somebody at the desk notes what the person said on the telephone, at the counter or by letter."""
    require(actor, rules.WORK, proposal)
    with enter(actor, action="volunteering.note_answer"):
        _person(actor, _locked(proposal.pk), no, origin)


def _person(actor: Actor, proposal: Proposal, no: No | None, origin: str) -> None:
    touch(proposal.volunteer)
    if no is not None:
        if proposal.state not in (Proposal.State.DECLINED, Proposal.State.AGREED):
            _persons_no(actor, proposal, no)
        return
    if not proposal.is_open:
        raise ValidationError(_("Dieser Vorschlag ist nicht mehr offen. Das Büro sagt Ihnen gern, was noch geht."))
    if proposal.volunteer_answer != Proposal.Answer.YES:
        say_yes(actor, proposal, origin)


def _persons_no(actor: Actor, proposal: Proposal, no: No) -> None:
    was_asked = proposal.organisation_asked_at is not None and proposal.state == Proposal.State.OPEN
    proposal.volunteer_answer, proposal.volunteer_answered_at = Proposal.Answer.NO, timezone.now()
    proposal.state, proposal.told = Proposal.State.DECLINED, no.words[:500]
    proposal.save(update_fields=["volunteer_answer", "volunteer_answered_at", "state", "told"])
    close_step(actor, proposal.volunteer, f"volunteering.proposal:{proposal.pk}")
    refuse(proposal.volunteer, proposal, no.scope, no.words, no.channel)
    end_asking(proposal)
    if was_asked:
        # A friendly no; never the person's words, never their name.
        write_to_organisation(actor, proposal, "declined", texts.friendly_no_text(proposal))


def answer_as_organisation(
    *, actor: Actor, code: str, yes: bool, because: str = "", words: str = "", origin: str = ""
) -> Proposal:
    """The organisation answers by the code in its mail or letter. Raises ``LinkGone``; of two at once one does."""
    found = find_link(code, ANSWER)
    with in_the_office(actor, found.office_id, action="volunteering.answer_as_organisation") as deputy:
        link = take_link(code, ANSWER, "yes" if yes else "no")
        proposal = _locked(uuid.UUID(link.about.partition(":")[2]))
        _organisation(deputy, proposal, yes, because, words, origin)
        return proposal


def note_organisation_answer(
    *, actor: Actor, proposal: Proposal, yes: bool, because: str = "", words: str = "", origin: str = ""
) -> None:
    """Somebody at the desk notes what the organisation said on the telephone or by letter."""
    require(actor, rules.WORK, proposal)
    with enter(actor, action="volunteering.note_organisation_answer"):
        locked = _locked(proposal.pk)
        if locked.organisation_asked_at is None:
            raise ValidationError(_("Erst sagt die Person Ja, dann fragen wir die Organisation."))
        _organisation(actor, locked, yes, because, words, origin)


def _organisation(actor: Actor, proposal: Proposal, yes: bool, because: str, words: str, origin: str) -> None:
    if proposal.organisation_answer == (Proposal.Answer.YES if yes else Proposal.Answer.NO):
        return
    if not proposal.is_open:
        raise ValidationError(_("Dieser Vorschlag ist nicht mehr offen."))
    if yes and not selectors.may_be_named(proposal.volunteer, timezone.localdate()):
        raise ValidationError(_("Die Zustimmung der Eltern fehlt noch. Vorher geben wir keinen Namen weiter."))
    close_step(actor, proposal.volunteer, f"volunteering.proposal:{proposal.pk}")
    end_asking(proposal)
    proposal.organisation_answer = Proposal.Answer.YES if yes else Proposal.Answer.NO
    proposal.organisation_answered_at = timezone.now()
    proposal.told = words[:500]
    if yes:
        proposal.state = Proposal.State.AGREED
    else:
        known = because in Proposal.Reason.values
        proposal.state, proposal.declined_because = Proposal.State.DECLINED, because if known else ""
    proposal.save()
    if yes:
        _bring_together(actor, proposal, origin)
    else:
        tell_person(actor, proposal, "no", texts.kindly_not_text(proposal))


def _bring_together(actor: Actor, proposal: Proposal, origin: str) -> Placement:
    """Both said yes: now the organisation learns the name, the person whom to ring, and the desk when to ask."""
    volunteer, today = proposal.volunteer, timezone.localdate()
    placement = Placement.objects.create(
        office_id=proposal.office_id,
        volunteer=volunteer,
        proposal=proposal,
        opportunity_id=proposal.opportunity_id,
        organisation_id=proposal.organisation_id,
        title=proposal.title,
        organisation_name=proposal.organisation_name,
        hours_per_week=proposal.hours_per_week,
        agreed_on=today,
    )
    note_glimpse(
        volunteer, Glimpse.What.CONTACT, organisation_id=proposal.organisation_id, name=proposal.organisation_name
    )
    write_to_organisation(actor, proposal, "agreed", texts.brought_together_text(proposal, today))
    tell_person(actor, proposal, "yes", texts.go_ahead_text(proposal, contact_of(proposal)))
    subject = _("Haben sich %(name)s und %(organisation)s kennengelernt?") % {
        "name": volunteer.name,
        "organisation": proposal.organisation_name,
    }
    due = today + datetime.timedelta(days=_DAYS_TO_MEET)
    open_step(actor, volunteer, MEETING, f"volunteering.placement:{placement.pk}", subject, due_on=due)
    return placement


def write_to_organisation(actor: Actor, proposal: Proposal, what: str, text: Text) -> None:
    """By mail or letter where it can be reached so; else the desk rings, as the open step says."""
    to = recipient_of(proposal)
    if to is not None:
        queue_message(
            actor=actor,
            office=proposal.volunteer.office,
            key=f"volunteering:{what}:{proposal.pk}",
            purpose="volunteering.organisation",
            about=f"volunteering.proposal:{proposal.pk}",
            recipient=to,
            text=text,
        )


def tell_person(actor: Actor, proposal: Proposal, what: str, text: Text) -> None:
    """By mail or letter; who has neither reads it on their page, and the desk rings."""
    volunteer = proposal.volunteer
    if volunteer.reach in ("mail", "post"):
        with override(volunteer.language):
            queue_message(
                actor=actor,
                office=volunteer.office,
                key=f"volunteering:told:{what}:{proposal.pk}",
                purpose="volunteering.proposal",
                about=f"volunteering.volunteer:{volunteer.pk}",
                recipient=Recipient(mail=volunteer.mail, postal=tuple(volunteer.postal)),
                text=text,
            )


def _locked(proposal_id: uuid.UUID) -> Proposal:
    # The person first, as in ``hold``.
    list(Volunteer.objects.select_for_update().filter(proposals=proposal_id).values_list("pk", flat=True))
    found = Proposal.objects.select_for_update(of=("self",)).select_related(
        "volunteer__office__place", "volunteer__wish"
    )
    proposal = found.filter(pk=proposal_id).first()
    if proposal is None:
        raise ValidationError(_("Diesen Vorschlag gibt es nicht mehr."))
    return proposal
