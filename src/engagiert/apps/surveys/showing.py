"""Sheets as pages show them: to whoever holds the code, and at the desk."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from engagiert.apps.messages.public import Message
from engagiert.apps.messages.public import wording as message_words

from .forms import PageForm
from .models import Sheet
from .questionnaire import ask_of
from .selectors import Opened
from .wording import answer_in_words


def changed_words() -> str:
    """What is said to somebody who answered an older version."""
    return _(
        "Der Fragebogen wurde inzwischen geändert. Ihre Antworten sind gespeichert. "
        "Sehen Sie diese Seite noch einmal durch."
    )


def came_back(sheet: Sheet, returned: Mapping[uuid.UUID, Message]) -> str:
    """Why the invitation came back and what to do now; empty where it did not, or another way was taken."""
    message = returned.get(sheet.pk)
    if message is None or sheet.sent_at is not None or sheet.channel != Sheet.Channel.MAIL:
        return ""
    return f"{message_words.reason(message)} {message_words.what_to_do(message)}".strip()


def asked_otherwise(way: str) -> str:
    """What follows after another way to ask was chosen."""
    if way == Sheet.Channel.LETTER:
        return _("Ein Brief mit Code liegt bei den Nachrichten zum Drucken.")
    return _("Eine Anschrift ist nicht bekannt. Der Eintrag steht jetzt unter „Anrufen“.")


def page_form(request: HttpRequest, opened: Opened, page: str) -> PageForm:
    """The form of one page, filled with the answers so far."""
    asked = ask_of(opened.page(page), opened.questions)
    version = opened.sheet.survey.version
    sent = request.POST if request.method == "POST" else None
    return PageForm(sent, questions=asked, answers=opened.answers, version=version)


def place_of(opened: Opened, page: str) -> dict[str, Any]:
    """Where the page stands among the others."""
    slugs = [one.slug for one in opened.pages]
    at = slugs.index(page)
    return {
        "page_title": opened.pages[at].title,
        "titles": [str(one.title) for one in opened.pages],
        "at": at + 1,
        "back": slugs[at - 1] if at else "",
    }


def next_page(opened: Opened, page: str) -> str:
    """The name of the page after this one; empty after the last."""
    slugs = [one.slug for one in opened.pages]
    at = slugs.index(page) + 1
    return slugs[at] if at < len(slugs) else ""


def overview(opened: Opened) -> list[dict[str, Any]]:
    """Each page with its questions and answers in words. What nobody saved yet counts as unanswered."""
    said = opened.sheet.answers
    return [
        {
            "page": page,
            "lines": [
                (question.label, answer_in_words(question, said.get(question.key)), question.key in said)
                for question in ask_of(page, opened.questions)
            ],
        }
        for page in opened.pages
    ]
