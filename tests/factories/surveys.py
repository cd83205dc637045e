"""Surveys, needs and goals, made by the services."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from engagiert.apps.messages.models import Message
from engagiert.apps.surveys import selectors, services
from engagiert.apps.surveys.models import Goal, Sheet, Survey
from tests.cast import ANYBODY, Person

SITE = "https://engagiert.example"


def an_aim(**more: Any) -> services.Aim:
    told = {
        "title": "Wer macht was in unserer Stadt?",
        "reason": "Damit wir wissen, wo wir gebraucht werden.",
        "closes_on": timezone.localdate() + datetime.timedelta(days=21),
    }
    return services.Aim(**(told | more))


def a_draft(*, by: Person, **more: Any) -> Survey:
    office = by.office()
    with by.at_work("tests.draft_survey") as actor:
        made = services.draft_survey(actor=actor, office=office, aim=an_aim(**more), token=uuid.uuid4().hex)
        return selectors.survey_for(actor, made.pk)


def a_survey(*, by: Person, own: tuple[tuple[str, str, tuple[str, ...]], ...] = (), **more: Any) -> Survey:
    """Open, and everybody of the directory is asked. ``own``: (kind, label, choices)."""
    draft = a_draft(by=by, **more)
    with by.at_work("tests.open_survey") as actor:
        for kind, label, choices in own:
            services.add_question(actor=actor, survey=draft, kind=kind, label=label, choices=choices)
        services.open_survey(actor=actor, survey=draft, site=SITE)
    if not draft.is_of_staff:
        services.invite_in_steps(actor=by.actor(), survey_id=draft.pk)
    return as_it_is(draft, for_=by)


def as_it_is(survey: Survey, *, for_: Person) -> Survey:
    with for_.at_work() as actor:
        return selectors.survey_for(actor, survey.pk)


def sheet_of(survey: Survey, name: str, *, for_: Person) -> Sheet:
    with for_.at_work():
        found = Sheet.objects.select_related("survey__office__place", "place")
        return found.get(survey=survey, name=name)


def code_for(sheet: Sheet, *, by: Person) -> str:
    with by.at_work("tests.ask_sheet") as actor:
        return services.ask_sheet(actor=actor, sheet=sheet)


def answered(sheet: Sheet, *, by: Person, **answers: Any) -> None:
    """By the link, in one go."""
    code = code_for(sheet, by=by)
    version = sheet.survey.version
    services.save_page_by_link(actor=ANYBODY, code=code, answers=answers, version=version)
    services.send_in_by_link(actor=ANYBODY, code=code)


def staff_codes(survey: Survey, number: int, *, by: Person) -> list[str]:
    with by.at_work("tests.make_codes") as actor:
        return services.make_codes(actor=actor, survey=survey, number=number)


def a_need(*, to: Person, text: str = "Ein Treffpunkt für Jugendliche am Abend", **more: Any) -> None:
    office = to.office()
    missing = services.Missing(text, **more)
    services.report_need(actor=ANYBODY, office=office, place=office.place, missing=missing, token=uuid.uuid4().hex)


def a_goal(*, by: Person, days: int = 60, **more: Any) -> Goal:
    office = by.office()
    told = {
        "title": "Ein Mehrgenerationenhaus für den Norden",
        "owner": "Berta Beispiel",
        "owner_mail": "berta@nieheim.example",
        "due_on": timezone.localdate() + datetime.timedelta(days=days),
    }
    with by.at_work("tests.set_goal") as actor:
        made = services.set_goal(
            actor=actor, office=office, wanted=services.Wanted(**(told | more)), token=uuid.uuid4().hex
        )
        return selectors.goal_for(actor, made.pk)


def letters_about(survey: Survey, *, for_: Person) -> list[Message]:
    with for_.at_work():
        return list(Message.objects.filter(purpose__startswith="surveys.").order_by("created_at", "key"))
