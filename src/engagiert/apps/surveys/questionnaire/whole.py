"""Core and own questions together, as one survey asks them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from .question import Page, Question, read_own
from .shared import CORE, PAGES, STAFF

OWN_PAGE = "eigene"


def questions_of(own: Sequence[Mapping[str, Any]], *, of_staff: bool = False) -> dict[str, Question]:
    """All questions by key: the core first, then the office's own, in their order."""
    core = STAFF if of_staff else CORE
    return {**core, **{question.key: question for question in map(read_own, own)}}


def pages_of(own: Sequence[Mapping[str, Any]]) -> list[Page]:
    """The pages of a questionnaire for organisations; own questions stand on the last."""
    pages = [*PAGES]
    if own:
        pages.append(Page(OWN_PAGE, _("Fragen des Büros"), tuple(str(row["key"]) for row in own)))
    return pages


def ask_of(page: Page, questions: Mapping[str, Question]) -> list[Question]:
    """The questions of a page."""
    return [questions[key] for key in page.keys if key in questions]
