"""How the services of waves are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.volunteering import services as helping
from engagiert.apps.waves import selectors, services
from engagiert.apps.waves.models import Allotment
from engagiert.kernel.authz import Actor
from tests.factories import waves
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]
_SOMEBODY = services.Signing(helping.Someone(name="Neu Erdacht", phone="0000 12346"))


def of_wave(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, wave=world.wave, **more)


def of_office(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, office=world.person.office(), **more)


def start(world: World, actor: Actor) -> Any:
    services.end_wave(actor=actor, wave=world.wave)
    return services.start_wave(actor=actor, office=world.person.office(), aim=waves.an_aim(), token="neu")


def plan_gathering(world: World, actor: Actor) -> Any:
    begins = timezone.now() + datetime.timedelta(days=3)
    date = services.Date("Termin", begins, begins + datetime.timedelta(hours=1), 3)
    return services.plan_gathering(actor=actor, wave=world.wave, date=date, token="neu")


def asked_anew(world: World, actor: Actor) -> Allotment:
    services.drop_allotment(actor=actor, allotment=world.allotment)
    return services.ask_allotment(actor=actor, wave=world.wave)


def send_in_steps(world: World, actor: Actor) -> Any:
    services.send_allotment(actor=actor, allotment=world.allotment)
    return services.send_in_steps(actor=actor, allotment_id=world.allotment.pk)


def of_allotment(verb: str) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, allotment=world.allotment)


def forget(world: World, actor: Actor) -> Any:
    services.end_wave(actor=actor, wave=world.wave)
    later = timezone.localdate() + datetime.timedelta(days=31)
    return services.forget_in_steps(actor=actor, office=world.person.office(), today=later)


CALLS: dict[str, Call] = {
    "waves.start_wave": start,
    "waves.change_wave": of_wave("change_wave", aim=waves.an_aim(title="Anders")),
    "waves.set_intake": of_wave("set_intake", is_open=False),
    "waves.end_wave": of_wave("end_wave"),
    "waves.sign_up": of_wave("sign_up", signing=_SOMEBODY, token="neu"),
    "waves.take_down": of_wave("take_down", signing=_SOMEBODY, channel="phone", token="neu"),
    "waves.plan_gathering": plan_gathering,
    "waves.invite": lambda w, a: services.invite(actor=a, gathering=w.gathering, pool=selectors.Pool(), number=1),
    "waves.ask_allotment": asked_anew,
    "waves.plan_allotment": lambda w, a: services.plan_allotment(actor=a, allotment_id=asked_anew(w, a).pk),
    "waves.send_allotment": of_allotment("send_allotment"),
    "waves.drop_allotment": of_allotment("drop_allotment"),
    "waves.send_in_steps": send_in_steps,
    "waves.ask_to_keep": of_wave("ask_to_keep"),
    "waves.ask_in_steps": lambda w, a: services.ask_in_steps(actor=a, wave_id=w.wave.pk),
    "waves.tell_end_in_steps": lambda w, a: services.tell_end_in_steps(actor=a, wave_id=w.wave.pk),
    "waves.note_keep": lambda w, a: services.note_keep(actor=a, signup=w.signup, keep=False),
    "waves.follow_forgotten": lambda w, a: services.follow_forgotten(
        actor=a, office=w.person.office(), volunteer_id=w.signup.volunteer_id
    ),
    "waves.run_daily": of_office("run_daily", today=timezone.localdate() + datetime.timedelta(days=12)),
    "waves.forget_in_steps": forget,
    "waves.ask_neighbour": lambda w, a: services.ask_neighbour(actor=a, wave=w.wave, neighbour=w.second_office),
    "waves.end_opening": lambda w, a: services.end_opening(actor=a, opening=w.opening),
    "waves.note_group": of_wave("note_group", group=services.Gathered("Schaufeln gegen Schlamm"), token="neu"),
}
