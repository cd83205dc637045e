"""Several offices in one town: who does what, who may read what another shares, who looks in."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from engagiert.apps.accounts.context import actor_for
from engagiert.apps.accounts.models import Entry, Office
from engagiert.apps.accounts.selectors import office_for, offices_to_share_with
from engagiert.apps.accounts.services import add_office, team
from engagiert.apps.directory.public import Organisation
from engagiert.apps.places.public import create_alliance
from engagiert.apps.places.services import add_place
from engagiert.kernel.authz import NotAllowed
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, JAN, MURAT, OPERATOR, PAUL, SELMA, the_operator_at_work
from tests.factories import records, teams
from tests.factories.towns import HEMER, LUENEN, in_register

pytestmark = pytest.mark.django_db


def an_office(ags: str, name: str, kind: str) -> Office:
    with the_operator_at_work():
        place = add_place(actor=OPERATOR, ags=ags, name=name, kind=kind, lat=51.5, lon=7.5)
        return add_office(actor=OPERATOR, place=place, name=f"Büro {name}")


def test_what_is_shared_with_the_district_goes_to_the_kreis_and_no_higher() -> None:
    town, neighbour = MURAT.office(), JAN.office()
    kreis = an_office("05978", "Unna", "district")
    an_office("059", "Arnsberg", "region")
    an_office("05", "Nordrhein-Westfalen", "state")
    other = an_office("05962", "Märkischer Kreis", "district")
    assert offices_to_share_with(town, "district") == (kreis.pk,)
    assert offices_to_share_with(neighbour, "district") == (other.pk,)
    assert offices_to_share_with(kreis, "district") == ()


def test_what_is_shared_with_the_alliance_goes_to_its_towns() -> None:
    town, member, outsider = MURAT.office(), JAN.office(), SELMA.office()
    assert offices_to_share_with(town, "alliance") == ()
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Verbund Probe", members=[LUENEN.ags, HEMER.ags])
    assert offices_to_share_with(town, "alliance") == (member.pk,)
    assert outsider.pk in offices_to_share_with(town, "everybody")
    assert offices_to_share_with(town, "office") == ()
    with pytest.raises(ValueError, match="galaxy"):
        offices_to_share_with(town, "galaxy")


def test_a_task_goes_to_another_office_of_the_town_and_back() -> None:
    agency = PAUL.office()
    town = BERTA.office()
    team.hand_over_task(actor=PAUL.actor(), giver=agency, taker=town, task="exchange")
    assert office_for(town.place, "exchange") == town
    for _twice in range(2):
        team.hand_over_task(actor=BERTA.actor(), giver=town, taker=agency, task="exchange")
    assert office_for(town.place, "exchange") == agency
    assert office_for(town.place, "card") is None


def test_nobody_takes_a_task_away_from_another_office() -> None:
    agency, town = PAUL.office(), BERTA.office()
    with pytest.raises(NotAllowed):
        team.hand_over_task(actor=BERTA.actor(), giver=agency, taker=town, task="exchange")
    with the_operator_at_work():
        team.hand_over_task(actor=OPERATOR, giver=agency, taker=town, task="exchange")
    assert office_for(town.place, "exchange") == town


@pytest.mark.parametrize("task", ["inventory", "card", "pizza"])
def test_what_cannot_be_handed_over_gets_a_sentence(task: str) -> None:
    agency, town = PAUL.office(), BERTA.office()
    with pytest.raises(ValidationError):
        team.hand_over_task(actor=BERTA.actor(), giver=town, taker=agency, task=task)


def test_no_task_goes_to_another_town() -> None:
    agency, elsewhere = PAUL.office(), SELMA.office()
    with pytest.raises(ValidationError, match="derselben Stadt"):
        team.hand_over_task(actor=PAUL.actor(), giver=agency, taker=elsewhere, task="exchange")


def test_a_task_is_not_given_to_two_offices() -> None:
    PAUL.office()
    with the_operator_at_work(), pytest.raises(ValidationError, match="Anstoß"):
        add_office(actor=OPERATOR, place=in_register(BERTA.town), name="Zweite Agentur", tasks=("exchange",))


def test_whoever_keeps_it_running_sees_nothing_until_they_say_why() -> None:
    records.a_draft(by=BERTA, name="Kegelclub Probe")
    technician = teams.a_colleague(BERTA, name="Toni Muster", mail="toni@it.example", role="operator")
    office = BERTA.office().pk

    def seen() -> int:
        actor = actor_for(technician.account)
        with enter(actor, action="tests.look"):
            return Organisation.objects.count()

    assert seen() == 0
    actor = actor_for(technician.account)
    for reason, hours in (("", 1), ("Mal sehen", 1), ("Der Import hängt seit gestern.", 9)):
        with pytest.raises(ValidationError):
            team.enter_office(actor=actor, office_id=office, reason=reason, hours=hours)
    entry = team.enter_office(actor=actor, office_id=office, reason="Der Import hängt seit gestern.", hours=2)
    assert seen() == 1
    inside = actor_for(technician.account)
    assert not inside.has_role(office, "editor", "coordinator")
    with BERTA.at_work():
        [shown] = Entry.objects.all()
    assert (shown.reason, shown.account_id) == ("Der Import hängt seit gestern.", technician.account_id)
    team.end_entry(actor=BERTA.actor(), entry=entry)
    assert seen() == 0


def test_an_entry_is_over_by_itself() -> None:
    teams.every_role(BERTA)
    long_ago = timezone.now() - datetime.timedelta(hours=3)
    office = BERTA.office().pk
    team.enter_office(actor=BERTA.actor(), office_id=office, reason="Der Import hängt.", hours=2, now=long_ago)
    assert not BERTA.actor().has_role(office, "viewer")


def test_nobody_looks_into_an_office_they_do_not_keep_running() -> None:
    teams.every_role(SELMA)
    with pytest.raises(NotAllowed):
        team.enter_office(actor=SELMA.actor(), office_id=BERTA.office().pk, reason="Nur mal sehen.", hours=1)
