"""How the services of awards are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from engagiert.apps.awards import services
from engagiert.apps.awards.models import Ballot
from engagiert.apps.awards.services.jury import Member
from engagiert.apps.cases.public import From
from engagiert.kernel.authz import Actor
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def facts(name: str) -> services.Facts:
    today = timezone.localdate()
    return services.Facts(name, "Für alle.", today, today + datetime.timedelta(days=9))


def nominate(world: World, actor: Actor) -> Any:
    proposal = services.Proposal(services.Nominee("Neu Beispiel"), From(name="Nora"), "Weil.")
    return services.nominate(actor=actor, award=world.award, proposal=proposal, token="trust")


def of_nomination(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, nomination=world.nomination, **more)


def clear(world: World, actor: Actor) -> Any:
    """A bias was found before."""
    if actor.has_role(world.person.office().pk, "coordinator"):
        Ballot.objects.filter(pk=world.ballot.pk).update(conflict="found")
    return services.clear_bias(actor=actor, ballot=world.ballot, why="Zufall")


LETTERS = services.Letters("Neuer Dank", "cards", 2026, 0, "Danke", "Danke.")


CALLS: dict[str, Call] = {
    "awards.set_award": lambda w, a: services.set_award(actor=a, office=w.person.office(), facts=facts("Taler")),
    "awards.end_award": lambda w, a: services.end_award(actor=a, award=w.award),
    "awards.add_juror": lambda w, a: services.add_juror(actor=a, award=w.award, member=Member("Neu Beispiel")),
    "awards.remove_juror": lambda w, a: services.remove_juror(actor=a, juror=w.juror),
    "awards.give_jury_code": lambda w, a: services.give_jury_code(actor=a, juror=w.juror),
    "awards.put_to_jury": lambda w, a: services.put_to_jury(actor=a, award=w.award),
    "awards.clear_bias": clear,
    "awards.nominate": nominate,
    "awards.describe_nomination": of_nomination("describe_nomination", facts={"seats": 2}),
    "awards.join_nominations": lambda w, a: services.join_nominations(
        actor=a, nomination=w.waiting_nomination, into=w.nomination
    ),
    "awards.decide_nomination": of_nomination("decide_nomination", grant=False, reason="Nein."),
    "awards.tell_nominee": lambda w, a: services.tell_nominee(
        actor=a, nomination=w.granted, origin="https://x.example"
    ),
    "awards.note_honour": lambda w, a: services.note_honour(actor=a, nomination=w.granted, honour="quiet", way="phone"),
    "awards.draft_thanks": lambda w, a: services.draft_thanks(actor=a, office=w.person.office(), letters=LETTERS),
    "awards.send_thanks": lambda w, a: services.send_thanks(actor=a, thanks=w.thanks, marks=[w.thanks_mark]),
    "awards.stop_thanking": lambda w, a: services.stop_thanking(actor=a, thanks=w.thanks, mark=w.thanks_mark),
    "awards.thank_again": lambda w, a: services.thank_again(actor=a, thanks=w.thanks, mark=w.thanks_refused),
}
