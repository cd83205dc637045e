"""The guardians' word: with it what waited goes on, without it everything open ends."""

import uuid
from dataclasses import dataclass

from django.utils import timezone

from engagiert.apps.accounts.public import Office
from engagiert.apps.directory.public import in_the_office
from engagiert.apps.privacy.public import Agreement, code_for_paper, note_agreement, withdraw_agreement
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.models import Placement, Proposal, Volunteer
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .asking import ask_organisation
from .pausing import end_everything
from .seats import give_up_seats_of
from .steps import about_person, close_step, touch

ABOUT = "volunteering.volunteer:"


def follow_consent(*, actor: Actor, office: Office, about: str, origin: str = "") -> None:
    """What the guardians' consent of ``about`` allows now: called when it changed, and safe to repeat."""
    require(actor, rules.TAKE_DOWN, office.pk)
    key = about.removeprefix(ABOUT)
    found = Volunteer.objects.select_related("office__place", "wish").filter(office=office, pk=_uuid(key)).first()
    if found is None:
        return
    with enter(actor, action="volunteering.follow_consent"):
        guardians = selectors.guardians_of(found, timezone.localdate())
        if guardians.state == "given":
            close_step(actor, found, about_person(found, "guardian"))
            for proposal in found.proposals.filter(state=Proposal.State.OPEN, volunteer_answer=Proposal.Answer.YES):
                ask_organisation(actor, proposal, origin)
        elif guardians.state == "withdrawn":
            give_up_seats_of(actor, found)
            end_everything(actor, found, Proposal.Reason.CONSENT, Placement.End.CONSENT)


def note_guardian(*, actor: Actor, volunteer: Volunteer, agreement: Agreement, way: str, origin: str = "") -> None:
    """A guardian agreed on paper, on the telephone or at the counter."""
    require(actor, rules.WORK, volunteer)
    note_agreement(actor=actor, agreement=agreement, way=way)
    touch(volunteer)
    follow_consent(actor=actor, office=volunteer.office, about=about_person(volunteer), origin=origin)


def take_back_guardian(*, actor: Actor, volunteer: Volunteer, agreement: Agreement, way: str) -> None:
    """A guardian took it back: from now on nothing new goes out, and what is open ends."""
    require(actor, rules.WORK, volunteer)
    withdraw_agreement(actor=actor, agreement=agreement, way=way)
    touch(volunteer)
    follow_consent(actor=actor, office=volunteer.office, about=about_person(volunteer))


@dataclass(frozen=True, slots=True)
class Slip:
    """A sheet for the guardians: the words they read, and a code for each (by name) who has not agreed yet."""

    volunteer: Volunteer
    text: str
    codes: tuple[tuple[str, str], ...]


def print_slip(*, actor: Actor, volunteer: Volunteer) -> Slip | None:
    """The sheet that goes home with a young person; None where nobody has to agree any more."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.print_slip"):
        return _slip(actor, volunteer)


def print_slip_by_code(*, actor: Actor, code: str) -> Slip | None:
    """The same for the holder of the person's code. Raises ``LinkGone``."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.print_slip") as deputy:
        return _slip(deputy, selectors.behind(link))


def _slip(actor: Actor, volunteer: Volunteer) -> Slip | None:
    found = selectors.guardians_of(volunteer, timezone.localdate())
    if found.consent is None or not found.is_missing:
        return None
    waiting = [one for one in found.consent.agreements.all() if one.who == Agreement.Who.GUARDIAN and not one.stands]
    codes = tuple((one.name, code_for_paper(actor=actor, agreement=one)) for one in waiting)
    return Slip(volunteer, found.consent.text, codes)


def _uuid(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        return uuid.UUID(int=0)
