"""What the office has to do next about somebody, as a case on the desk with its day; and what the person was shown."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import Case, From, Kind, close_cases_about, open_case
from engagiert.apps.cases.public import selectors as case_selectors
from engagiert.apps.volunteering.models import Glimpse, Volunteer
from engagiert.kernel.authz import Actor


def who(volunteer: Volunteer) -> From:
    """The person as the asker of a case."""
    return From(
        name=volunteer.name,
        mail=volunteer.mail,
        phone=volunteer.phone,
        postal=tuple(volunteer.postal),
        reach=volunteer.reach,
        language=volunteer.language,
    )


def about_person(volunteer: Volunteer, noun: str = "volunteer") -> str:
    return f"volunteering.{noun}:{volunteer.pk}"


def open_step(
    actor: Actor,
    volunteer: Volunteer,
    kind: Kind,
    about: str,
    subject: str,
    *,
    text: str = "",
    due_on: datetime.date | None = None,
    channel: str = "office",
) -> Case | None:
    """A case on the desk, unless one about this very thing is open; ``due_on`` tomorrow or later."""
    if about in case_selectors.open_abouts(volunteer.office_id, (about,)):
        return None
    earliest = timezone.localdate() + datetime.timedelta(days=1)
    return open_case(
        actor=actor,
        office=volunteer.office,
        kind=kind.code,
        asker=who(volunteer),
        channel=channel,
        subject=subject[:200],
        text=text,
        about=about,
        due_on=max(due_on, earliest) if due_on is not None else None,
    )


def close_step(actor: Actor, volunteer: Volunteer, about: str, outcome: str = "", reason: str = "") -> None:
    close_cases_about(
        actor=actor,
        office=volunteer.office,
        about=about,
        outcome=outcome or Case.Outcome.HELPED,
        reason=reason,
    )


def hold(volunteer_id: uuid.UUID) -> Volunteer:
    """The person as they are now, locked; always before their proposals and placements, so that no ring arises."""
    people = Volunteer.objects.select_for_update(of=("self",)).select_related("office__place")
    return people.get(pk=volunteer_id)


def touch(volunteer: Volunteer) -> None:
    """Something happened between the person and us: the period of keeping counts from now."""
    volunteer.last_contact_at = timezone.now()
    volunteer.save(update_fields=["last_contact_at"])


def note_glimpse(volunteer: Volunteer, what: str, *, organisation_id: int = 0, name: str = "") -> None:
    """Keep that the office or an organisation has seen something of the person today; once a day."""
    Glimpse.objects.bulk_create(
        [
            Glimpse(
                office_id=volunteer.office_id,
                volunteer=volunteer,
                organisation_id=organisation_id,
                who=name or _("Büro: %(name)s") % {"name": volunteer.office.name},
                what=what,
                on=timezone.localdate(),
            )
        ],
        ignore_conflicts=True,
    )
