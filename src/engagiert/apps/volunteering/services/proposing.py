"""“These two could fit”: proposals made by the person's own choice, by the office, or by a round of allocation."""

import datetime
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.opportunities.public import Listing
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.kinds import ANSWER, CALL
from engagiert.apps.volunteering.models import Proposal, Volunteer
from engagiert.apps.volunteering.wording import messages as texts
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import address_of
from engagiert.kernel.tenancy import enter

from .asking import ask_organisation
from .joining import code_for
from .steps import about_person, close_step, hold, open_step, touch

MOST = 3
DAYS_TO_ANSWER = 14
_REACHED_IN_WRITING = ("mail", "post")


@dataclass(frozen=True, slots=True)
class Proposed:
    """What was proposed to whom; ``not_for``: friends to whom it could not be, with the reason in a sentence."""

    proposals: tuple[Proposal, ...]
    not_for: tuple[tuple[str, str], ...] = ()


def choose(*, actor: Actor, code: str, offers: Sequence[int], origin: str = "") -> list[Proposal]:
    """The person chooses up to three themselves: their yes is said with it. Chosen twice it is chosen once.

    Raises ``LinkGone``, and ``ValidationError`` for more than three or an offer that is gone.
    """
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.choose") as deputy:
        volunteer = selectors.behind(link)
        made = [_make(volunteer, one, Proposal.By.SELF) for one in _listings(offers)]
        for proposal in made:
            if proposal.volunteer_answer != Proposal.Answer.YES:
                say_yes(deputy, proposal, origin)
        for friend in selectors.circle_of(volunteer):
            _also(deputy, friend, _listings(offers), origin)
        touch(volunteer)
        return made


def _also(actor: Actor, friend: Volunteer, listings: list[Listing], origin: str) -> None:
    """What one chooses is proposed to friends as well, as far as it fits them; they answer for themselves."""
    made = []
    for one in listings:
        with suppress(ValidationError):
            made.append(_make(friend, one, Proposal.By.SELF))
    fresh = [one for one in made if one.volunteer_answer == Proposal.Answer.OPEN]
    if fresh:
        tell(actor, friend, fresh, origin)


def propose(
    *, actor: Actor, volunteer: Volunteer, offers: Sequence[int], together: bool = False, origin: str = ""
) -> Proposed:
    """The office proposes one to three; the person is written to, or rung by somebody at the desk.

    ``together``: to the friends as well, as far as it fits them. Raises ``ValidationError`` where they do not want to
    be asked now, or have said no to it.
    """
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.propose"):
        volunteer = hold(volunteer.pk)
        if not volunteer.may_be_asked:
            raise ValidationError(_("Diese Person möchte zurzeit nicht gefragt werden."))
        listings = _listings(offers)
        made = [_make(volunteer, one, Proposal.By.OFFICE) for one in listings]
        not_for: list[tuple[str, str]] = []
        for friend in selectors.circle_of(volunteer) if together else []:
            for one in listings:
                try:
                    made.append(_make(friend, one, Proposal.By.OFFICE))
                except ValidationError as error:
                    not_for.append((friend.name, " ".join(error.messages)))
        for person in {proposal.volunteer_id: proposal.volunteer for proposal in made}.values():
            tell(actor, person, [one for one in made if one.volunteer_id == person.pk], origin)
        close_step(actor, volunteer, about_person(volunteer))
        return Proposed(tuple(made), tuple(not_for))


def propose_found(
    *, actor: Actor, volunteer: Volunteer, listing: Listing, found: selectors.Found, origin: str = ""
) -> Proposal:
    """One proposal of an allotment that a person has released. Nobody at the desk is reminded of a missing answer:
    it expires by itself; who has a telephone only is a call as always. Raises ``ValidationError`` as ``propose``."""
    require(actor, rules.WORK, volunteer)
    with enter(actor, action="volunteering.propose"):
        volunteer = hold(volunteer.pk)
        if not volunteer.may_be_asked:
            raise ValidationError(_("Diese Person möchte zurzeit nicht gefragt werden."))
        proposal = _make(volunteer, listing, Proposal.By.WAVE, found)
        tell(actor, volunteer, [proposal], origin, remind=False)
        return proposal


