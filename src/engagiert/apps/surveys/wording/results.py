"""Answers in words, and the results as a table with its codebook."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from engagiert.apps.directory.public import FACILITY_TYPES, label
from engagiert.apps.surveys.models import Sheet, Survey
from engagiert.apps.surveys.questionnaire import CORE_VERSION, Question
from engagiert.kernel.ui.dates import written_out

_EMPTY: tuple[Any, ...] = ("", None, [])
# What a table of results says for a question that nobody answered: unknown, not zero.
UNKNOWN = ""


def answer_in_words(question: Question, value: Any) -> str:
    """As people read it; nothing as “unbekannt”."""
    if value in _EMPTY:
        return _("unbekannt")
    words = {code: str(label) for code, label in question.choices}
    if question.kind == "funding":
        return "; ".join(_grant(row) for row in value)
    if isinstance(value, list):
        return ", ".join(words.get(one, str(one)) for one in value)
    if question.kind in ("number", "money"):
        return f"{value} Euro".replace(".", ",") if question.kind == "money" else str(value).replace(".", ",")
    return words.get(str(value), str(value))


def _grant(row: Mapping[str, Any]) -> str:
    parts = [str(row.get("funder", ""))]
    if row.get("share_percent") not in _EMPTY:
        parts.append(f"{row['share_percent']} %")
    if row.get("ends_on"):
        parts.append(_("bis %(day)s") % {"day": written_out(_day(row["ends_on"]))})
    elif row.get("starts_on"):
        parts.append(_("seit %(day)s, ohne Ende") % {"day": written_out(_day(row["starts_on"]))})
    return ", ".join(parts)


def _day(iso: str) -> Any:
    return datetime.date.fromisoformat(iso)


def results_table(survey: Survey, sheets: Iterable[Sheet], questions: Mapping[str, Question]) -> list[list[str]]:
    """One row for each sheet, also of those who said nothing; codes as the codebook explains them."""
    head = ["organisation", "type", "ags", "place", "asked_on", "answered_on", "channel", "version", *questions]
    rows = [head]
    for sheet in sheets:
        answers = sheet.answers if sheet.sent_at else {}
        rows.append(
            [
                sheet.name,
                sheet.type,
                sheet.place.ags,
                sheet.place.name,
                sheet.asked_at.date().isoformat(),
                sheet.sent_at.date().isoformat() if sheet.sent_at else UNKNOWN,
                "phone" if sheet.by_phone else sheet.channel,
                str(sheet.version) if sheet.sent_at else UNKNOWN,
                *(_cell(answers.get(key)) for key in questions),
            ]
        )
    return rows


def _cell(value: Any) -> str:
    if value in _EMPTY:
        return UNKNOWN
    if isinstance(value, list):
        return "|".join(_grant_as_data(one) if isinstance(one, Mapping) else str(one) for one in value)
    return str(value)


def _grant_as_data(row: Mapping[str, Any]) -> str:
    return "~".join(str(row.get(name) or "") for name in ("funder", "share_percent", "starts_on", "ends_on"))


def codebook(survey: Survey, questions: Mapping[str, Question]) -> list[list[str]]:
    """What each column of the table means, with its codes, and from which version the question is."""
    rows = [["column", "question", "kind", "codes", "version"]]
    rows += [
        ["organisation", _("Name am Tag der Frage"), "text", "", ""],
        [
            "type",
            _("Art am Tag der Frage"),
            "one",
            _codes((key, label(FACILITY_TYPES, key)) for key in FACILITY_TYPES),
            "",
        ],
        ["ags", _("Amtlicher Gemeindeschlüssel"), "text", "", ""],
        ["place", _("Ort"), "text", "", ""],
        ["asked_on", _("gefragt am"), "date", "", ""],
        ["answered_on", _("geantwortet am; leer heißt: keine Antwort, also unbekannt"), "date", "", ""],
        ["channel", _("Weg"), "one", "mail|letter|phone", ""],
        ["version", _("Fassung des Fragebogens, die beantwortet wurde"), "number", "", ""],
    ]
    for key, question in questions.items():
        version = f"{survey.pk}/{survey.version}" if question.is_own else f"core {CORE_VERSION}"
        rows.append([key, str(question.label), question.kind, _codes(question.choices), version])
    return rows


def _codes(choices: Iterable[tuple[str, Any]]) -> str:
    return " | ".join(f"{code} = {words}" for code, words in choices)
