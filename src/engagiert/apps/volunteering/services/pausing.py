"""Pause, “not now, ask me in spring”, another wish, goodbye: by the person's code or noted at the desk."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.kinds import LATER
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer, Wish
from engagiert.apps.volunteering.wording import messages as texts
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .answering import write_to_organisation
from .asking import end_asking
from .forgetting import forget_volunteer
from .joining import Wanting, check_wish, write_wish
from .placing import end_held
from .seats import give_up_seats_of
from .steps import about_person, close_step, hold, open_step, touch

_FARTHEST = datetime.timedelta(days=800)
_STEPS = ("volunteer", "guardian", "load", "later")


def change_wish(*, actor: Actor, volunteer: Volunteer, wanting: Wanting) -> None:
    """Noted at the desk. Raises ``ValidationError`` by field where the wish contradicts itself."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.change_wish"):
        _change(volunteer, wanting)


def change_wish_by_code(*, actor: Actor, code: str, wanting: Wanting) -> None:
    """By the person. Raises ``LinkGone``, ``ValidationError``."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.change_wish"):
        _change(selectors.behind(link), wanting)


def _change(volunteer: Volunteer, wanting: Wanting) -> None:
    check_wish(wanting)
    volunteer = hold(volunteer.pk)
    write_wish(Wish.objects.select_for_update().get(volunteer=volunteer), wanting, volunteer.office)
    touch(volunteer)


def pause(*, actor: Actor, volunteer: Volunteer, until: datetime.date | None, ask_again: bool = False) -> None:
    """No proposals until a day; ``ask_again``: a case on that day. Without a day until they say so."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.pause"):
        _pause(actor, volunteer, until, ask_again)


def pause_by_code(*, actor: Actor, code: str, until: datetime.date | None, ask_again: bool = False) -> None:
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.pause") as deputy:
        _pause(deputy, selectors.behind(link), until, ask_again)


def _pause(actor: Actor, volunteer: Volunteer, until: datetime.date | None, ask_again: bool) -> None:
    volunteer, today = hold(volunteer.pk), timezone.localdate()
    if until is not None and not today < until <= today + _FARTHEST:
        raise ValidationError({"until": _("Nennen Sie einen Tag in den nächsten zwei Jahren.")})
    if volunteer.state == Volunteer.State.LEFT:
        raise ValidationError(_("Diese Person hat sich verabschiedet."))
    volunteer.state = Volunteer.State.LATER if ask_again else Volunteer.State.PAUSED
    volunteer.resumes_on = until
    volunteer.save(update_fields=["state", "resumes_on"])
    end_open_proposals(actor, volunteer, Proposal.Reason.PAUSE)
    close_step(actor, volunteer, about_person(volunteer))
    if ask_again and until is not None:
        subject = _("%(name)s wollte wieder gefragt werden") % {"name": volunteer.name}
        open_step(actor, volunteer, LATER, about_person(volunteer, "later"), subject, due_on=until)
    touch(volunteer)


def resume(*, actor: Actor, volunteer: Volunteer) -> None:
    """They want to be asked again."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.resume"):
        _resume(actor, volunteer)


def resume_by_code(*, actor: Actor, code: str) -> None:
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.resume") as deputy:
        _resume(deputy, selectors.behind(link))


def _resume(actor: Actor, volunteer: Volunteer) -> None:
    volunteer = hold(volunteer.pk)
    volunteer.state, volunteer.resumes_on, volunteer.left_on = Volunteer.State.ACTIVE, None, None
    volunteer.save(update_fields=["state", "resumes_on", "left_on"])
    close_step(actor, volunteer, about_person(volunteer, "later"))
    touch(volunteer)


def leave(*, actor: Actor, volunteer: Volunteer, forget: bool = False) -> None:
    """Goodbye: everything open ends. ``forget``: name, numbers and wish are deleted at once, the count stays."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.leave"):
        _leave(actor, volunteer, forget)


def leave_by_code(*, actor: Actor, code: str, forget: bool = False) -> None:
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.leave") as deputy:
        _leave(deputy, selectors.behind(link), forget)


def _leave(actor: Actor, volunteer: Volunteer, forget: bool) -> None:
    give_up_seats_of(actor, volunteer)
    volunteer = hold(volunteer.pk)
    end_everything(actor, volunteer, Proposal.Reason.NONE, Placement.End.OTHER)
    volunteer.state, volunteer.left_on, volunteer.resumes_on = Volunteer.State.LEFT, timezone.localdate(), None
    volunteer.save(update_fields=["state", "left_on", "resumes_on"])
    touch(volunteer)
    if forget:
        forget_volunteer(volunteer)


def end_everything(actor: Actor, volunteer: Volunteer, because: str, end: str) -> None:
    """No proposal stays open, no placement runs, nothing waits on the desk but thanks."""
    end_open_proposals(actor, volunteer, because)
    for placement in volunteer.placements.exclude(state=Placement.State.ENDED).select_related("volunteer__office"):
        write_to_organisation(actor, placement.proposal, "ended", texts.friendly_no_text(placement.proposal))
        end_held(actor, placement, end)
    for noun in _STEPS:
        close_step(actor, volunteer, about_person(volunteer, noun), "withdrawn")


def end_open_proposals(actor: Actor, volunteer: Volunteer, because: str) -> None:
    """Whoever was asked reads a friendly no."""
    for proposal in volunteer.proposals.filter(state=Proposal.State.OPEN).select_related("volunteer__office__place"):
        proposal.state, proposal.declined_because = Proposal.State.WITHDRAWN, because
        proposal.save(update_fields=["state", "declined_because"])
        end_asking(proposal)
        close_step(actor, volunteer, f"volunteering.proposal:{proposal.pk}", "withdrawn")
        if proposal.organisation_asked_at is not None:
            write_to_organisation(actor, proposal, "declined", texts.friendly_no_text(proposal))
