"""The people of the tests: always the same few, all invented, so that a test reads as a sentence.

``BERTA.office()`` opens her town and office where they are missing; ``with BERTA.at_work():`` opens her scope;
``BERTA.browser()`` is a browser in which she has signed in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.test import Client

from engagiert.apps.accounts.public import Account, Office, Role, actor_for, add_account, open_office
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.factories.towns import HEMER, LUENEN, NIEHEIM, RHEINE, TownFacts, in_register

PASSWORD = "ein langes Passwort 4711"
COORDINATOR, EDITOR, VIEWER = Role.Name.COORDINATOR.value, Role.Name.EDITOR.value, Role.Name.VIEWER.value


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a role at the office of a town; account, office and town are made when first asked for."""

    name: str
    mail: str
    role: str
    town: TownFacts
    agency: str = ""

    def office(self) -> Office:
        return agency_in(self.town, self.agency) if self.agency else office_in(self.town)

    def account(self) -> Account:
        known = Account.objects.filter(email=self.mail).first()
        if known is not None:
            return known
        office = self.office()
        with the_operator_at_work():
            return add_account(
                actor=OPERATOR, mail=self.mail, name=self.name, office=office, role=self.role, password=PASSWORD
            )

    def actor(self) -> Actor:
        return actor_for(self.account())

    @contextmanager
    def at_work(self, action: str = "tests.work") -> Iterator[Actor]:
        """Her scope: what stands inside happens in her name, for her office."""
        actor = self.actor()
        with enter(actor, action=action):
            yield actor

    def browser(self, *, raise_request_exception: bool = True) -> Client:
        client = Client(raise_request_exception=raise_request_exception)
        # Signing in writes when it was, and a write has an actor.
        with self.at_work("tests.sign_in"):
            client.force_login(self.account())
        return client


OPERATOR = Actor.operator()
ANYBODY = Actor.anonymous()

BERTA = Person("Berta Beispiel", "berta@nieheim.example", COORDINATOR, NIEHEIM)
OLE = Person("Ole Exempel", "ole@nieheim.example", EDITOR, NIEHEIM)
IDA = Person("Ida Ersonnen", "ida@nieheim.example", VIEWER, NIEHEIM)
JAN = Person("Jan Probe", "jan@hemer.example", EDITOR, HEMER)
SELMA = Person("Selma Muster", "selma@rheine.example", COORDINATOR, RHEINE)
MURAT = Person("Murat Misal", "murat@luenen.example", COORDINATOR, LUENEN)
# The same town, another office: a volunteer agency that was given the exchange.
PIA = Person("Pia Muster", "pia@anstoss.example", EDITOR, NIEHEIM, agency="Agentur Anstoß e. V.")
PAUL = Person("Paul Muster", "paul@anstoss.example", COORDINATOR, NIEHEIM, agency="Agentur Anstoß e. V.")


@contextmanager
def the_operator_at_work(action: str = "tests.prepare") -> Iterator[Actor]:
    """The console: opens offices, gives roles, loads registers."""
    with enter(OPERATOR, action=action):
        yield OPERATOR


@contextmanager
def anybody_at_work(action: str = "tests.visit") -> Iterator[Actor]:
    """Somebody without account."""
    with enter(ANYBODY, action=action):
        yield ANYBODY


def office_in(town: TownFacts) -> Office:
    """The office that keeps the town's inventory, with the town's public face."""
    with the_operator_at_work():
        return open_office(actor=OPERATOR, place=in_register(town), name=f"Büro für Engagement {town.name}")


def agency_in(town: TownFacts, name: str) -> Office:
    """A second office of the town."""
    with the_operator_at_work():
        office, _new = Office.objects.get_or_create(
            place=in_register(town), name=name, defaults={"tasks": [Office.Task.EXCHANGE], "kind": "organisation"}
        )
        return office
