"""A no that holds, and the change of mind that lifts it, with its day."""

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.opportunities.public import Opportunity
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.models import Proposal, Refusal, Volunteer
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .steps import hold, touch

# Who wants no office on a board wants none of its posts, whatever the offer calls itself.
OF_BOARDS = ("board_work", "bookkeeping", "minutes")


def refuse(volunteer: Volunteer, proposal: Proposal, scope: str, words: str, channel: str) -> None:
    """Write down how far the no reaches; what stands already is not said twice. In the open scope."""
    keys = [(Refusal.Scope.OFFER, str(proposal.opportunity_id), proposal.title)]
    if scope == Refusal.Scope.ORGANISATION and proposal.organisation_id:
        keys.append((Refusal.Scope.ORGANISATION, str(proposal.organisation_id), proposal.organisation_name))
    if scope == Refusal.Scope.KIND:
        keys += _of_kind(proposal.kind)
    for one, key, about in keys:
        _write(volunteer, one, key, about, words if one == scope else "", channel)
    _withdraw_met(volunteer)


def _of_kind(kind: str) -> list[tuple[Refusal.Scope, str, str]]:
    label = str(Opportunity.Kind(kind).label) if kind in Opportunity.Kind.values else kind
    found = [(Refusal.Scope.KIND, kind, label)]
    if kind == Opportunity.Kind.HONORARY_OFFICE:
        words = selectors.words_of(list(OF_BOARDS))
        found += [(Refusal.Scope.FIELD, code, word) for code, word in zip(OF_BOARDS, words, strict=True)]
    return found


def _write(volunteer: Volunteer, scope: str, key: str, about: str, words: str, channel: str) -> None:
    Refusal.objects.bulk_create(
        [
            Refusal(
                office_id=volunteer.office_id,
                volunteer=volunteer,
                scope=scope,
                key=key,
                about=about[:300],
                words=words[:500],
                channel=channel,
                said_on=timezone.localdate(),
            )
        ],
        ignore_conflicts=True,
    )


def _withdraw_met(volunteer: Volunteer) -> None:
    """Other open proposals that the new no meets end as well."""
    said = selectors.standing_refusals(volunteer)
    for proposal in Proposal.objects.filter(volunteer=volunteer, state=Proposal.State.OPEN):
        if any(_meets(one, proposal) for one in said):
            proposal.state = Proposal.State.WITHDRAWN
            proposal.save(update_fields=["state"])


def _meets(said: Refusal, proposal: Proposal) -> bool:
    of = {
        Refusal.Scope.OFFER: [str(proposal.opportunity_id)],
        Refusal.Scope.ORGANISATION: [str(proposal.organisation_id)],
        Refusal.Scope.KIND: [proposal.kind],
        Refusal.Scope.FIELD: proposal.terms,
    }
    return said.key in of[Refusal.Scope(said.scope)]


def note_change_of_mind(*, actor: Actor, refusal: Refusal, words: str = "") -> None:
    """The person wants it after all, and said so today; from now on it may be proposed again. Twice is once."""
    require(actor, rules.WORK, refusal)
    with enter(actor, action="volunteering.note_change_of_mind"):
        _lift(refusal, words)


def change_mind_by_code(*, actor: Actor, code: str, refusal_id: str) -> None:
    """The same on the person's own page. Raises ``LinkGone``."""
    link = selectors.link_of(code)
    with in_the_office(actor, link.office_id, action="volunteering.change_mind"):
        volunteer = selectors.behind(link)
        refusal = volunteer.refusals.filter(pk=refusal_id).first()
        if refusal is not None:
            _lift(refusal, _("auf der eigenen Seite geändert"))


def _lift(refusal: Refusal, words: str) -> None:
    volunteer = hold(refusal.volunteer_id)
    standing = Refusal.objects.filter(volunteer=refusal.volunteer_id, said_on=refusal.said_on, lifted_on__isnull=True)
    if refusal.scope == Refusal.Scope.KIND:
        # “No board” was said in one breath about the kind and its tasks; it is taken back likewise.
        also = standing.filter(scope=Refusal.Scope.FIELD, key__in=OF_BOARDS)
    else:
        also = standing.none()
    for one in (*Refusal.objects.filter(pk=refusal.pk, lifted_on__isnull=True), *also):
        one.lifted_on, one.lifted_words = timezone.localdate(), words[:500]
        one.save(update_fields=["lifted_on", "lifted_words"])
    touch(volunteer)
