"""Every verb of an office and every address, each asked by people who may not: what the rules alone must refuse.

The walls are open here: whoever asks has the office in their scope, as if somebody had opened it too wide. So a row
is found, and only a rule stands between it and the asker.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from engagiert.apps.accounts.public import actor_for
from engagiert.apps.accounts.services import add_account
from engagiert.kernel.authz import Actor, NotAllowed
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, IDA, OPERATOR, SELMA, the_operator_at_work
from tests.factories.worlds import World
from tests.trust import calls_unasked, calls_unasked_helping, calls_unasked_honours, relations
from tests.trust.asking import Question, everything, questions, undone
from tests.trust.calls import CALLS
from tests.trust.calls_unasked import NOT_EVEN_THE_COORDINATOR
from tests.trust.test_contacts import VERBS
from tests.trust.test_record import ANYBODYS

UNASKED = {**calls_unasked.UNASKED, **calls_unasked_helping.UNASKED, **calls_unasked_honours.UNASKED}
MAY = {**calls_unasked.MAY, **calls_unasked_helping.MAY}
OUTSIDE = "outside the wall of the same office"
# Where the view itself asks, since what it does next would be prepared already.
ASKING_VIEWS = {
    "app_lists", "awards", "card_applications", "cards", "goals", "needs", "nominations", "partners", "programme",
    "proofs", "state_app", "survey_sheets", "surveys", "thanks", "waves",
}  # fmt: skip
# Paper for the printer is for who works here; everything else can be read by who reads here.
PRINTED = ("engagiert.apps.desk.views.cards", "sheet")
REFUSED = (403, 404, 405)


@dataclass(frozen=True, slots=True)
class Probe:
    """Something that must be refused; ``refused`` tries it and leaves the world as it was."""

    name: str
    refused: Callable[[], bool]


@contextmanager
def walls_open(to: int) -> Iterator[None]:
    """Every scope holds the office, whoever acts."""
    real: Any = Actor.__dict__["office_ids"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Actor, "office_ids", property(lambda actor: tuple(sorted({*real.fget(actor), to}))))
        yield


def those_who_may_not(world: World) -> dict[str, Actor]:
    """People without the right to write at the office: who only reads there, outsiders, strangers."""
    outsiders = {asker.role: actor_for(asker.account) for asker in relations.askers(world, OUTSIDE) if asker.account}
    return {"viewer": IDA.actor(), "coordinator elsewhere": SELMA.actor(), "anybody": ANYBODY, **outsiders}


def verbs(world: World) -> Iterator[Probe]:
    """Every service of an office and of a record's contact, by each who may not."""
    own = {f"directory.{name} (own)": call for name, call in VERBS.items()}
    unasked = {f"{name} (unasked)": call for name, call in UNASKED.items()}
    actors = those_who_may_not(world)
    for name, call in {**CALLS, **own, **unasked}.items():
        for who, actor in actors.items():
            if name not in ANYBODYS and who not in MAY.get(name.removesuffix(" (unasked)"), ()):
                yield Probe(f"{name} by {who}", trying(partial(call, world), actor, name.partition(" ")[0]))
    for name, call in NOT_EVEN_THE_COORDINATOR.items():
        yield Probe(
            f"{name} by coordinator", trying(partial(call, world), world.person.actor(), name.partition(" ")[0])
        )


def trying(call: Callable[[Actor], Any], actor: Actor, action: str) -> Callable[[], bool]:
    """Whether the call is refused to this actor; what it did is undone."""

    def refused() -> bool:
        with transaction.atomic():
            try:
                with enter(actor, action=action):
                    call(actor)
            except NotAllowed:
                return True
            except Exception:
                return False
            finally:
                transaction.set_rollback(True)
        return False

    return refused


def behind_the_desk(world: World) -> list[Question]:
    return [question for question in questions(world) if question.names_a_record]


def addresses(world: World) -> Iterator[Probe]:
    """Every address that names a record of the office, read and written to by who has no business there."""
    outsiders = {asker.role: asker for asker in relations.askers(world, OUTSIDE)}
    askers = [outsiders["analyst"], *list(relations.askers(world, "another town"))[:1]]
    for asker in askers:
        client = asker.browser()
        for question in behind_the_desk(world):
            for method in ("get", "post"):
                name = f"{method.upper()} {question.url} by {asker.role}, {asker.relation}"
                yield Probe(name, _asking(world, client, method, question))
    yield from _written_by_who_only_reads(world)
    yield from _done_by_who_only_reads_here(world)


def _done_by_who_only_reads_here(world: World) -> Iterator[Probe]:
    """Somebody who arranges another office and only reads here, at this desk: the door of every page lets them in, and
    only the question about this office refuses what they write, and the forms and files that are for who works here."""
    office = world.person.office()
    mail = SELMA.account().email
    with the_operator_at_work():
        add_account(actor=OPERATOR, mail=mail, name=SELMA.name, office=office, role="viewer")
    client = SELMA.browser(raise_request_exception=False)
    client.post(reverse("desk:choose_office"), {"office": office.pk})
    for question in questions(world):
        view = question.address.view
        if view.__module__.endswith(".desk.views.settings") and view.__name__ != "settings":
            yield Probe(f"GET {question.url} by viewer, coordinator elsewhere", _asking(world, client, "get", question))
        elif view.__module__.partition(".desk.views.")[2] in ASKING_VIEWS:
            method = "get" if (view.__module__, view.__name__) == PRINTED else "post"
            name = f"{method.upper()} {question.url} by viewer, coordinator elsewhere"
            yield Probe(name, _asking(world, client, method, question))


def _written_by_who_only_reads(world: World) -> Iterator[Probe]:
    client = IDA.browser(raise_request_exception=False)
    for question in questions(world):
        # At which desk somebody sits stands in their session and nowhere else.
        if question.address.room == "desk" and not question.url.endswith("/schreibtisch/buero/"):
            yield Probe(f"POST {question.url} by viewer", _asking(world, client, "post", question))


def _asking(world: World, client: Any, method: str, question: Question) -> Callable[[], bool]:
    def refused() -> bool:
        with undone(client):
            body = everything(world) if method == "post" else {}
            return getattr(client, method)(question.url, body).status_code in REFUSED

    return refused
