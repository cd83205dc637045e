"""How the services of rounds are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from engagiert.apps.rounds import selectors as round_selectors
from engagiert.apps.rounds import services as round_services
from engagiert.kernel.authz import Actor
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def of_round(verb: str, **more: Any) -> Call:
    service = getattr(round_services, verb)
    return lambda world, actor: service(actor=actor, round=world.round, **more)


def of_meeting(verb: str, **more: Any) -> Call:
    service = getattr(round_services, verb)
    return lambda world, actor: service(actor=actor, meeting=world.meeting, **more)


def of_decision(*verbs: str) -> Call:
    services = [getattr(round_services, verb) for verb in verbs]
    return lambda world, actor: [service(actor=actor, decision=world.decision) for service in services]


def open_round(world: World, actor: Actor) -> Any:
    first = datetime.date(2027, 1, 4)
    plan = round_services.Plan("Neue Runde", 2, first, datetime.date(2027, 6, 28), datetime.time(9))
    return round_services.open_round(actor=actor, office=world.person.office(), plan=plan)


def tell_the_round(verb: str) -> Call:
    def call(world: World, actor: Actor) -> Any:
        mails = [world.person.account().email]
        round_services.change_members(actor=actor, round=world.round, mails=mails)
        meeting = round_selectors.meeting_for(actor, world.meeting.pk)
        if verb == "send_minutes":
            round_services.keep_minutes(actor=actor, meeting=meeting, present="", notes="x", outcomes={}, seen=0)
            meeting = round_selectors.meeting_for(actor, world.meeting.pk)
        return getattr(round_services, verb)(actor=actor, meeting=meeting, address="https://engagiert.example/")

    return call


CALLS: dict[str, Call] = {
    "rounds.open_round": open_round,
    "rounds.change_members": of_round("change_members", mails=["berta@nieheim.example"]),
    "rounds.extend_round": of_round("extend_round", ends_on=datetime.date(2027, 12, 20)),
    "rounds.end_round": of_round("end_round", because="Geschafft."),
    "rounds.bring_item": of_meeting("bring_item", title="Noch ein Punkt"),
    "rounds.bring_case": lambda w, a: round_services.bring_case(actor=a, meeting=w.meeting, case=w.case),
    "rounds.withdraw_item": lambda w, a: round_services.withdraw_item(actor=a, item=w.item),
    "rounds.move_meeting": of_meeting("move_meeting", on=datetime.date(2027, 3, 2), begins_at=datetime.time(9)),
    "rounds.call_off": of_meeting("call_off"),
    "rounds.keep_minutes": of_meeting("keep_minutes", present="Alle", notes="", outcomes={}, seen=0),
    "rounds.decide": of_meeting("decide", text="Wir machen das.", who="Klaas Exempel"),
    "rounds.finish_decision": of_decision("finish_decision"),
    "rounds.reopen_decision": of_decision("finish_decision", "reopen_decision"),
    "rounds.make_case": of_decision("make_case"),
    "rounds.send_agenda": tell_the_round("send_agenda"),
    "rounds.send_minutes": tell_the_round("send_minutes"),
}
