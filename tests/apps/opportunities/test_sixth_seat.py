"""Scenario 13: six seats, two who press in the same second, a waitlist, a freed seat that nobody takes in time."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagiert.apps.opportunities.models import Booking, Opportunity, Session, Shift
from engagiert.apps.opportunities.services import seats
from engagiert.kernel.authz import NotAllowed
from tests.cast import BERTA, IDA
from tests.factories import offers, records

pytestmark = pytest.mark.django_db

SATURDAY = (timezone.now() + datetime.timedelta(days=9)).replace(hour=8, minute=0, second=0, microsecond=0)


def person(number: int) -> str:
    return f"volunteering.volunteer:{number:08d}-0000-4000-8000-000000000000"


def a_stand(*, capacity: int = 6, taken: int = 0, start: datetime.datetime = SATURDAY) -> Shift:
    """A soup stand of three hours with this many people already in it."""
    owner = records.an_organisation(by=BERTA, name=f"Suppenküche Probe {start:%d%H}")
    offer = offers.an_offer(by=BERTA, of=owner, title="Suppe ausgeben", kind="one_off")
    with BERTA.at_work() as actor:
        plan = seats.Plan("Ausgabe", start, start + datetime.timedelta(hours=3), capacity)
        session = seats.plan_session(actor=actor, opportunity=offer, shifts=[plan], where="Markt")
        shift = session.shifts.get()
        for number in range(taken):
            seats.take_seat(actor=actor, shift=shift, who=person(number))
        return Shift.objects.get(pk=shift.pk)


def states(shift: Shift) -> list[str]:
    with BERTA.at_work():
        return list(Booking.objects.filter(shift=shift).order_by("booked_at").values_list("state", flat=True))


def test_the_seventh_stands_in_line_and_reads_the_place() -> None:
    shift = a_stand(taken=6)
    with BERTA.at_work() as actor:
        seventh = seats.take_seat(actor=actor, shift=shift, who=person(7))
        eighth = seats.take_seat(actor=actor, shift=shift, name="Wilhelmine Vorlage")
        assert [seats.place_in_line(seventh), seats.place_in_line(eighth)] == [1, 2]
        assert Shift.objects.get(pk=shift.pk).taken == 6


def test_the_same_person_twice_is_one_booking() -> None:
    shift = a_stand()
    with BERTA.at_work() as actor:
        first = seats.take_seat(actor=actor, shift=shift, who=person(1))
        assert seats.take_seat(actor=actor, shift=shift, who=person(1)).pk == first.pk
        assert Shift.objects.get(pk=shift.pk).taken == 1


def test_nobody_has_two_shifts_at_the_same_time_but_two_after_each_other() -> None:
    early = a_stand()
    beside = a_stand(start=SATURDAY + datetime.timedelta(hours=1))
    later = a_stand(start=SATURDAY + datetime.timedelta(hours=3))
    with BERTA.at_work() as actor:
        seats.take_seat(actor=actor, shift=early, who=person(1))
        with pytest.raises(ValidationError, match="andere Schicht"):
            seats.take_seat(actor=actor, shift=beside, who=person(1))
        assert seats.take_seat(actor=actor, shift=later, who=person(1)).state == "seated"
        assert Shift.objects.get(pk=beside.pk).taken == 0


def test_a_freed_seat_goes_to_the_next_in_line_and_after_its_time_to_the_one_after() -> None:
    shift = a_stand(taken=6)
    with BERTA.at_work() as actor:
        tom = seats.take_seat(actor=actor, shift=shift, who=person(7))
        wilhelmine = seats.take_seat(actor=actor, shift=shift, name="Wilhelmine Vorlage")
        seats.give_back(actor=actor, booking=Booking.objects.get(who=person(0)))
        tom.refresh_from_db()
        assert tom.state == "offered"
        newcomer = seats.take_seat(actor=actor, shift=shift, who=person(9))
        assert newcomer.state == "waiting"
        late = tom.offered_until
        assert late is not None
        assert seats.expire_offers(actor=actor, office_id=BERTA.office().pk, now=late) == 1
        with pytest.raises(ValidationError, match="schon weitergegeben"):
            seats.accept_seat(actor=actor, booking=tom)
        seats.accept_seat(actor=actor, booking=wilhelmine)
        assert Shift.objects.get(pk=shift.pk).taken == 6
    assert sorted(states(shift)) == ["given_back", "lapsed", *["seated"] * 6, "waiting"]


def test_presence_is_noted_once_the_shift_has_begun_and_can_be_corrected() -> None:
    a_stand(taken=1)
    with BERTA.at_work() as actor:
        booking = Booking.objects.get()
        with pytest.raises(ValidationError):
            seats.note_attendance(actor=actor, booking=booking, came=True)
        begun = timezone.now() - datetime.timedelta(hours=1)
        Shift.objects.update(starts_at=begun)
        seats.note_attendance(actor=actor, booking=booking, came=False)
        assert seats.note_attendance(actor=actor, booking=booking, came=True).state == "came"


def test_a_calendar_changes_its_entry_and_never_shows_two(client: Client) -> None:
    shift = a_stand()
    url = "/nieheim/engagement/suppe-ausgeben/termine.ics"
    before = client.get(url).content.decode()
    with BERTA.at_work() as actor:
        session = Session.objects.get(pk=shift.session_id)
        seats.move_session(actor=actor, session=session, by=datetime.timedelta(days=1))
    after = client.get(url).content.decode()
    uid = next(line for line in before.split("\r\n") if line.startswith("UID:"))
    assert uid in after
    assert (before.count("BEGIN:VEVENT"), after.count("BEGIN:VEVENT")) == (1, 1)
    assert "SEQUENCE:0" in before
    assert "SEQUENCE:1" in after
    assert all(len(line.encode()) <= 75 for line in after.split("\r\n"))
    with BERTA.at_work() as actor:
        seats.call_off_session(actor=actor, session=session)
    assert "STATUS:CANCELLED" in client.get(url).content.decode()
    assert "fällt aus" in client.get("/nieheim/engagement/suppe-ausgeben/").content.decode()


def test_impossible_shifts_are_refused_and_who_only_reads_seats_nobody() -> None:
    shift = a_stand()
    with BERTA.at_work() as actor:
        offer = Opportunity.objects.get()
        for plan in (seats.Plan("", SATURDAY, SATURDAY, 3), seats.Plan("", SATURDAY, SATURDAY + seats.KEPT, 0)):
            with pytest.raises(ValidationError):
                seats.plan_session(actor=actor, opportunity=offer, shifts=[plan])
    with IDA.at_work() as actor, pytest.raises(NotAllowed):
        seats.take_seat(actor=actor, shift=shift, who=person(1))


@pytest.mark.django_db(transaction=True)
def test_twenty_who_press_in_the_same_second_get_six_seats_and_a_line() -> None:
    shift, many = a_stand(), 20
    start = threading.Barrier(many)

    def press(number: int) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            with BERTA.at_work() as actor:
                return seats.take_seat(actor=actor, shift=shift, who=person(number)).state
        finally:
            connection.close()

    BERTA.account()
    with ThreadPoolExecutor(many) as pool:
        found = sorted(pool.map(press, range(many)))
    assert found == ["seated"] * 6 + ["waiting"] * 14
    with BERTA.at_work():
        assert Shift.objects.get(pk=shift.pk).taken == 6
