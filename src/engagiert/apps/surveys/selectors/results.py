"""What came of a survey: who answered, what was said, beside the round before. Silence is unknown, never a no."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Count, Q

from engagiert.apps.surveys.models import Sheet, Survey
from engagiert.apps.surveys.questionnaire import Question

from .surveys import questions_of

_EMPTY: tuple[Any, ...] = ("", None, [])


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of those ``asked`` have ``answered``; the same of the round before, None where there was none."""

    key: str
    asked: int
    answered: int
    asked_before: int | None = None
    answered_before: int | None = None

    @property
    def percent(self) -> int:
        """Of those asked, rounded."""
        return round(100 * self.answered / self.asked) if self.asked else 0

    @property
    def percent_before(self) -> int | None:
        """The same of the round before."""
        if not self.asked_before or self.answered_before is None:
            return None
        return round(100 * self.answered_before / self.asked_before)


def rates(survey: Survey, by_type: list[Rate]) -> Rate:
    """Of all, from those by type."""
    has_before = survey.before_id is not None
    return Rate(
        "",
        sum(one.asked for one in by_type),
        sum(one.answered for one in by_type),
        sum(one.asked_before or 0 for one in by_type) if has_before else None,
        sum(one.answered_before or 0 for one in by_type) if has_before else None,
    )


def rates_by_type(survey: Survey) -> list[Rate]:
    """By type of organisation on the day it was asked; two queries with a round before."""
    return _rates(survey, "type")


def rates_by_place(survey: Survey) -> list[Rate]:
    """By town, in the order of their names; ``key`` is the name."""
    return _rates(survey, "place__name")


def _rates(survey: Survey, column: str) -> list[Rate]:
    now = _counted(survey.pk, column)
    before = _counted(survey.before_id, column) if survey.before_id else {}
    return [
        Rate(key, *now.get(key, (0, 0)), *(before.get(key, (None, None)) if before else (None, None)))
        for key in sorted(now.keys() | before.keys())
    ]


def _counted(survey_id: Any, column: str) -> dict[str, tuple[int, int]]:
    found = Sheet.objects.filter(survey=survey_id).order_by().values_list(column)
    rows = found.annotate(asked=Count("pk"), answered=Count("pk", filter=Q(sent_at__isnull=False)))
    return {key: (asked, answered) for key, asked, answered in rows}


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: ``said`` it, ``unknown`` (not sent in, or left empty), and what.

    ``options``: (code, words, number, number in the round before or None). ``total`` and ``median`` of numbers.
    ``texts``: (organisation, words). ``ends``: (day, organisation, funder) of money that ends.
    """

    question: Question
    said: int
    unknown: int
    said_before: int | None
    options: list[tuple[str, Any, int, int | None]]
    total: Decimal | None = None
    median: Decimal | None = None
    total_before: Decimal | None = None
    texts: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str, str], ...] = ()


def answered(survey: Survey) -> list[Answered]:
    """Each question with what was said; two queries and one for the questionnaire."""
    rows = list(Sheet.objects.filter(survey=survey).values_list("name", "sent_at", "answers"))
    sent = [(name, answers) for name, sent_at, answers in rows if sent_at is not None]
    before = None
    if survey.before_id:
        earlier = Sheet.objects.filter(survey=survey.before_id, sent_at__isnull=False)
        before = list(earlier.values_list("answers", flat=True))
    return [_of(question, sent, len(rows), before) for question in questions_of(survey).values()]


def _of(
    question: Question, sent: list[tuple[str, dict[str, Any]]], asked: int, earlier: list[dict[str, Any]] | None
) -> Answered:
    values = [(name, answers[question.key]) for name, answers in sent if answers.get(question.key) not in _EMPTY]
    before = None if earlier is None else [one[question.key] for one in earlier if one.get(question.key) not in _EMPTY]
    more: dict[str, Any] = {}
    if question.kind in ("number", "money"):
        numbers, numbers_before = _numbers(value for _name, value in values), _numbers(before or ())
        more = {"total": sum(numbers, Decimal(0)) if numbers else None, "median": _median(numbers)}
        more["total_before"] = sum(numbers_before, Decimal(0)) if numbers_before else None
    elif question.kind in ("text", "lines"):
        more["texts"] = tuple(
            (name, "\n".join(value) if isinstance(value, list) else str(value)) for name, value in values
        )
    elif question.kind == "funding":
        more["ends"] = tuple(_ends(values))
    return Answered(
        question,
        len(values),
        asked - len(values),
        None if before is None else len(before),
        _options(question, [value for _name, value in values], before),
        **more,
    )


def _options(question: Question, values: list[Any], before: list[Any] | None) -> list[tuple[str, Any, int, int | None]]:
    now, then = _times(values), _times(before or [])
    return [(code, label, now[code], then[code] if before is not None else None) for code, label in question.choices]


def _times(values: Iterable[Any]) -> Counter[str]:
    return Counter(one for value in values for one in _codes(value))


def _codes(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _numbers(values: Iterable[Any]) -> list[Decimal]:
    found = []
    for value in values:
        try:
            found.append(Decimal(str(value)))
        except InvalidOperation:
            continue
    return sorted(found)


def _median(numbers: list[Decimal]) -> Decimal | None:
    if not numbers:
        return None
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _ends(values: list[tuple[str, Any]]) -> list[tuple[str, str, str]]:
    found = [
        (row["ends_on"], name, row.get("funder", ""))
        for name, rows in values
        for row in rows
        if isinstance(row, Mapping) and row.get("ends_on")
    ]
    return sorted(found)
