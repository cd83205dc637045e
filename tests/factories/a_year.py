"""What an office plans on the first morning of 2027 and is reminded of in the course of the year."""

import datetime

from django.utils import timezone

from engagiert.apps.accounts.public import Office, take_on_task
from engagiert.apps.opportunities import services as offering
from engagiert.apps.programme import services as outing_services
from engagiert.apps.recognition.models import Card
from tests.cast import OPERATOR, Person, the_operator_at_work
from tests.factories import offers, outings, records, surveys, volunteers, waves
from tests.factories.calendar import BERLIN


def moment(day: str, hour: int) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T{hour:02}:00").replace(tzinfo=BERLIN)


def planned(by: Person) -> Office:
    """One of each thing that a nightly job reminds of; days at both changes of the clock where one can choose."""
    with the_operator_at_work():
        take_on_task(actor=OPERATOR, office=by.office(), task=Office.Task.CARD)
    shelter = records.an_organisation(by=by, name="Tierheim Muster", mails=["tiere@probe.example"])
    # Ninety days old on the first Sunday of the year.
    offer = offers.an_offer(by=by, of=shelter)
    with by.at_work() as actor:
        offering.confirm_opportunity(actor=actor, opportunity=offer, on=datetime.date(2026, 10, 5))
    helper = volunteers.a_volunteer(by=by, mail="heinrich@probe.example")
    # With them from the first day: asked after four weeks and after half a year.
    volunteers.placed(helper, offers.an_offer(by=by, of=shelter, title="Käfige säubern"), by=by)
    ahead = (moment("2027-03-29", 8) - timezone.now()).total_seconds() / 3600
    volunteers.seated(helper, volunteers.a_shift(by=by, hours_ahead=ahead), by=by)
    _an_outing(by)
    with by.at_work():
        Card.objects.filter(pk=outings.a_card(by, "Ada Eins", mail="ada@probe.example").pk).update(
            expires_on=datetime.date(2027, 12, 1)
        )
    surveys.a_survey(by=by, closes_on=datetime.date(2027, 4, 5))
    surveys.a_goal(
        by=by, days=(datetime.date(2027, 10, 31) - timezone.localdate()).days, owner_mail="ziel@probe.example"
    )
    waves.signed_up(waves.a_wave(by=by), mail="anna@probe.example")
    return by.office()


def _an_outing(by: Person) -> None:
    days = (moment("2027-10-31", 8) - timezone.now()).days + 1
    outing = outings.an_outing(by, days=days)
    card = outings.a_card(by, "Gast Erster", mail="gast@probe.example")
    with by.at_work("tests.outing") as actor:
        outing_services.note_signup(actor=actor, outing=outing, number=card.index)
