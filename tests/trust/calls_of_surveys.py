"""How the services of surveys are called; see test_record.py."""

import datetime
from collections.abc import Callable
from typing import Any

from engagiert.apps.surveys import selectors, services
from engagiert.kernel.authz import Actor
from tests.factories import surveys
from tests.factories.worlds import World

type Call = Callable[[World, Actor], Any]


def of_survey(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, survey=world.survey, **more)


def of_office(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, office=world.person.office(), **more)


def of_sheet(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, sheet=world.sheet, **more)


def of_goal(verb: str, **more: Any) -> Call:
    service = getattr(services, verb)
    return lambda world, actor: service(actor=actor, goal=world.goal, **more)


def draft(world: World, actor: Actor) -> Any:
    return services.draft_survey(actor=actor, office=world.person.office(), aim=surveys.an_aim(), token="neu")


def open_another(world: World, actor: Actor) -> Any:
    services.close_survey(actor=actor, survey=world.survey)
    return services.open_survey(actor=actor, survey=draft(world, actor), site=surveys.SITE)


def remove_question(world: World, actor: Actor) -> Any:
    own = selectors.own_questions_of(world.survey)
    return services.remove_question(actor=actor, survey=world.survey, key=own[0]["key"])


def invite(world: World, actor: Actor) -> Any:
    open_another(world, actor)
    (survey_id,) = selectors.running_keys(world.person.office())
    return services.invite_in_steps(actor=actor, survey_id=survey_id)


def wanted(**more: Any) -> services.Wanted:
    return services.Wanted("Neu", "Ole Exempel", datetime.date(2031, 1, 1), **more)


def run_daily(world: World, actor: Actor) -> Any:
    day = world.survey.closes_on + datetime.timedelta(days=1)
    return services.run_daily(actor=actor, office=world.person.office(), today=day)


def remind_goals(world: World, actor: Actor) -> Any:
    return services.remind_goals(actor=actor, office=world.person.office(), today=world.goal.due_on)


CALLS: dict[str, Call] = {
    "surveys.draft_survey": draft,
    "surveys.change_survey": of_survey("change_survey", aim=surveys.an_aim(title="Anders")),
    "surveys.add_question": of_survey("add_question", kind="yes_no", label="Neu?"),
    "surveys.remove_question": remove_question,
    "surveys.open_survey": open_another,
    "surveys.close_survey": of_survey("close_survey"),
    "surveys.invite_in_steps": invite,
    "surveys.ask_sheet": lambda w, a: services.ask_sheet(actor=a, sheet=w.silent_sheet),
    "surveys.ask_otherwise": of_sheet("ask_otherwise"),
    "surveys.save_page": of_sheet("save_page", answers={"rooms": "Neu"}, version=2),
    "surveys.send_in": of_sheet("send_in"),
    "surveys.make_codes": lambda w, a: services.make_codes(actor=a, survey=w.staff_round, number=1),
    "surveys.note_need": of_office("note_need", missing=services.Missing("Neu"), token="neu"),
    "surveys.report_need": lambda w, a: services.report_need(
        actor=a, office=w.person.office(), place=w.person.office().place, missing=services.Missing("Neu"), token="neu"
    ),
    "surveys.decide_report": lambda w, a: services.decide_report(
        actor=a, report=w.need_report, state="resting", note="Neu"
    ),
    "surveys.set_goal": of_office("set_goal", wanted=wanted(), token="neu"),
    "surveys.change_goal": of_goal("change_goal", wanted=wanted(is_public=True)),
    "surveys.move_goal": of_goal("move_goal", state="reached"),
    "surveys.remind_goals": remind_goals,
    "surveys.run_daily": run_daily,
}
