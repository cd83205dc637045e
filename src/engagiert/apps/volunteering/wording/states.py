"""States in the words that people see: vorgeschlagen · angefragt · Kennenlernen · Probe · dabei · beendet."""

from django.utils.translation import gettext as _

from engagiert.apps.volunteering.models import Placement, Proposal

STEPS = ("proposed", "asked", "meeting", "trial", "with_us")


def step_words() -> list[str]:
    return [_("vorgeschlagen"), _("angefragt"), _("Kennenlernen"), _("Probe"), _("dabei")]


def step_of(proposal: Proposal) -> int:
    """The number of the current step, from 1; 6 where it has ended."""
    placement = getattr(proposal, "placement", None)
    if placement is not None:
        return {"meeting": 3, "trial": 4, "with_us": 5, "ended": 6}[placement.state]
    return 2 if proposal.organisation_asked_at else 1


def state_word(proposal: Proposal) -> str:
    """How it stands, for the desk and the person alike."""
    placement = getattr(proposal, "placement", None)
    if placement is not None:
        return str(Placement.State(placement.state).label)
    if proposal.state != Proposal.State.OPEN:
        return str(Proposal.State(proposal.state).label)
    return _("angefragt") if proposal.organisation_asked_at else _("vorgeschlagen")


def waits_for(proposal: Proposal, *, guardian_missing: bool = False) -> str:
    """Whose turn it is, in a sentence to the person; empty where nobody's."""
    if proposal.state != Proposal.State.OPEN:
        return ""
    if proposal.volunteer_answer != Proposal.Answer.YES:
        return _("Jetzt sind Sie dran: Interessiert Sie das?")
    if proposal.organisation_asked_at:
        return _("Die Organisation ist gefragt. Ihren Namen kennt sie noch nicht.")
    if guardian_missing:
        return _("Ihr Ja ist notiert. Es fehlt die Zustimmung der Eltern; bis dahin erfährt niemand Ihren Namen.")
    return _("Ihr Ja ist notiert. Wir fragen die Organisation.")
