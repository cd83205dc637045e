"""Verbs and reads about offers, volunteers and waves where another question would stop the call earlier.

As in calls_unasked.py: each is called as directly as it can be, so that its own question is what refuses.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.opportunities import selectors as offer_selectors
from engagiert.apps.opportunities.services import asking, caring
from engagiert.apps.opportunities.services import importing as taking_over
from engagiert.apps.volunteering import jobs
from engagiert.apps.volunteering import selectors as reading
from engagiert.apps.volunteering import services as helping
from engagiert.apps.volunteering.models import Glimpse
from engagiert.apps.volunteering.services import consenting, erasing
from engagiert.apps.waves import services as waves
from engagiert.apps.waves.models import Allotment
from engagiert.kernel.authz import Actor
from tests.factories.waves import an_aim
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]
ORIGIN = "https://engagiert.example"


def of_offer(service_name: str, **more: Any) -> Call:
    service = getattr(caring, service_name)
    return lambda world, actor: service(actor=actor, opportunity=world.offer, **more)


def of_list(verb: str, **more: Any) -> Call:
    service = getattr(helping, verb)
    return lambda world, actor: service(actor=actor, run=world.list_of_people, **more)


def of_guardian(verb: str) -> Call:
    service = getattr(consenting, verb)
    return lambda world, actor: service(actor=actor, volunteer=world.minor, agreement=world.agreement, way="phone")


def of_run(verb: str) -> Call:
    service = getattr(taking_over, verb)
    return lambda world, actor: service(actor=actor, run_id=world.offers_taken_over.pk)


def waiting(world: World) -> uuid.UUID:
    Allotment.objects.filter(pk=world.allotment.pk).update(state=Allotment.State.WAITING)
    return world.allotment.pk


def figures(world: World, actor: Actor) -> Any:
    today = timezone.localdate()
    return reading.figures_of(actor, world.person.office(), since=today, until=today, today=today)


def open_talk(world: World, actor: Actor) -> Any:
    Glimpse.objects.all().delete()
    return helping.open_talk(actor=actor, volunteer=world.volunteer)


UNASKED: dict[str, Call] = {
    "opportunities.own_offers": lambda w, a: offer_selectors.own_offers(a, w.public),
    "opportunities.ask_still_wanted": lambda w, a: asking.ask_still_wanted(actor=a, opportunity=w.offer, site=ORIGIN),
    "opportunities.create_own_offer": lambda w, a: caring.create_own_offer(actor=a, organisation=w.public, values={}),
    "opportunities.change_own_offer": of_offer("change_own_offer", values={"tasks": "Etwas anderes."}),
    "opportunities.act_on_own_offer": of_offer("act_on_own_offer", verb="pause"),
    "opportunities.close_own_offer": of_offer("close_own_offer", closing="filled"),
    "opportunities.take_over_offers": of_run("take_over_offers"),
    "opportunities.fail_offers": of_run("fail_offers"),
    "opportunities.try_in_steps": of_run("try_in_steps"),
    "opportunities.take_back_list": of_run("take_back_list"),
    "volunteering.defer_telling": lambda w, a: jobs.defer_telling(w.list_of_people, actor=a, origin=ORIGIN),
    "volunteering.figures_of": figures,
    "volunteering.ranked_at_desk": lambda w, a: reading.ranked_at_desk(a, w.volunteer, timezone.localdate()),
    "volunteering.note_organisation_answer": lambda w, a: helping.note_organisation_answer(
        actor=a, proposal=w.proposal, yes=False
    ),
    "volunteering.follow_consent": lambda w, a: consenting.follow_consent(
        actor=a, office=w.person.office(), about=f"volunteering.volunteer:{w.minor.pk}"
    ),
    "volunteering.note_guardian": of_guardian("note_guardian"),
    "volunteering.take_back_guardian": of_guardian("take_back_guardian"),
    "volunteering.end_erased": lambda w, a: erasing.end_erased(
        actor=a, office=w.person.office(), volunteer_ids=[w.volunteer.pk]
    ),
    "volunteering.choose_columns": of_list("choose_columns", fields=["name", "phone"], source="Neu"),
    "volunteering.discard_list": of_list("discard_list"),
    "volunteering.try_list": of_list("try_list"),
    "volunteering.take_over_list": of_list("take_over_list"),
    "volunteering.tell_listed": of_list("tell_listed"),
    "volunteering.note_told": of_list("note_told"),
    "volunteering.undo_list": of_list("undo_list"),
    "volunteering.start_trying": of_list("start_trying"),
    "volunteering.start_taking": of_list("start_taking"),
    "volunteering.start_undoing": of_list("start_undoing"),
    "volunteering.fail_list": lambda w, a: helping.fail_list(actor=a, list_id=w.list_of_people.pk),
    "volunteering.open_talk": open_talk,
    "volunteering.note_seat": lambda w, a: helping.note_seat(actor=a, volunteer=w.volunteer, shift=w.seat.shift),
    "volunteering.note_acceptance": lambda w, a: helping.note_acceptance(actor=a, seat=w.seat),
    "volunteering.pass_on_seats": lambda w, a: helping.pass_on_seats(actor=a, office=w.person.office()),
    "waves.start_wave": lambda w, a: waves.start_wave(actor=a, office=w.person.office(), aim=an_aim(), token="neu"),
    "waves.ask_allotment": lambda w, a: waves.ask_allotment(actor=a, wave=w.wave),
    "waves.plan_allotment": lambda w, a: waves.plan_allotment(actor=a, allotment_id=waiting(w)),
    "waves.send_in_steps": lambda w, a: waves.send_in_steps(actor=a, allotment_id=w.allotment.pk),
    "waves.forget_in_steps": lambda w, a: waves.forget_in_steps(actor=a, office=w.person.office()),
}
# Whoever reads at the office reads these, and whoever speaks for the organisation keeps its offers.
MAY = {
    "opportunities.own_offers": {"organisation"},
    "opportunities.create_own_offer": {"organisation"},
    "opportunities.change_own_offer": {"organisation"},
    "opportunities.act_on_own_offer": {"organisation"},
    "opportunities.close_own_offer": {"organisation"},
    "volunteering.figures_of": {"viewer"},
    "volunteering.ranked_at_desk": {"viewer"},
    "volunteering.open_talk": {"viewer"},
}
