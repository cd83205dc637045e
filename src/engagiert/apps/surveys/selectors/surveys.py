"""Surveys and what they ask."""

import uuid
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from engagiert.apps.accounts.public import Office
from engagiert.apps.surveys import rules
from engagiert.apps.surveys.models import Questionnaire, Survey
from engagiert.apps.surveys.questionnaire import Question
from engagiert.apps.surveys.questionnaire import questions_of as together
from engagiert.kernel.authz import Actor, require


def surveys_at(actor: Actor) -> QuerySet[Survey]:
    """The surveys of the actor's offices, the newest first, with how many were ``asked`` and have ``answered``."""
    found = Survey.objects.filter(office__in=actor.office_ids).select_related("office__place")
    return found.annotate(asked=Count("sheets"), answered=Count("sheets", filter=Q(sheets__sent_at__isnull=False)))


def survey_for(actor: Actor, survey_id: uuid.UUID) -> Survey:
    """One of them; 404 for what the wall hides."""
    found = Survey.objects.filter(pk=survey_id).select_related("office__place__town", "before").first()
    if found is None:
        raise Http404
    require(actor, rules.READ, found)
    return found


def own_questions_of(survey: Survey) -> list[dict[str, Any]]:
    """The office's own questions in the newest version; one query, asked once for each object."""
    known: list[dict[str, Any]] | None = getattr(survey, "own_questions", None)
    if known is None:
        newest = Questionnaire.objects.filter(survey=survey.pk, version=survey.version).first()
        known = list(newest.own) if newest is not None else []
        survey.own_questions = known  # type: ignore[attr-defined]
    return known


def questions_of(survey: Survey) -> dict[str, Question]:
    """All questions that the survey asks now, by key."""
    return together(own_questions_of(survey), of_staff=survey.is_of_staff)


def versions_of(survey: Survey) -> list[Questionnaire]:
    """What was asked, from the first version to the newest."""
    return list(Questionnaire.objects.filter(survey=survey).order_by("version"))


def running_keys(office: Office) -> list[uuid.UUID]:
    """The surveys among organisations that take answers."""
    open_now = Survey.objects.filter(office=office, state=Survey.State.OPEN, kind=Survey.Kind.ORGANISATIONS)
    return list(open_now.values_list("pk", flat=True))
