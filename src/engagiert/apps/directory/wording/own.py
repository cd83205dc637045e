"""What an organisation's own people read about their record."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _

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
