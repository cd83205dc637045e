"""What an organisation's own people read about their record."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from engagiert.apps.directory.models import Organisation
from engagiert.kernel.ui.dates import written_out

from .history import ACTIONS, Comparison
from .stored import stored_in_words


@dataclass(frozen=True, slots=True)
class OwnStep:
    """One step of the history as ``ui/timeline_entry.html`` draws it: without reason, without undo."""

    title: str
    at: datetime.datetime
    actor: str
    lines: list[Comparison]
    reason: str = ""
    undone_by: str = ""

    @classmethod
    def of(cls, *, action: str, at: datetime.datetime, by: str, changes: Mapping[str, Any]) -> Self:
        lines = [Comparison.of(key, before, after) for key, (before, after) in changes.items()]
        return cls(str(ACTIONS.get(action, action)), at, stored_in_words(by) or _("Büro für Engagement"), lines)


@dataclass(frozen=True, slots=True)
class OwnSuggestionLine:
    """A suggestion about the record, in words."""

    title: str
    at: datetime.datetime
    state: str
    is_open: bool
    is_own: bool
    lines: list[Comparison]
    reason: str


def suggestion_line(
    *, kind: str, at: datetime.datetime, state: str, is_own: bool, changes: Mapping[str, Any], reason: str
) -> OwnSuggestionLine:
    words = {"open": _("wird geprüft"), "accepted": _("übernommen"), "declined": _("nicht übernommen")}
    lines = [Comparison.of(key, None, value) for key, value in changes.items()]
    return OwnSuggestionLine(kind, at, words[state], state == "open", is_own, lines, reason)


@dataclass(frozen=True, slots=True)
class DueLine:
    """A record that is due: how it can be reached, and what came of the last question."""

    record: Organisation
    ways: str
    is_reachable: bool
    asked: str


def due_line(record: Organisation, known: Mapping[str, object]) -> DueLine:
    """``known``: the ways on which the record can be reached (``mail``, ``letter``); ``record.asked`` is prefetched."""
    words = {"mail": _("E-Mail"), "letter": _("Brief")}
    ways = [words[way] for way in known] + ([_("Telefon")] if record.phones else [])
    last = next(iter(record.asked), None)  # type: ignore[attr-defined]
    asked = ""
    if last is not None:
        when = {"day": written_out(timezone.localdate(last.asked_at)), "answer": str(last.get_answer_display())}
        open_words = _("gefragt am %(day)s, noch keine Antwort")
        asked = (_("gefragt am %(day)s: %(answer)s") if last.answer else open_words) % when
    return DueLine(record, ", ".join(ways) or _("unbekannt"), bool(known), asked)
