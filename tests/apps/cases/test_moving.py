"""People leave, tasks move, offices open: what is open follows, and nobody is forgotten."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from engagiert.apps.accounts.models import Office
from engagiert.apps.accounts.services import add_office, team
from engagiert.apps.cases import selectors
from engagiert.apps.cases.jobs import follow, pass_on, share, share_in_alliance
from engagiert.apps.cases.models import Case, Entry
from engagiert.apps.cases.public import services
from engagiert.apps.messages.public import Message
from engagiert.apps.places.public import create_alliance
from engagiert.kernel.authz import Actor
from engagiert.kernel.tenancy import enter
from tests.cast import BERTA, OPERATOR, PAUL, SELMA, the_operator_at_work
from tests.factories import askings, teams

pytestmark = pytest.mark.django_db


def told(task: str) -> list[dict[str, Any]]:
    """What events have told the job of this name."""
    return [job.args for job in ProcrastinateJob.objects.filter(task_name=task).order_by("id")]


def mine(actor: Actor) -> list[str]:
    question = selectors.Question(who="meine")
    return [case.subject for case in selectors.cases_at(actor, question, today=timezone.localdate())]


@pytest.mark.parametrize("with_heir", [True, False])
def test_the_cases_of_a_colleague_who_leaves_go_to_the_successor_or_are_free(with_heir: bool) -> None:
    case = askings.a_case(by=BERTA)
    role = teams.a_colleague(BERTA, name="Jan Beispiel", mail="jan@nieheim.example")
    with BERTA.at_work() as actor:
        services.give_to_colleague(actor=actor, case=case, account=role.account)
    pass_on(
        office_id=BERTA.office().pk,
        account_id=role.account_id,
        successor_id=BERTA.account().pk if with_heir else None,
    )
    with BERTA.at_work() as actor:
        now = Case.objects.get(pk=case.pk)
        assert now.owner_id == (BERTA.account().pk if with_heir else None)
        assert mine(actor) == (["Glühbirne wechseln"] if with_heir else [])
        assert Entry.objects.filter(case=case, kind=Entry.Kind.CHANGE).latest("version").facts["code"] in (
            "given",
            "given_back",
        )


def test_what_is_open_of_a_task_goes_with_it_and_the_asker_is_told() -> None:
    PAUL.account()
    office = BERTA.office()
    second = teams.a_second_office(BERTA, name="Agentur Anstoß")
    helper = askings.From(name="Oksana Prykladenko", mail="oksana@post.example")
    askings.a_case(by=BERTA, asker=helper, kind="cases.wish_to_help", subject="Vormittags helfen")
    askings.a_case(by=BERTA, asker=helper, kind="cases.question", subject="Wo gibt es Karten?")
    for _again in range(2):
        follow(task="exchange", giver_id=office.pk, taker_id=second.pk)
    with BERTA.at_work():
        assert Case.objects.get(subject="Vormittags helfen").outcome == Case.Outcome.HANDED_OVER
        assert Case.objects.get(subject="Wo gibt es Karten?").is_open
        assert [one.mail for one in Message.objects.filter(purpose="cases.handed_over")] == ["oksana@post.example"]
    with enter(Actor.operator(office_ids=(second.pk,)), action="tests.look"):
        assert [case.subject for case in Case.objects.all()] == ["Vormittags helfen"]


def test_who_stands_in_sees_the_cases_of_the_absent_colleague_among_their_own() -> None:
    case = askings.a_case(by=BERTA)
    role = teams.a_colleague(BERTA, name="Jan Beispiel", mail="jan@nieheim.example")
    with BERTA.at_work() as actor:
        services.give_to_colleague(actor=actor, case=case, account=role.account)
        assert mine(actor) == []
        today = timezone.localdate()
        team.appoint_deputy(
            actor=actor,
            absent=role.account,
            deputy=BERTA.account(),
            office_id=role.office_id,
            first_day=today,
            last_day=today + datetime.timedelta(days=3),
        )
    with BERTA.at_work() as actor:
        assert mine(actor) == ["Glühbirne wechseln"]
        assert selectors.case_counts(actor, today=timezone.localdate()).mine == 1


def test_an_office_that_opens_reads_what_the_alliance_shares() -> None:
    BERTA.office()
    selma = SELMA.office()
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Karte", members=[BERTA.town.ags, SELMA.town.ags])
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        services.share_case(actor=actor, case=case, sharing="alliance")
        assert Case.objects.get().shared_with == [selma.pk]
    with the_operator_at_work():
        new = add_office(actor=OPERATOR, place=selma.place, name="Zweites Büro", kind=Office.Kind.DEPARTMENT)
    share(office_id=new.pk)
    with BERTA.at_work():
        assert Case.objects.get().shared_with == sorted([selma.pk, new.pk])


def test_an_alliance_that_loses_a_town_shares_nothing_with_it_any_more() -> None:
    BERTA.office()
    selma = SELMA.office()
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Karte", members=[BERTA.town.ags, SELMA.town.ags])
    case = askings.a_case(by=BERTA)
    with BERTA.at_work() as actor:
        services.share_case(actor=actor, case=case, sharing="alliance")
        assert Case.objects.get().shared_with == [selma.pk]
    with the_operator_at_work():
        create_alliance(actor=OPERATOR, name="Karte", members=[BERTA.town.ags])
    share_in_alliance(**told("cases.share_in_alliance")[-1])
    with BERTA.at_work():
        assert Case.objects.get().shared_with == []


def test_the_asker_of_a_case_that_follows_a_task_gets_a_link_that_opens_it() -> None:
    office, second = BERTA.office(), teams.a_second_office(BERTA, name="Agentur Anstoß")
    with the_operator_at_work():
        Office.objects.filter(pk=office.pk).update(tasks=["inventory", "exchange"])
    helper = askings.From(name="Oksana Prykladenko", mail="oksana@post.example")
    askings.a_case(by=BERTA, asker=helper, kind="cases.wish_to_help", subject="Vormittags helfen")
    office.refresh_from_db()
    with override_settings(ENGAGIERT_HOME="https://engagiert.example"):
        team.hand_over_task(actor=OPERATOR, giver=office, taker=second, task="exchange")
    [facts] = told("cases.follow_task")
    follow(**facts)
    with BERTA.at_work():
        address = re.search(r"https://engagiert\.example(/code/[^'\"]+)", str(Message.objects.get().blocks))
    assert address is not None
    page = Client().get(address[1], follow=True)
    assert (page.status_code, "Agentur Anstoß" in page.content.decode()) == (200, True)
