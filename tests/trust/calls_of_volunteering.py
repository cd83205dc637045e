"""How the services about people who want to help are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.volunteering import services
from engagiert.apps.volunteering.models import Proposal
from engagiert.kernel.authz import Actor
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


def tomorrow() -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=1)


CALLS: dict[str, Call] = {
    "volunteering.join": somebody("join"),
    "volunteering.take_down": somebody("take_down", channel="phone"),
    "volunteering.give_code": of_minor("give_code"),
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
    "volunteering.run_daily": lambda w, a: services.run_daily(
        actor=a, office=w.person.office(), today=timezone.localdate() + datetime.timedelta(days=30)
    ),
}
