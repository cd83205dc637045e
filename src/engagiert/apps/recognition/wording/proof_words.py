"""What stands on a certificate of engagement, in German and in English."""

import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _

from engagiert.apps.volunteering.public import selectors as volunteering
from engagiert.kernel.ui.dates import written_out

from .decisions import number

_OPENING = {
    "engagement": gettext_lazy("hat sich freiwillig und ohne Bezahlung für andere eingesetzt."),
    "skills": gettext_lazy("hat im freiwilligen Engagement gezeigt und gelernt, was hier steht."),
    "youth": gettext_lazy("hat sich als junger Mensch freiwillig für andere eingesetzt."),
}


def usual(kind: str) -> dict[str, str]:
    """Opening and thanks where an office has written none."""
    return {
        "opening": str(_OPENING[kind]),
        "thanks": _("Wir danken für diesen Einsatz. Er ist für unsere Stadt wertvoll."),
    }


def said(text: str, kind: str, part: str) -> tuple[str, str]:
    """What stands on the paper and in which language: our own words in the one that is on, an office's as it wrote."""
    with override(settings.LANGUAGE_CODE):
        is_ours = text == usual(kind)[part]
    return (usual(kind)[part], get_language() or settings.LANGUAGE_CODE) if is_ours else (text, settings.LANGUAGE_CODE)


def kept_work(work: volunteering.Work) -> dict[str, str]:
    """As it is kept in the content of a certificate."""
    return {
        "organisation": work.organisation,
        "title": work.title,
        "first": work.first.isoformat(),
        "last": work.last.isoformat(),
        "hours": str(work.hours),
    }


def work_line(work: volunteering.Work) -> str:
    return _("%(title)s, %(organisation)s: %(hours)s Stunden") % {
        "title": work.title,
        "organisation": work.organisation,
        "hours": number(work.hours),
    }


def sections(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The facts as (label, lines), in the language that is on: the same on the paper and behind its code."""
    rows: list[dict[str, Any]] = []
    for one in content.get("work", []):
        first, last = (datetime.date.fromisoformat(one[name]) for name in ("first", "last"))
        when = written_out(first)
        if first != last:
            when = _("%(first)s bis %(last)s") % {"first": written_out(first), "last": written_out(last)}
        hours = _("%(hours)s Stunden") % {"hours": _decimal(one["hours"])}
        rows.append({"label": one["organisation"], "lines": [one["title"], when, hours]})
    if len(rows) > 1:
        total = _("%(hours)s Stunden") % {"hours": _decimal(content["hours"])}
        rows.append({"label": _("Zusammen"), "lines": [total]})
    for name, label in (("skills", _("Fähigkeiten")), ("trainings", _("Fortbildungen"))):
        if content.get(name):
            rows.append({"label": label, "lines": list(content[name])})
    return rows


def _decimal(hours: str) -> str:
    return number_format(f"{Decimal(hours).normalize():f}")
