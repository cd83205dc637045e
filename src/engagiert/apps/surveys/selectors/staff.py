"""Results of a round among staff: only when it is closed, and no number that would be a person."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from engagiert.apps.surveys.models import StaffCount, Survey
from engagiert.apps.surveys.questionnaire import STAFF, Question
from engagiert.kernel.links.public import Link
from engagiert.kernel.privacy.small_numbers import SafeTable, is_safe, safe_table

from .surveys import questions_of


@dataclass(frozen=True, slots=True)
class StaffAnswer:
    """``options``: words and number; None where it, or its difference to all who answered, is one to four people.

    ``said`` is None where fewer than five answered the question at all: then nothing is shown of it.
    """

    question: Question
    said: int | None
    options: list[tuple[Any, int | None]]


@dataclass(frozen=True, slots=True)
class Crossed:
    """A question of the office beside the first: how many of each line engage, would like to, do not.

    ``lines``: words and counts; ``together``: lines put together because they are small; ``whole`` is None where
    everything is too small to be shown.
    """

    question: Question
    columns: list[Any]
    lines: list[tuple[Any, tuple[int, ...]]]
    hidden: list[Any]
    together: tuple[int, ...] | None
    whole: tuple[int, ...] | None


def codes_made(survey: Survey) -> int:
    """How many codes there are for it."""
    return Link.objects.filter(office_id=survey.office_id, about=f"surveys.survey:{survey.pk}").count()


def staff_answers(survey: Survey) -> tuple[list[StaffAnswer], list[Crossed]]:
    """What the staff said; two empty lists until the round is closed.

    Before the end nothing is shown: the difference between two looks would be one person. An own question with one
    answer of several (department) is shown beside the first question only, never by itself, so that two tables of the
    same people cannot be subtracted from each other.
    """
    if survey.state != Survey.State.CLOSED:
        return [], []
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for row in StaffCount.objects.filter(survey=survey):
        counts[row.question, row.option, row.beside] = row.number
    single, crossed = [], []
    for key, question in questions_of(survey).items():
        if question.is_own and question.kind == "one":
            crossed.append(_crossed(question, counts))
        else:
            single.append(_single(key, question, counts))
    return single, crossed


def _single(key: str, question: Question, counts: dict[tuple[str, str, str], int]) -> StaffAnswer:
    said = counts[key, "*", ""]
    numbers = [(label, counts[key, code, ""]) for code, label in question.choices]
    if said == 0 or not is_safe((said,)):
        return StaffAnswer(question, None, [])
    if question.kind == "several":
        # Each answer splits the same people in two: those who gave it and those who did not.
        shown = [(label, number if is_safe((number, said - number)) else None) for label, number in numbers]
        return StaffAnswer(question, said, shown)
    table: SafeTable[str] = safe_table({str(place): (number,) for place, (_label, number) in enumerate(numbers)})
    kept = {place: counted[0] for place, counted in table.lines.items()}
    return StaffAnswer(question, said, [(label, kept.get(str(place))) for place, (label, _n) in enumerate(numbers)])


def _crossed(question: Question, counts: dict[tuple[str, str, str], int]) -> Crossed:
    columns = STAFF["engaged"].choices
    words = {**dict(question.choices), "-": _("keine Angabe")}
    table = safe_table(
        {code: tuple(counts[question.key, code, beside] for beside, _label in columns) for code in words}
    )
    lines = [(words[code], numbers) for code, numbers in table.lines.items()]
    hidden = [words[code] for code in table.hidden]
    return Crossed(question, [label for _code, label in columns], lines, hidden, table.together, table.whole)
