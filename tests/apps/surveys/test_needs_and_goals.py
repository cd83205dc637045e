"""What is missing stands beside what there is, and becomes a goal that somebody takes on."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagiert.apps.cases.models import Case
from engagiert.apps.messages.models import Message
from engagiert.apps.surveys import selectors, services
from engagiert.apps.surveys.models import NeedReport, PublicGoal
from engagiert.apps.surveys.public import goals_of, need_counts
from tests.cast import BERTA, JAN, OLE, anybody_at_work
from tests.factories import records, surveys

pytestmark = pytest.mark.django_db
NIEHEIM = "05762028"


def report(**more: str) -> None:
    BERTA.office()
    said = {"text": "Ein Mütterzentrum", "says": "missing", "type": "muetterzentrum", "token": "einmal"} | more
    for _twice in range(2):
        assert Client().post("/nieheim/bedarf/", said).status_code == 302


def test_somebody_without_account_says_what_is_missing_once_and_reads_nothing_back() -> None:
    report()
    with anybody_at_work():
        assert NeedReport.objects.count() == 0
    with BERTA.at_work():
        found = NeedReport.objects.get()
        assert (found.says, found.by, found.week.weekday()) == ("missing", "resident", 0)
        assert Case.objects.count() == 0


def test_who_wants_an_answer_has_a_case() -> None:
    report(reach="anna@post.example")
    with BERTA.at_work():
        assert Case.objects.get().kind == "surveys.need"


def test_need_stands_beside_supply_and_what_can_rest_is_no_gap() -> None:
    records.an_organisation(by=BERTA, name="Mütterzentrum Probe", type="muetterzentrum")
    surveys.a_need(to=BERTA, type="muetterzentrum")
    surveys.a_need(to=BERTA, says="resting", type="muetterzentrum")
    surveys.a_need(to=BERTA, text="Mehr Lesepaten")
    with BERTA.at_work("tests.decide") as actor:
        lies = NeedReport.objects.get(text="Mehr Lesepaten")
        services.decide_report(actor=actor, report=lies, state="resting", note="Im Herbst wieder.")
        (row,) = selectors.reports_by_type(actor, BERTA.office())
        assert (row.missing, row.resting, row.there) == (1, 1, 1)
    shown = BERTA.browser().get(reverse("desk:needs_reported")).text
    assert "Mehr Lesepaten" not in shown
    assert "Mehr Lesepaten" in BERTA.browser().get(reverse("desk:needs_reported") + "?stand=resting").text


def test_the_public_counts_three_and_more_and_says_nothing_of_fewer() -> None:
    for _one in range(3):
        surveys.a_need(to=BERTA, type="muetterzentrum")
    surveys.a_need(to=BERTA, type="seniorenbuero")
    with BERTA.at_work("tests.tally") as actor:
        services.tally_needs(actor=actor, office=BERTA.office())
    with anybody_at_work():
        counts = {one.type: (one.missing, one.resting) for one in need_counts([NIEHEIM])}
    assert counts == {"": (0, 0), "muetterzentrum": (3, 0), "seniorenbuero": (None, 0)}


def test_a_report_becomes_a_goal_that_the_public_reads_without_a_name() -> None:
    surveys.a_need(to=BERTA)
    goal = surveys.a_goal(by=BERTA, is_public=True)
    with anybody_at_work():
        (shown,) = goals_of([NIEHEIM[:5]])
        assert (shown.title, shown.state) == (goal.title, "open")
    with BERTA.at_work("tests.move") as actor:
        services.move_goal(actor=actor, goal=goal, state="reached")
        assert PublicGoal.objects.get().state == "reached"
        services.change_goal(actor=actor, goal=goal, wanted=wanted(is_public=False))
        assert not PublicGoal.objects.exists()


def wanted(**more: object) -> services.Wanted:
    told = {"title": "Ziel", "owner": "Ole Exempel", "due_on": timezone.localdate() + datetime.timedelta(days=60)}
    return services.Wanted(**(told | more))  # type: ignore[arg-type]


def test_a_goal_is_given_up_with_a_reason_and_not_without() -> None:
    goal = surveys.a_goal(by=BERTA)
    with BERTA.at_work("tests.move") as actor:
        with pytest.raises(ValidationError, match="warum"):
            services.move_goal(actor=actor, goal=goal, state="given_up", reason="  ")
        services.move_goal(actor=actor, goal=goal, state="given_up", reason="Das Land zahlt nicht.")
    assert "Das Land zahlt nicht." in OLE.browser().get(reverse("desk:goals") + "?zeigen=vorbei").text


def test_the_owner_is_reminded_before_the_day_and_on_it_and_the_office_where_there_is_no_mail() -> None:
    by_mail = surveys.a_goal(by=BERTA, days=30)
    by_desk = surveys.a_goal(by=BERTA, days=30, owner_mail="", title="Nur am Telefon")
    with BERTA.at_work("tests.remind") as actor:
        for left in (20, 14, 10, 0, 0):
            day = by_mail.due_on - datetime.timedelta(days=left)
            services.remind_goals(actor=actor, office=BERTA.office(), today=day)
        assert Message.objects.filter(purpose="surveys.goal_reminder").count() == 2
        case = Case.objects.get(kind="surveys.goal")
        services.move_goal(actor=actor, goal=by_desk, state="reached")
        case.refresh_from_db()
        assert case.state == Case.State.CLOSED


def test_a_day_behind_us_is_no_goal_and_another_office_sees_none() -> None:
    with pytest.raises(ValidationError, match="der noch kommt"):
        surveys.a_goal(by=BERTA, days=-1)
    goal = surveys.a_goal(by=BERTA)
    assert JAN.browser().get(reverse("desk:goal", args=[goal.pk])).status_code == 404
