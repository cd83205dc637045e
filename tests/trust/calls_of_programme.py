"""How the services of the programme are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from engagiert.apps.programme import services
from engagiert.apps.programme.models import Outing
from engagiert.kernel.authz import Actor
from tests.factories import outings
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def of_outing(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, outing=world.outing, **more)


def of_news(verb: str) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, news=world.news)


def hide(world: World, actor: Actor) -> Any:
    """It was shown before."""
    if actor.has_role(world.person.office().pk, "coordinator"):
        services.show_news(actor=actor, news=world.news)
    return services.hide_news(actor=actor, news=world.news)


def pass_on(world: World, actor: Actor) -> Any:
    """The offer is over, the outing ahead."""
    late = world.outing.begins_at - datetime.timedelta(hours=3)
    return services.pass_on_seats(actor=actor, office=world.person.office(), now=late)


def remind(world: World, actor: Actor) -> Any:
    soon = world.outing.begins_at - datetime.timedelta(hours=40)
    return services.remind_signed_up(actor=actor, office=world.person.office(), now=soon)


def write(world: World, actor: Actor) -> Any:
    """More seats, and somewhere else."""
    outing = Outing.objects.get(pk=world.outing.pk)
    told = outings.facts("Tierpark", seats=3, meeting_point="Bahnhof")
    return services.write_outing(actor=actor, office=world.person.office(), facts=told, outing=outing)


CALLS: dict[str, Call] = {
    "programme.write_outing": write,
    "programme.publish_outing": lambda w, a: services.publish_outing(actor=a, outing=w.outing_draft),
    "programme.cancel_outing": of_outing("cancel_outing", reason="Sturm"),
    "programme.note_signup": lambda w, a: services.note_signup(actor=a, outing=w.outing, number=w.guest_number),
    "programme.note_answer": lambda w, a: services.note_answer(actor=a, signup=w.offered_guest, comes=True),
    "programme.pass_on_seats": pass_on,
    "programme.remind_signed_up": remind,
    "programme.write_news": lambda w, a: services.write_news(
        actor=a, office=w.person.office(), facts=outings.some_news("Anders"), news=w.news
    ),
    "programme.show_news": of_news("show_news"),
    "programme.hide_news": hide,
}
