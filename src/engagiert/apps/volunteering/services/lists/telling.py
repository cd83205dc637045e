"""Everybody on a list learns that this office has their data now, from whom, and what they may ask (Art. 14 DSGVO)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Recipient, queue_message
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.models import Volunteer, VolunteerList
from engagiert.apps.volunteering.services.joining import code_for
from engagiert.apps.volunteering.services.steps import about_person
from engagiert.apps.volunteering.wording.lists import told_text
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links.public import address_of
from engagiert.kernel.tenancy import enter


def tell_listed(*, actor: Actor, run: VolunteerList, origin: str = "") -> int:
    """A mail, or a letter to print, for each new person of the list who was not told yet; how many were written.

    Who has neither mail nor address is left for a call (``selectors.untold``). Twice is once: the message has its key.
    """
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.tell_listed"):
        _taken_over(run)
        told = []
        for volunteer in selectors.untold(run):
            if not (volunteer.mail or volunteer.postal):
                continue
            queue_message(
                actor=actor,
                office=volunteer.office,
                key=f"volunteering:listed:{volunteer.pk}",
                purpose="volunteering.listed",
                about=about_person(volunteer),
                recipient=Recipient(mail=volunteer.mail, postal=tuple(volunteer.postal)),
                text=told_text(volunteer, code := code_for(volunteer), f"{origin}{address_of(code)}"),
            )
            told.append(volunteer.pk)
        # Not ``touch``: nothing has happened between the person and us that keeps their data longer.
        Volunteer.objects.filter(pk__in=told).update(told_on=timezone.localdate())
        return len(told)


def note_told(*, actor: Actor, run: VolunteerList) -> int:
    """Somebody has rung those who are left; how many that were."""
    require(actor, rules.IMPORT_LIST, run.office_id)
    with enter(actor, action="volunteering.note_told"):
        _taken_over(run)
        keys = [one.pk for one in selectors.untold(run)]
        Volunteer.objects.filter(pk__in=keys).update(told_on=timezone.localdate())
        return len(keys)


def _taken_over(run: VolunteerList) -> None:
    if run.state != VolunteerList.State.DONE:
        raise ValidationError(_("Diese Liste ist noch nicht übernommen."))
