"""Who asks, seen from one office: how their own office stands to it, and which role they have there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.test import Client

from engagiert.apps.accounts.models import Account, Office, Role
from engagiert.apps.accounts.services import add_account, add_office, team
from engagiert.apps.places.public import create_alliance
from engagiert.apps.places.services import add_place
from engagiert.kernel.authz.roles import INSIDE
from tests.cast import JAN, OPERATOR, PAUL, SELMA, the_operator_at_work
from tests.factories.towns import HEMER, NIEHEIM
from tests.factories.worlds import World

ROLES = tuple(Role.Name.values)
OUTSIDE = tuple(name for name in ROLES if name not in INSIDE)
NOBODY = "without account"
NO_ROLE = "without role"


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody in a relation to the office asked about; ``account`` is None for who has none."""

    relation: str
    role: str
    account: Account | None

    def browser(self) -> Client:
        client = Client(raise_request_exception=False)
        if self.account is not None:
            with the_operator_at_work("tests.sign_in"):
                client.force_login(self.account)
        return client


def _own(world: World) -> Office:
    return world.person.office()


def _sibling(_world: World) -> Office:
    return PAUL.office()


def _above(_world: World) -> Office:
    place = add_place(actor=OPERATOR, ags="05762", name="Kreis Höxter", kind="district", lat=51.77, lon=9.37)
    known = Office.objects.filter(place=place).first()
    return known or add_office(actor=OPERATOR, place=place, name="Ehrenamtsstelle des Kreises", tasks=("inventory",))


def _allied(_world: World) -> Office:
    office = JAN.office()
    create_alliance(actor=OPERATOR, name="Verbund Probe", members=[NIEHEIM.ags, HEMER.ags])
    return office


def _other(_world: World) -> Office:
    return SELMA.office()


# The relation in words → the office where the askers have their roles, and which roles ask.
RELATIONS: dict[str, tuple[Callable[[World], Office], tuple[str, ...]]] = {
    "outside the wall of the same office": (_own, OUTSIDE),
    "another office of the town": (_sibling, ROLES),
    "the district above": (_above, ROLES),
    "a town of the same alliance": (_allied, ROLES),
    "another town": (_other, ROLES),
}
ALL = (*RELATIONS, NO_ROLE, NOBODY)


def askers(world: World, relation: str) -> Iterator[Asker]:
    """Everybody who stands in this relation to the world's office, one a role."""
    if relation == NOBODY:
        yield Asker(relation, NOBODY, None)
        return
    if relation == NO_ROLE:
        yield Asker(relation, NO_ROLE, _account(world, SELMA.office(), "viewer", relation, ends=True))
        return
    office_of, names = RELATIONS[relation]
    with the_operator_at_work():
        office = office_of(world)
    for name in names:
        yield Asker(relation, name, _account(world, office, name, relation))


def _account(world: World, office: Office, name: str, relation: str, *, ends: bool = False) -> Account:
    mail = f"{name}-{list(ALL).index(relation)}@asker.example"
    # A grant of another office that claims to be about this one's record opens nothing either.
    about = f"directory.organisation:{world.asking.pk}" if name == Role.Name.ORGANISATION else ""
    with the_operator_at_work():
        account = add_account(actor=OPERATOR, mail=mail, name=f"Probe {name}", office=office, role=name, about=about)
    if ends:
        with SELMA.at_work() as actor:
            team.let_go(actor=actor, office=office, account=account)
    return account
