"""What happens by itself each morning: once, however often it runs."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.accounts.public import Office
from engagiert.apps.volunteering import rules
from engagiert.apps.volunteering.kinds import CHECK_IN
from engagiert.apps.volunteering.models import Inspection, Placement, Proposal, Volunteer
from engagiert.kernel.authz import Actor, require

from .asking import end_asking
from .placing import warn_of_load
from .steps import close_step, open_step

WEEKS, MONTHS = datetime.timedelta(days=28), datetime.timedelta(days=182)


def run_daily(*, actor: Actor, office: Office, today: datetime.date | None = None) -> None:
    """Proposals nobody answered expire, pauses end, check-ins come due, too much is noticed."""
    require(actor, rules.RUN_DAILY, office.pk)
    day = today or timezone.localdate()
    _expire(actor, office, day)
    _end_pauses(office, day)
    _check_in(actor, office, day)
    running = Placement.objects.filter(office=office, state=Placement.State.WITH_US)
    for volunteer in _people(running):
        warn_of_load(actor, volunteer)
    # Who is with an organisation is in contact with us, and their certificate is needed.
    there = running.values("volunteer_id")
    Volunteer.objects.filter(office=office, pk__in=there).update(last_contact_at=timezone.now())
    Inspection.objects.filter(office=office, volunteer__in=there, last_active_on__lt=day).update(last_active_on=day)


def _expire(actor: Actor, office: Office, day: datetime.date) -> None:
    over = Proposal.objects.select_for_update(of=("self",)).filter(
        office=office, state=Proposal.State.OPEN, expires_on__lt=day
    )
    for proposal in over.select_related("volunteer__office__place"):
        # A yes of the person is never lost by itself: it waits for the organisation or the guardians.
        if proposal.volunteer_answer == Proposal.Answer.YES:
            continue
        proposal.state = Proposal.State.EXPIRED
        proposal.save(update_fields=["state"])
        end_asking(proposal)
        close_step(actor, proposal.volunteer, f"volunteering.proposal:{proposal.pk}", "no_reply")


def _end_pauses(office: Office, day: datetime.date) -> None:
    """Who asked for a pause until a day is back; who wants to be asked first has a case on the desk."""
    over = Volunteer.objects.filter(office=office, state=Volunteer.State.PAUSED, resumes_on__lte=day)
    over.update(state=Volunteer.State.ACTIVE, resumes_on=None)


def _check_in(actor: Actor, office: Office, day: datetime.date) -> None:
    there = Placement.objects.filter(office=office, state=Placement.State.WITH_US).select_related(
        "volunteer__office__place"
    )
    for placement in there.filter(asked_after_weeks__isnull=True, began_on__lte=day - WEEKS):
        _ask(actor, placement, "asked_after_weeks", _("Vier Wochen dabei: wie läuft es?"), day)
    for placement in there.filter(asked_after_months__isnull=True, began_on__lte=day - MONTHS):
        _ask(actor, placement, "asked_after_months", _("Ein halbes Jahr dabei: wie läuft es?"), day)


def _ask(actor: Actor, placement: Placement, column: str, question: str, day: datetime.date) -> None:
    setattr(placement, column, day)
    placement.save(update_fields=[column])
    subject = f"{placement.volunteer.name}, {placement.title}: {question}"
    open_step(actor, placement.volunteer, CHECK_IN, f"volunteering.placement:{placement.pk}", subject)


def _people(running: "QuerySet[Placement]") -> list[Volunteer]:
    found = Volunteer.objects.filter(pk__in=running.values("volunteer_id"))
    return list(found.select_related("office__place", "wish"))
