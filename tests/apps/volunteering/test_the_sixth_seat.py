"""A soup stand with six seats, five taken: two press in the same second, a third waits at the counter."""

import datetime
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone

from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.volunteering import selectors, services
from engagiert.apps.volunteering.models import Seat, Shift
from tests.cast import ANYBODY, SELMA
from tests.factories import volunteers

pytestmark = pytest.mark.django_db(transaction=True)
CODE = re.compile(r"(?:[2-9A-Z]{4}-){2}[2-9A-Z]{4}")


def five_taken(**more: float) -> Shift:
    shift = volunteers.a_shift(by=SELMA, **more)  # type: ignore[arg-type]
    for number in range(5):
        person = volunteers.a_volunteer(by=SELMA, name=f"Person {number} Probe")
        volunteers.seated(person, shift, by=SELMA)
    return shift


def states(shift: Shift) -> dict[str, str]:
    with SELMA.at_work():
        return {seat.volunteer.name: seat.state for seat in selectors.seats_of(shift)}


def test_of_two_who_press_in_the_same_second_one_has_the_seat_and_the_other_waits_first() -> None:
    shift, office = five_taken(), SELMA.office()
    names, start = ("Ayşe Örnek", "Tom Ejemplo"), threading.Barrier(2)

    def press(name: str) -> str:
        try:
            connection.ensure_connection()
            start.wait(timeout=30)
            someone = services.Someone(name=name, mail=f"{name[:3].lower()}@post.example".replace("ş", "s"))
            seat = services.take_seat(actor=ANYBODY, office=office, shift_id=shift.pk, someone=someone, token=name)
            return services.give_seat_code(actor=ANYBODY, office=office, seat=seat)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(press, names))
    found = states(shift)
    assert sorted(found[name] for name in names) == ["taken", "waiting"]
    assert list(found.values()).count("taken") == 6
    pages = [Client().get(f"/einsatz/{code}/").content.decode() for code in codes]
    assert sum("Warteliste, Platz 1" in page for page in pages) == 1
    assert sum("Sie haben einen Platz" in page for page in pages) == 1


def test_who_leaves_frees_their_seat_for_who_waits() -> None:
    shift = five_taken()
    leaving = volunteers.a_volunteer(by=SELMA, name="Ayşe Örnek")
    volunteers.seated(leaving, shift, by=SELMA)
    waits = volunteers.a_volunteer(by=SELMA, name="Tom Ejemplo", phone="", mail="tom@post.example")
    volunteers.seated(waits, shift, by=SELMA)
    with SELMA.at_work("tests.leave") as actor:
        services.leave(actor=actor, volunteer=leaving)
    found = states(shift)
    assert (found["Ayşe Örnek"], found["Tom Ejemplo"]) == ("given_up", "offered")


def test_a_freed_seat_is_offered_until_an_hour_then_it_goes_to_wilhelmine_as_a_call() -> None:
    shift = five_taken()
    first = volunteers.a_volunteer(by=SELMA, name="Ayşe Örnek")
    volunteers.seated(first, shift, by=SELMA)
    waits = volunteers.a_volunteer(by=SELMA, name="Tom Ejemplo", phone="", mail="tom@post.example")
    toms = volunteers.seated(waits, shift, by=SELMA)
    old = volunteers.a_volunteer(by=SELMA, name="Wilhelmine Vorlage")
    hers = volunteers.seated(old, shift, by=SELMA)
    with SELMA.at_work() as actor:
        given_up = Seat.objects.get(volunteer__name="Person 2 Probe")
        services.give_up_seat(actor=actor, seat=given_up, origin=volunteers.SITE)
        toms.refresh_from_db()
        assert toms.state == Seat.State.OFFERED
        assert toms.offered_until is not None
        mail = Message.objects.get(mail="tom@post.example", purpose="volunteering.seat")
        code = CODE.search(str(mail.blocks))
        assert not Case.objects.exclude(state="closed").filter(kind="volunteering.seat").exists()
        services.pass_on_seats(
            actor=actor, office=SELMA.office(), now=toms.offered_until + datetime.timedelta(minutes=1)
        )
        assert Case.objects.exclude(state="closed").get(kind="volunteering.seat").subject.startswith("Wilhelmine")
    assert code
    late = Client().post(f"/einsatz/{code.group()}/tun/ja/", follow=True).content.decode()
    assert "Der Platz ist weitergegangen" in late
    with SELMA.at_work() as actor:
        hers.refresh_from_db()
        services.note_acceptance(actor=actor, seat=hers)
    found = states(shift)
    assert list(found.values()).count("taken") == 6
    assert found["Wilhelmine Vorlage"] == "taken"
    listed = SELMA.browser().get(f"/schreibtisch/einsaetze/{shift.pk}/").content.decode()
    assert "6 von 6 Plätzen" in listed
    assert "Wilhelmine Vorlage" in listed


def test_nobody_has_two_seats_at_one_time() -> None:
    person = volunteers.a_volunteer(by=SELMA, name="Tom Ejemplo")
    first, second = volunteers.a_shift(by=SELMA), volunteers.a_shift(by=SELMA, title="Flohmarkt", hours_ahead=49)
    volunteers.seated(person, first, by=SELMA)
    with pytest.raises(ValidationError, match="schon einen anderen Platz"):
        volunteers.seated(person, second, by=SELMA)


def test_a_calendar_shows_one_entry_that_changes() -> None:
    person, shift = volunteers.a_volunteer(by=SELMA, name="Tom Ejemplo"), volunteers.a_shift(by=SELMA)
    seat = volunteers.seated(person, shift, by=SELMA)
    code = services.give_seat_code(actor=ANYBODY, office=SELMA.office(), seat=seat)
    before = Client().get(f"/einsatz/{code}/kalender.ics").content.decode()
    Client().post(f"/einsatz/{code}/tun/absagen/")
    after = Client().get(f"/einsatz/{code}/kalender.ics").content.decode()
    uid = f"UID:{seat.pk}@testserver"
    assert uid in before
    assert uid in after
    assert ("STATUS:CONFIRMED" in before, "SEQUENCE:0" in before) == (True, True)
    assert ("STATUS:CANCELLED" in after, "SEQUENCE:1" in after) == (True, True)


def test_absence_is_noted_by_both_sides_and_hours_count_only_for_those_who_came() -> None:
    shift = five_taken(hours_ahead=1)
    with SELMA.at_work() as actor:
        seats = selectors.seats_of(shift)
        code = services.give_seat_code(actor=ANYBODY, office=SELMA.office(), seat=seats[0])
        Shift.objects.filter(pk=shift.pk).update(
            begins_at=timezone.now() - datetime.timedelta(hours=3), ends_at=timezone.now()
        )
        services.note_attendance(actor=actor, seat=seats[0], came=False)
        services.note_attendance(actor=actor, seat=seats[1], came=True)
    Client().post(f"/einsatz/{code}/tun/war-nicht-da/")
    with SELMA.at_work():
        stayed, came = (Seat.objects.get(pk=seat.pk) for seat in seats[:2])
        assert (stayed.came, stayed.came_own, stayed.hours) == (False, False, Decimal(0))
        assert (came.came, came.hours) == (True, Decimal(3))


def test_nobody_under_sixteen_stands_on_a_list_before_the_parents_have_agreed() -> None:
    shift = volunteers.a_shift(by=SELMA)
    lina = volunteers.a_volunteer(by=SELMA, name="Lina Beispiel", born_on=volunteers.born(14))
    with pytest.raises(ValidationError, match="Zustimmung der Eltern"):
        volunteers.seated(lina, shift, by=SELMA)
