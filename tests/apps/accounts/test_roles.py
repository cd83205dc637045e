"""Roles have a term, somebody always coordinates, and whoever leaves leaves nothing without owner."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from engagiert.apps.accounts.context import actor_for
from engagiert.apps.accounts.jobs import departures
from engagiert.apps.accounts.models import Role
from engagiert.apps.accounts.selectors import deputies_of, represented_by
from engagiert.apps.accounts.services import team
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, NotAllowed
from tests.cast import BERTA, IDA, OLE, SELMA, Person
from tests.factories import teams

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def today() -> datetime.date:
    return timezone.localdate()


def role_of(person: Person, name: str = "") -> Role:
    account, office = person.account(), person.office()
    with BERTA.at_work():
        return Role.objects.select_related("account", "office").get(
            account=account, office=office, name=name or person.role, stands_in_for=None
        )


def on(person: Person, day: datetime.date) -> Actor:
    return actor_for(person.account(), today=day)


def told(event: str) -> list[dict[str, object]]:
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=f"tests.{event}").order_by("id")]


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> None:
    def heard(**_facts: object) -> None: ...

    name = "tests.MemberLeft"
    task = app.tasks.get(name) or app.task(name=name)(heard)
    monkeypatch.setitem(bus._listeners, "MemberLeft", [task])


def test_a_role_holds_from_its_first_to_its_last_day() -> None:
    role, office = role_of(OLE), OLE.office().pk
    team.change_role(actor=BERTA.actor(), role=role, name="editor", ends_on=today() + DAY)
    assert on(OLE, today() + DAY).has_role(office, "editor")
    assert not on(OLE, today() + 2 * DAY).grants
    assert not on(OLE, today() - DAY).grants


def test_another_role_replaces_the_first_at_once() -> None:
    team.change_role(actor=BERTA.actor(), role=role_of(OLE), name="viewer", ends_on=None)
    assert {grant.role for grant in OLE.actor().grants} == {"viewer"}


def test_the_last_coordinator_cannot_go_without_a_successor() -> None:
    role = role_of(BERTA)
    for step in (
        lambda: team.end_role(actor=BERTA.actor(), role=role),
        lambda: team.change_role(actor=BERTA.actor(), role=role, name="editor", ends_on=None),
        lambda: team.change_role(actor=BERTA.actor(), role=role, name="coordinator", ends_on=today()),
        lambda: team.let_go(actor=BERTA.actor(), office=BERTA.office(), account=BERTA.account()),
    ):
        with pytest.raises(ValidationError, match="braucht immer jemanden"):
            step()
    assert BERTA.actor().has_role(BERTA.office().pk, "coordinator")


def test_with_a_successor_the_coordinator_can_go() -> None:
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role="coordinator")
    team.end_role(actor=BERTA.actor(), role=role_of(BERTA), last_day=today())
    assert on(BERTA, today()).grants
    assert not on(BERTA, today() + DAY).grants


def test_a_successor_whose_own_term_is_over_by_then_does_not_count() -> None:
    new = teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role="coordinator")
    team.change_role(actor=BERTA.actor(), role=new, name="coordinator", ends_on=today() + DAY)
    with pytest.raises(ValidationError):
        team.end_role(actor=BERTA.actor(), role=role_of(BERTA), last_day=today() + 2 * DAY)


@pytest.mark.parametrize("person", [OLE, IDA, SELMA], ids=["editor", "viewer", "another office"])
def test_only_the_coordinator_changes_roles(person: Person) -> None:
    role, actor = role_of(OLE), person.actor()
    with pytest.raises(NotAllowed):
        team.end_role(actor=actor, role=role)
    with pytest.raises(NotAllowed):
        team.change_role(actor=actor, role=role, name="coordinator", ends_on=None)
    with pytest.raises(NotAllowed):
        team.let_go(actor=actor, office=OLE.office(), account=OLE.account())


def test_no_role_stands_twice_at_the_same_time() -> None:
    role = role_of(OLE)
    with BERTA.at_work(), pytest.raises(IntegrityError), transaction.atomic():
        Role.objects.create(account=role.account, office=role.office, name="editor", starts_on=today() + DAY)


def test_who_ended_can_come_back_later() -> None:
    role = role_of(OLE)
    team.end_role(actor=BERTA.actor(), role=role, last_day=today())
    with BERTA.at_work():
        Role.objects.filter(pk=role.pk).update(starts_on=today() - 30 * DAY, ends_on=today() - 9 * DAY)
    teams_role = teams.a_colleague(IDA, name=OLE.name, mail=OLE.mail, role="viewer")
    assert {grant.role for grant in OLE.actor().grants} == {teams_role.name}


def test_whoever_leaves_is_announced_once_with_the_successor(listening: None) -> None:
    office, ole = OLE.office(), OLE.account()
    successor = BERTA.account()
    for _twice in range(2):
        team.let_go(actor=BERTA.actor(), office=office, account=ole, successor=successor)
    assert not OLE.actor().grants
    assert told("MemberLeft") == [{"office_id": office.pk, "account_id": ole.pk, "successor_id": successor.pk}]


def test_who_leaves_later_is_announced_in_the_night_after(listening: None) -> None:
    office, ole = OLE.office(), OLE.account()
    BERTA.account()
    team.let_go(actor=BERTA.actor(), office=office, account=ole, last_day=today() + 3 * DAY)
    departures(0)
    assert told("MemberLeft") == []
    with BERTA.at_work():
        Role.objects.filter(account=ole).update(starts_on=today() - 2 * DAY, ends_on=today() - DAY)
    departures(0)
    departures(0)
    assert [fact["successor_id"] for fact in told("MemberLeft")] == [None]


def test_who_only_changes_the_role_has_not_left(listening: None) -> None:
    team.change_role(actor=BERTA.actor(), role=role_of(OLE), name="viewer", ends_on=None)
    departures(0)
    assert told("MemberLeft") == []


def test_the_successor_must_work_there() -> None:
    ole, office = OLE.account(), OLE.office()
    for nobody in (SELMA.account(), IDA.account(), ole):
        with pytest.raises(ValidationError, match="in diesem Büro arbeitet"):
            team.let_go(actor=BERTA.actor(), office=office, account=ole, successor=nobody)


def test_a_deputy_has_the_roles_for_these_days_and_is_named() -> None:
    office, berta, ole = BERTA.office().pk, BERTA.account(), OLE.account()
    for _twice in range(2):
        team.appoint_deputy(
            actor=BERTA.actor(),
            absent=berta,
            deputy=ole,
            office_id=office,
            first_day=today() + DAY,
            last_day=today() + 2 * DAY,
        )
    assert not on(OLE, today()).has_role(office, "coordinator")
    away = on(OLE, today() + DAY)
    assert away.has_role(office, "coordinator")
    assert represented_by(away, office) == (berta.pk,)
    assert not on(OLE, today() + 3 * DAY).has_role(office, "coordinator")
    with IDA.at_work():
        assert deputies_of(berta.pk, office, on=today() + DAY) == [ole]
        assert deputies_of(berta.pk, office, on=today()) == []


def test_a_deputy_is_no_successor_of_the_last_coordinator() -> None:
    days = {"first_day": today(), "last_day": today() + 9 * DAY}
    team.appoint_deputy(
        actor=BERTA.actor(), absent=BERTA.account(), deputy=OLE.account(), office_id=BERTA.office().pk, **days
    )
    with pytest.raises(ValidationError):
        team.end_role(actor=OLE.actor(), role=role_of(BERTA))


def test_when_the_role_ends_the_deputy_has_it_no_more() -> None:
    teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role="coordinator")
    office = BERTA.office().pk
    team.appoint_deputy(
        actor=BERTA.actor(),
        absent=BERTA.account(),
        deputy=OLE.account(),
        office_id=office,
        first_day=today(),
        last_day=today() + 9 * DAY,
    )
    assert OLE.actor().has_role(office, "coordinator")
    team.end_role(actor=BERTA.actor(), role=role_of(BERTA))
    assert not OLE.actor().has_role(office, "coordinator")


def test_nobody_makes_themselves_the_deputy_of_the_coordinator() -> None:
    absent, ole, office = BERTA.account(), OLE.account(), BERTA.office().pk
    with pytest.raises(NotAllowed):
        team.appoint_deputy(
            actor=OLE.actor(), absent=absent, deputy=ole, office_id=office, first_day=today(), last_day=today()
        )


def test_a_stranger_becomes_no_deputy_and_an_outsider_learns_nothing() -> None:
    office, days = BERTA.office().pk, {"first_day": today(), "last_day": today()}
    with pytest.raises(ValidationError, match="im Büro mitarbeitet"):
        team.appoint_deputy(
            actor=BERTA.actor(), absent=BERTA.account(), deputy=SELMA.account(), office_id=office, **days
        )
    with pytest.raises(NotAllowed):
        team.appoint_deputy(
            actor=SELMA.actor(), absent=SELMA.account(), deputy=BERTA.account(), office_id=office, **days
        )


@pytest.mark.parametrize(("first", "last"), [(1, 0), (-1, 3), (0, 500)], ids=["backwards", "past", "for ever"])
def test_impossible_days_get_a_sentence(first: int, last: int) -> None:
    with pytest.raises(ValidationError):
        team.appoint_deputy(
            actor=BERTA.actor(),
            absent=BERTA.account(),
            deputy=OLE.account(),
            office_id=BERTA.office().pk,
            first_day=today() + first * DAY,
            last_day=today() + last * DAY,
        )


def test_roles_beside_the_desk_open_no_row_of_the_office() -> None:
    """Contacts, analysts and those who keep the technology running stand outside the wall."""
    office = BERTA.office().pk
    for role, about in (
        ("contact", ""),
        ("organisation", "directory.organisation:7"),
        ("analyst", ""),
        ("operator", ""),
    ):
        given = teams.a_colleague(BERTA, name="Toni Muster", mail=f"{role}@nieheim.example", role=role, about=about)
        actor = actor_for(given.account)
        assert actor.offices_as(role) == (office,)
        assert actor.office_ids == ()
        assert actor.speaks_for("directory.organisation:7", office_id=office) == (role == "organisation")


def test_a_contact_of_an_organisation_names_it() -> None:
    with pytest.raises(ValidationError, match="Organisation"):
        teams.a_colleague(BERTA, name="Toni Muster", mail="toni@nieheim.example", role="organisation")


def test_one_person_can_hold_every_role() -> None:
    for role in Role.Name.values:
        about = "directory.organisation:7" if role == "organisation" else ""
        teams.a_colleague(BERTA, name=BERTA.name, mail=BERTA.mail, role=role, about=about)
    assert {grant.role for grant in BERTA.actor().grants} == set(Role.Name.values)
    assert BERTA.browser().get("/schreibtisch/").status_code == 200
