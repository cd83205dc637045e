"""People who want to help, made by the services, each known to the office of somebody of the cast."""

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.utils import timezone

from engagiert.apps.opportunities.models import Opportunity
from engagiert.apps.privacy.public import Asked
from engagiert.apps.volunteering import services
from engagiert.apps.volunteering.models import Placement, Proposal, Seat, Shift, Volunteer, VolunteerList
from tests.cast import Person

SITE = "https://engagiert.example"


def a_volunteer(
    *,
    by: Person,
    name: str = "Heinrich Erdacht",
    phone: str = "0000 3920033",
    mail: str = "",
    born_on: datetime.date | None = None,
    guardian: str = "Eva Beispiel",
    friends: tuple[services.Someone, ...] = (),
    **wish: Any,
) -> Volunteer:
    """Taken down at the desk by telephone."""
    guardians = (Asked(guardian),) if born_on else ()
    someone = services.Someone(name=name, phone=phone, mail=mail, born_on=born_on, guardians=guardians)
    office = by.office()
    with by.at_work("tests.take_down") as actor:
        return services.take_down(
            actor=actor,
            office=office,
            someone=someone,
            wanting=services.Wanting(**wish),
            channel=Volunteer.Channel.PHONE,
            token=uuid.uuid4().hex,
            friends=friends,
            origin=SITE,
        )[0]


def a_list(*, by: Person, filename: str = "agentur.csv", name: str = "Tom Ejemplo") -> VolunteerList:
    """The list of an agency that switches, tried and not yet taken over."""
    content = f"Name;Telefon;Organisation;Aufgabe\n{name};0000 77;Repair-Treff Muster;Reparieren\n".encode()
    with by.at_work("tests.receive_list") as actor:
        run = services.receive_list(actor=actor, office=by.office(), filename=filename, content=content)
        services.try_list(actor=actor, run=run)
        return run


def proposed(volunteer: Volunteer, offer: Opportunity, *, by: Person, together: bool = False) -> Proposal:
    with by.at_work("tests.propose") as actor:
        made = services.propose(actor=actor, volunteer=volunteer, offers=[offer.pk], together=together, origin=SITE)
        return made.proposals[0]


def agreed(volunteer: Volunteer, offer: Opportunity, *, by: Person) -> Placement:
    """Both said yes; they have not met yet."""
    proposal = proposed(volunteer, offer, by=by)
    with by.at_work("tests.agree") as actor:
        services.note_answer(actor=actor, proposal=proposal, origin=SITE)
        asked = Proposal.objects.get(pk=proposal.pk)
        services.note_organisation_answer(actor=actor, proposal=asked, yes=True, origin=SITE)
        return Placement.objects.select_related("volunteer__office__place").get(proposal=proposal)


def placed(volunteer: Volunteer, offer: Opportunity, *, by: Person, **more: Any) -> Placement:
    """Both said yes, they met, and it stays so."""
    placement = agreed(volunteer, offer, by=by)
    with by.at_work("tests.place") as actor:
        services.confirm_placement(actor=actor, placement=placement, **more)
        placement.refresh_from_db()
        return placement


def born(years: int) -> datetime.date:
    """The birthday of somebody who has just turned so old."""
    return datetime.date(timezone.localdate().year - years, 1, 1)


def two_hours(token: str = "") -> services.Given:
    return services.Given(on=timezone.localdate(), hours=Decimal(2), what="Noten sortiert", token=token)


def a_shift(
    *, by: Person, title: str = "Suppenstand", seats: int = 6, hours_ahead: float = 48, lasts: int = 3
) -> Shift:
    begins = timezone.now() + datetime.timedelta(hours=hours_ahead)
    plan = services.Plan(title, begins, begins + datetime.timedelta(hours=lasts), seats, where="Marktplatz")
    office = by.office()
    with by.at_work("tests.plan") as actor:
        return services.plan_shift(actor=actor, office=office, plan=plan)


def seated(volunteer: Volunteer, shift: Shift, *, by: Person) -> Seat:
    """At the counter: a seat, or a place in the waitlist."""
    with by.at_work("tests.seat") as actor:
        return services.note_seat(actor=actor, volunteer=volunteer, shift=shift)
