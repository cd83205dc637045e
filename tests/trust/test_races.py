"""Of many who do the same at once exactly one wins, over connections of their own, and the rows say so afterwards.

The long form makes 1,000 attempts at each over 50 connections, the short one 50 over ten.
"""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from engagiert.apps.accounts.public import Account, Role, actor_for
from engagiert.apps.accounts.selectors import code_of_invitation
from engagiert.apps.accounts.services import team
from engagiert.apps.cases import services as case_services
from engagiert.apps.cases.models import Case
from engagiert.apps.directory import services as directory_services
from engagiert.apps.directory.models import Organisation, Pair, Revision
from engagiert.apps.directory.services import selfservice
from engagiert.kernel.audit.models import AuditEntry
from engagiert.kernel.authz import Actor
from engagiert.kernel.links.public import LinkGone
from engagiert.kernel.tenancy import enter
from tests.cast import ANYBODY, BERTA, OLE
from tests.factories import askings, contacts, records, teams
from tests.trust.promises import Kept

pytestmark = pytest.mark.django_db(transaction=True)
LOSES = (LinkGone, ValidationError)


@dataclass(frozen=True, slots=True)
class Race:
    """``attempt(number)`` is made by many at once; ``outcome()`` reads afterwards how many times it was done."""

    attempt: Callable[[int], Any]
    outcome: Callable[[], int]


def at_once(race: Race, many: int) -> Counter[str]:
    """All start together, each on a connection of their own."""
    start = threading.Barrier(many)

    def one(number: int) -> str:
        try:
            # Connected before the start, so that nobody is late.
            connection.ensure_connection()
            start.wait(timeout=60)
            race.attempt(number)
        except LOSES:
            return "lost"
        finally:
            connection.close()
        return "won"

    with ThreadPoolExecutor(many) as pool:
        return Counter(pool.map(one, range(many)))


def case_taken(number: int, _many: int) -> Race:
    """Two colleagues, each at many windows; whoever has the case already may press again."""
    case = askings.a_case(by=BERTA, subject=f"Frage {number}")
    actors = [BERTA.actor(), OLE.actor()]
    won: list[int | None] = []

    def take(who: int) -> None:
        actor = actors[who % 2]
        with enter(actor, action="tests.take"):
            case_services.take_case(actor=actor, case=case)
        won.append(actor.account_id)

    def outcome() -> int:
        with BERTA.at_work():
            assert set(won) == {Case.objects.get(pk=case.pk).owner_id}
        return len(set(won))

    return Race(take, outcome)


def pair_joined(number: int, _many: int) -> Race:
    """Two records of one club are made one."""
    names = (f"Sprachlotsen Eichengrün {number}", f"Sprach-Lotsen Eichengrün {number} e. V.")
    first, second = (records.an_organisation(by=BERTA, name=name) for name in names)
    with BERTA.at_work() as actor:
        directory_services.find_doubles(actor=actor, office=BERTA.office())
        pair = Pair.objects.get(organisation__in=[first, second], state=Pair.State.OPEN)

    def join(_who: int) -> None:
        with BERTA.at_work() as berta:
            directory_services.join_pair(actor=berta, pair=Pair.objects.get(pk=pair.pk))

    def outcome() -> int:
        with BERTA.at_work():
            return Organisation.objects.filter(pk__in=[first.pk, second.pk], state="archived").count()

    return Race(join, outcome)


def record_claimed(number: int, many: int) -> Race:
    """One code; everybody who holds it wants to become the contact of the record."""
    club = records.an_organisation(by=BERTA, name=f"Verein {number}", mails=[f"v{number}@verein.example"])
    with BERTA.at_work() as actor:
        directory_services.invite_contact(actor=actor, organisation=club, mail="x@verein.example", site=contacts.SITE)
    code = contacts.last_code_to(club, at=BERTA)
    claimants = [claimant(who) for who in range(many)]

    def claim(who: int) -> None:
        with enter(claimants[who], action="tests.claim"):
            selfservice.take_over(actor=claimants[who], code=code)

    def outcome() -> int:
        with BERTA.at_work():
            return Role.objects.filter(about=f"directory.organisation:{club.pk}").count()

    return Race(claim, outcome)


def claimant(who: int) -> Actor:
    mail = f"claimant{who}@verein.example"
    known = Account.objects.filter(email=mail).first()
    if known is None:
        role = teams.a_colleague(BERTA, name=f"Probe {who}", mail=mail, role="analyst")
        known = role.account
    return actor_for(known)


def invitation_accepted(number: int, many: int) -> Race:
    """A code on paper, seen by many who can all sign in."""
    invitation = teams.an_invitation(BERTA, name=f"Toni Muster {number}")
    invited = [claimant(who) for who in range(many)]
    with BERTA.at_work():
        code = code_of_invitation(invitation)

    def accept(who: int) -> None:
        team.accept_invitation(actor=invited[who], code=code)

    def outcome() -> int:
        # Whoever wins twice has one role, with the later end; the record tells of each time.
        with BERTA.at_work():
            said = AuditEntry.objects.filter(
                action="accounts.accept_invitation", table_name="accounts_invitation", row_id=str(invitation.pk)
            )
            return said.count()

    return Race(accept, outcome)


def record_confirmed(number: int, _many: int) -> Race:
    """One link in one mail, pressed by everybody on the list."""
    club = records.an_organisation(by=BERTA, name=f"Chor {number}", mails=[f"c{number}@chor.example"])
    with BERTA.at_work() as actor:
        directory_services.ask_confirmation(actor=actor, organisation=club, site=contacts.SITE)
    code = contacts.last_code_to(club, at=BERTA)

    def confirm(_who: int) -> None:
        selfservice.confirm_by_link(actor=ANYBODY, code=code)

    def outcome() -> int:
        with BERTA.at_work():
            return Revision.objects.filter(organisation_id=club.pk, action="confirmed").count()

    return Race(confirm, outcome)


RACES = (case_taken, pair_joined, record_claimed, invitation_accepted, record_confirmed)


@pytest.mark.parametrize("prepared", RACES, ids=[race.__name__ for race in RACES])
def test_of_many_at_once_exactly_one_wins(prepared: Callable[[int, int], Race], is_long: bool, promise: Kept) -> None:
    BERTA.account(), OLE.account()
    rounds, many = (20, 50) if is_long else (5, 10)
    for number in range(rounds):
        race = prepared(number, many)
        result = at_once(race, many)
        assert race.outcome() == 1, result
        # Who takes a case a second time is told nothing new: there half of them are the winner.
        assert result["won"] == (many // 2 if prepared is case_taken else 1), result
    promise("races", rounds * many, f"attempts over {many} connections at each of {len(RACES)} things, one winner each")
