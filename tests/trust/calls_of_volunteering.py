"""How the services about people who want to help are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.opportunities.public import Listing
from engagiert.apps.volunteering import selectors, services
from engagiert.apps.volunteering.models import Proposal, Seat, Shift, Volunteer
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.factories.volunteers import two_hours
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def of_volunteer(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, volunteer=world.volunteer, **more)


def of_minor(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, volunteer=world.minor, **more)


def of_placement(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, placement=world.placement, **more)


def somebody(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    someone = services.Someone(name="Neu Erdacht", phone="0000 12345")
    return lambda world, actor: service(
        actor=actor, office=world.person.office(), someone=someone, wanting=services.Wanting(), token="neu", **more
    )


def organisations_answer(world: World, actor: Actor) -> Any:
    services.note_answer(actor=actor, proposal=world.proposal)
    asked = Proposal.objects.get(pk=world.proposal.pk)
    return services.note_organisation_answer(actor=actor, proposal=asked, yes=False)


def one_seat(world: World, actor: Actor) -> Shift:
    begins = timezone.now() + datetime.timedelta(hours=90)
    plan = services.Plan("Neu", begins, begins + datetime.timedelta(hours=2), 1)
    return services.plan_shift(actor=actor, office=world.person.office(), plan=plan)


def offered(verb: str) -> Call:
    """Somebody waits for the one seat of a shift, and it becomes free."""

    def call(world: World, actor: Actor) -> Any:
        shift = one_seat(world, actor)
        with enter(actor, action=f"volunteering.{verb}"):
            first = services.note_seat(actor=actor, volunteer=world.volunteer, shift=shift)
            someone = services.Someone(name="Neu Erdacht", mail="neu@post.example")
            second = services.seat_somebody(actor=actor, shift=shift, someone=someone, channel="counter", token="neu")
            services.give_up_seat(actor=actor, seat=first)
            Seat.objects.filter(pk=second.pk).update(offered_until=timezone.now())
            second.refresh_from_db()
        if verb == "pass_on_seats":
            return services.pass_on_seats(actor=actor, office=world.person.office(), now=_later())
        Seat.objects.filter(pk=second.pk).update(offered_until=None)
        return services.note_acceptance(actor=actor, seat=second)

    return call


def _later() -> datetime.datetime:
    return timezone.now() + datetime.timedelta(hours=1)


def attended(world: World, actor: Actor) -> Any:
    # Who may not call it prepares nothing either: any entry would be theirs.
    if actor.has_role(world.seat.office_id, "coordinator"):
        Shift.objects.filter(pk=world.seat.shift_id).update(begins_at=timezone.now() - datetime.timedelta(hours=1))
    return services.note_attendance(actor=actor, seat=world.seat, came=True)


def reminded(world: World, actor: Actor) -> Any:
    if actor.has_role(world.seat.office_id, "coordinator"):
        Volunteer.objects.filter(pk=world.volunteer.pk).update(reach="mail", mail="neu@post.example")
    return services.remind_seats(actor=actor, office=world.person.office())


def a_seat(world: World, actor: Actor) -> Any:
    someone = services.Someone(name="Neu Erdacht")
    office, shift = world.person.office(), world.seat.shift
    return services.take_seat(actor=actor, office=office, shift_id=shift.pk, someone=someone, token="neu")


def seat_at_counter(world: World, actor: Actor) -> Any:
    someone = services.Someone(name="Neu Erdacht")
    return services.seat_somebody(actor=actor, shift=world.seat.shift, someone=someone, channel="counter", token="neu")


def of_lists() -> dict[str, Call]:
    """A list of somebody new, as far on its way as each verb needs it."""

    def received(world: World, actor: Actor) -> Any:
        content = b"Name;Telefon\nNeu Erdacht;0000 1\n"
        return services.receive_list(actor=actor, office=world.person.office(), filename="neu.csv", content=content)

    def then(verb: str, *before: str, **more: Any) -> Call:
        def call(world: World, actor: Actor) -> Any:
            run = received(world, actor)
            for one in before:
                getattr(services, one)(actor=actor, run=run)
                run.refresh_from_db()
            return getattr(services, verb)(actor=actor, run=run, **more)

        return call

    def failed(world: World, actor: Actor) -> Any:
        run = received(world, actor)
        services.start_taking(actor=actor, run=run)
        return services.fail_list(actor=actor, list_id=run.pk)

    return {
        "volunteering.receive_list": received,
        "volunteering.start_trying": then("start_trying"),
        "volunteering.start_taking": then("start_taking"),
        "volunteering.start_undoing": then("start_undoing", "take_over_list"),
        "volunteering.fail_list": failed,
        "volunteering.choose_columns": then("choose_columns", fields=["name", "phone"], source="Neu"),
        "volunteering.try_list": then("try_list"),
        "volunteering.discard_list": then("discard_list"),
        "volunteering.take_over_list": then("take_over_list"),
        "volunteering.tell_listed": then("tell_listed", "take_over_list"),
        "volunteering.note_told": then("note_told", "take_over_list"),
        "volunteering.undo_list": then("undo_list", "take_over_list"),
    }


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


def propose_found(world: World, actor: Actor) -> Any:
    listing = Listing.objects.get(pk=world.waiting_offer.pk)
    return services.propose_found(actor=actor, volunteer=world.volunteer, listing=listing, found=selectors.Found())


CALLS: dict[str, Call] = {
    "volunteering.propose_found": propose_found,
    "volunteering.join": somebody("join"),
    "volunteering.take_down": somebody("take_down", channel="phone"),
    "volunteering.give_code": of_minor("give_code"),
    **of_lists(),
    "volunteering.open_talk": of_minor("open_talk"),
    "volunteering.add_counsel_note": of_volunteer("add_counsel_note", text="Neu"),
    "volunteering.correct_volunteer": of_volunteer("correct_volunteer", name="Neu Erdacht", reach="0000 12345"),
    "volunteering.change_wish": of_volunteer("change_wish", wanting=services.Wanting(radius_km=5)),
    "volunteering.propose": lambda w, a: services.propose(actor=a, volunteer=w.minor, offers=[w.waiting_offer.pk]),
    "volunteering.note_answer": lambda w, a: services.note_answer(actor=a, proposal=w.proposal),
    "volunteering.note_organisation_answer": organisations_answer,
    "volunteering.note_change_of_mind": lambda w, a: services.note_change_of_mind(actor=a, refusal=w.refusal),
    "volunteering.arrange_meeting": lambda w, a: services.arrange_meeting(
        actor=a, placement=w.placement, on=tomorrow()
    ),
    "volunteering.begin_trial": lambda w, a: services.begin_trial(actor=a, placement=w.placement, until=tomorrow()),
    "volunteering.confirm_placement": of_placement("confirm_placement"),
    "volunteering.end_placement": of_placement("end_placement", because="no_time"),
    "volunteering.thank": of_placement("thank"),
    "volunteering.log_hours": lambda w, a: services.log_hours(actor=a, placement=w.placement, given=two_hours()),
    "volunteering.confirm_hours": lambda w, a: services.confirm_hours(actor=a, hours=w.hours),
    "volunteering.correct_hours": lambda w, a: services.correct_hours(
        actor=a, hours=w.hours, given=two_hours(), why="Es waren zwei."
    ),
    "volunteering.note_certificate": lambda w, a: services.note_certificate(
        actor=a, volunteer=w.minor, seen_on=timezone.localdate(), issued_on=timezone.localdate()
    ),
    "volunteering.settle_step": lambda w, a: services.settle_step(
        actor=a, volunteer=w.minor, about=f"volunteering.volunteer:{w.minor.pk}"
    ),
    "volunteering.print_slip": of_minor("print_slip"),
    "volunteering.pause": of_volunteer("pause", until=None),
    "volunteering.resume": of_volunteer("resume"),
    "volunteering.leave": of_volunteer("leave"),
    "volunteering.plan_shift": lambda w, a: services.plan_shift(
        actor=a, office=w.person.office(), plan=services.Plan("Neu", timezone.now(), _later(), 2)
    ),
    "volunteering.take_seat": a_seat,
    "volunteering.seat_somebody": seat_at_counter,
    "volunteering.note_seat": lambda w, a: services.note_seat(actor=a, volunteer=w.volunteer, shift=one_seat(w, a)),
    "volunteering.give_up_seat": lambda w, a: services.give_up_seat(actor=a, seat=w.seat),
    "volunteering.note_acceptance": offered("note_acceptance"),
    "volunteering.pass_on_seats": offered("pass_on_seats"),
    "volunteering.remind_seats": reminded,
    "volunteering.note_attendance": attended,
    "volunteering.run_daily": lambda w, a: services.run_daily(
        actor=a, office=w.person.office(), today=timezone.localdate() + datetime.timedelta(days=30)
    ),
}
