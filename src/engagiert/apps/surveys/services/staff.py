"""The round among the staff of an administration: a code for each sheet of paper, and counts instead of answers."""

from collections.abc import Mapping
from itertools import product
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from engagiert.apps.directory.public import in_the_office
from engagiert.apps.surveys import rules, selectors
from engagiert.apps.surveys.kinds import STAFF
from engagiert.apps.surveys.models import Survey
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.links import public as links

MOST_AT_ONCE, MOST_CODES = 500, 20_000
ENGAGED = "engaged"
NO_ANSWER = "-"
_DAYS_AFTER = 7
_COUNT = """
insert into surveys_staffcount (id, office_id, survey_id, question, option, beside, number)
values (gen_random_uuid(), %s, %s, %s, %s, %s, 1)
on conflict (survey_id, question, option, beside) do update set number = surveys_staffcount.number + 1
"""


def make_codes(*, actor: Actor, survey: Survey, number: int) -> list[str]:
    """So many new codes, each good for one answer. They name nobody, and nothing says who was given which.

    Raises ``ValidationError`` where the survey is none of the staff, or takes no answers.
    """
    require(actor, rules.KEEP, survey)
    held = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if not held.is_of_staff or not held.takes_answers:
        raise ValidationError(_("Codes gibt es, sobald die Umfrage läuft."))
    if not 1 <= number <= MOST_AT_ONCE:
        raise ValidationError({"number": _("Machen Sie höchstens %(most)s Codes auf einmal.") % {"most": MOST_AT_ONCE}})
    if selectors.codes_made(held) + number > MOST_CODES:
        raise ValidationError({"number": _("So viele Beschäftigte hat keine Verwaltung.")})
    days = (held.closes_on - held.opened_on).days + _DAYS_AFTER if held.opened_on else _DAYS_AFTER
    about = about_survey(held)
    made = [links.open_link(office_id=held.office_id, purpose=STAFF, about=about, days=days) for _one in range(number)]
    return [links.code_of(link) for link in made]


def about_survey(survey: Survey) -> str:
    """How the codes of a staff round name it."""
    return f"surveys.survey:{survey.pk}"


def answer_as_staff(*, actor: Actor, code: str, answers: Mapping[str, Any]) -> None:
    """Count the answers, use up the code. There is no row for the answers of one person, and no time.

    ``actor`` is not kept on purpose: whoever has signed in beside it stays without a name here, too.

    Raises ``LinkGone`` for a code that was used, ``ValidationError`` where the survey is closed or nothing is said.
    """
    link = links.find_link(code, STAFF)
    with in_the_office(Actor(label=_("ohne Namen")), link.office_id, action="surveys.answer_as_staff"):
        survey = selectors.survey_behind(link)
        if not survey.takes_answers:
            raise ValidationError(_("Diese Umfrage ist geschlossen."))
        counted = _counted(survey, answers)
        if not counted:
            raise ValidationError(_("Sie haben noch nichts beantwortet. Eine Antwort genügt."))
        links.take_link(code, STAFF, answer="counted")
        with connection.cursor() as cursor:
            # In one order for all, so that two who answer at once never wait for each other.
            for question, option, beside in sorted(counted):
                cursor.execute(_COUNT, [survey.office_id, survey.pk, question, option, beside])


def _counted(survey: Survey, answers: Mapping[str, Any]) -> set[tuple[str, str, str]]:
    """(question, option, beside) that grow by one; ``*`` is that the question was answered at all."""
    questions = selectors.questions_of(survey)
    said: dict[str, list[str]] = {}
    for key, question in questions.items():
        known = {code for code, _label in question.choices}
        given = answers.get(key) or []
        chosen = [one for one in ([given] if isinstance(given, str) else given) if one in known]
        if chosen:
            said[key] = chosen
    counted = {(key, option, "") for key, options in said.items() for option in (*options, "*")}
    crossed = [key for key, question in questions.items() if question.is_own and question.kind == "one"]
    for key in crossed:
        # Who skips it is a line of its own: else the sums of two tables would differ by just those few.
        counted |= set(product([key], said.get(key) or [NO_ANSWER], said.get(ENGAGED, [])))
    return counted
