"""What the desk writes down on the talk sheet: confidential notes, corrections of name and numbers, and who looked."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.cases.public import asked_by
from engagiert.apps.volunteering import rules, selectors
from engagiert.apps.volunteering.models import CounselNote, Glimpse, Volunteer
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .joining import found_by
from .steps import hold, note_glimpse, touch


def open_talk(*, actor: Actor, volunteer: Volunteer) -> None:
    """The talk sheet was opened: the person reads that their office has looked, once a day, without a name."""
    require(actor, rules.READ, volunteer)
    if volunteer.glimpses.filter(organisation_id=0, what=Glimpse.What.ALL, on=timezone.localdate()).exists():
        return
    with enter(actor, action="volunteering.open_talk"):
        note_glimpse(volunteer, Glimpse.What.ALL)


def add_counsel_note(
    *, actor: Actor, volunteer: Volunteer, text: str, readers: Collection[int] = (), token: str = ""
) -> None:
    """A note that only the actor and the accounts ``readers`` of this office can read."""
    require(actor, rules.WORK, volunteer)
    if actor.account_id is None:
        raise ValidationError(_("Eine vertrauliche Notiz braucht jemanden mit Konto."))
    staff = {account.pk for account in selectors.colleagues_at(volunteer.office_id, timezone.localdate())}
    key = token or uuid.uuid4().hex
    with enter(actor, action="volunteering.add_counsel_note"):
        if not CounselNote.objects.filter(volunteer=volunteer, token=key).exists():
            CounselNote.objects.create(
                office_id=volunteer.office_id,
                volunteer=volunteer,
                at=timezone.now(),
                by=actor.label,
                readers=sorted({actor.account_id} | (set(readers) & staff)),
                text=text,
                token=key,
            )


def correct_volunteer(*, actor: Actor, volunteer: Volunteer, name: str, reach: str) -> None:
    """Name and how they are reached; ``reach`` is free text with a mail, a number, an address."""
    require(actor, rules.WORK, volunteer)
    reached = asked_by(name=name, reach=reach)
    with enter(actor, action="volunteering.correct_volunteer"):
        volunteer = hold(volunteer.pk)
        volunteer.name, volunteer.mail, volunteer.phone = name, reached.mail, reached.phone
        volunteer.postal = list(reached.postal)
        volunteer.reach = (
            "mail" if reached.mail else "phone" if reached.phone else "post" if reached.postal else "counter"
        )
        volunteer.find = found_by(name, reached.mail, reached.phone, *reached.postal)
        volunteer.save(update_fields=["name", "mail", "phone", "postal", "reach", "find"])
        touch(volunteer)