def tell(actor: Actor, volunteer: Volunteer, proposals: list[Proposal], origin: str, *, remind: bool = True) -> None:
    """By mail or letter with the code of their page; who has a telephone only is rung, and the desk reminded."""
    code = code_for(volunteer)
    keys = "-".join(sorted(str(one.pk)[:8] for one in proposals))
    written = volunteer.reach in _REACHED_IN_WRITING
    if written:
        with override(volunteer.language):
            text = texts.proposals_text(volunteer, proposals, code, f"{origin or volunteer.site}{address_of(code)}")
        queue_message(
            actor=actor,
            office=volunteer.office,
            key=f"volunteering:proposed:{volunteer.pk}:{keys}",
            purpose="volunteering.proposal",
            about=about_person(volunteer),
            recipient=Recipient(mail=volunteer.mail, postal=tuple(volunteer.postal)),
            text=text,
        )
    for one in proposals:
        words = {"name": volunteer.name, "title": one.title}
        if written or volunteer.reach == Volunteer.Reach.NONE:
            if not remind:
                continue
            subject = _("%(name)s: noch keine Antwort zu „%(title)s“?") % words
            open_step(actor, volunteer, ANSWER, f"volunteering.proposal:{one.pk}", subject, due_on=one.expires_on)
        else:
            subject = _("%(name)s anrufen oder ansprechen: „%(title)s“") % words
            open_step(actor, volunteer, CALL, f"volunteering.proposal:{one.pk}", subject)
    touch(volunteer)


def say_yes(actor: Actor, proposal: Proposal, origin: str) -> None:
    """The person's yes; the organisation is asked as soon as it may learn of them."""
    proposal.volunteer_answer, proposal.volunteer_answered_at = Proposal.Answer.YES, timezone.now()
    proposal.save(update_fields=["volunteer_answer", "volunteer_answered_at"])
    close_step(actor, proposal.volunteer, f"volunteering.proposal:{proposal.pk}")
    if selectors.may_be_named(proposal.volunteer, timezone.localdate()):
        ask_organisation(actor, proposal, origin)


def _listings(offers: Sequence[int]) -> list[Listing]:
    keys = list(dict.fromkeys(offers))
    if not keys:
        raise ValidationError(_("Wählen Sie mindestens ein Angebot."))
    if len(keys) > MOST:
        raise ValidationError(_("Wählen Sie höchstens drei auf einmal. Wenn nichts daraus wird, geht es weiter."))
    found = Listing.objects.in_bulk(keys)
    if len(found) < len(keys):
        raise ValidationError(_("Ein Angebot ist inzwischen vergeben oder beendet. Sehen Sie noch einmal nach."))
    return [found[key] for key in keys]


def _make(volunteer: Volunteer, listing: Listing, by: str, found: selectors.Found | None = None) -> Proposal:
    """One proposal; the open one where there is one already. Raises ``ValidationError`` where it cannot be."""
    open_one = Proposal.objects.filter(
        volunteer=volunteer, opportunity_id=listing.pk, state=Proposal.State.OPEN
    ).select_related("volunteer__office__place").first()  # fmt: skip
    if open_one is not None:
        return open_one
    today = timezone.localdate()
    _fits(volunteer, listing, today)
    fit = found or _found(volunteer, listing, today)
    proposal = Proposal(
        office_id=volunteer.office_id,
        volunteer=volunteer,
        together=volunteer.circle,
        opportunity_id=listing.pk,
        organisation_id=listing.organisation_id or 0,
        title=listing.title,
        organisation_name=listing.organisation_name,
        kind=listing.kind,
        terms=selectors.terms_of(listing),
        hours_per_week=listing.hours_per_week,
        score=fit.score,
        parts=fit.parts,
        reasons=fit.reasons,
        by=by,
        made_at=timezone.now(),
        expires_on=today + datetime.timedelta(days=DAYS_TO_ANSWER),
    )
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as error:
        if "has said no" in str(error):
            raise ValidationError(
                _("%(name)s hat dazu Nein gesagt. Das gilt, bis die Person selbst es ändert.")
                % {"name": volunteer.name}
            ) from error
        raise
    return proposal


def _fits(volunteer: Volunteer, listing: Listing, today: datetime.date) -> None:
    years = volunteer.age(today)
    if years is not None and listing.minimum_age and years < listing.minimum_age:
        raise ValidationError(
            _("„%(title)s“ geht erst ab %(age)s Jahren.") % {"title": listing.title, "age": listing.minimum_age}
        )


def _found(volunteer: Volunteer, listing: Listing, today: datetime.date) -> selectors.Found:
    ranked = selectors.ranked_for(volunteer, today, most=200, advice=False)
    match = next((match for match, shown in ranked.matches if shown.pk == listing.pk), None)
    return selectors.Found.of(match) if match else selectors.Found()
