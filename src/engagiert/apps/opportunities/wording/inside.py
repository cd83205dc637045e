"""What the desk and the organisation see of an offer: its values and its history in words."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory import public as directory
from engagiert.apps.opportunities.models import Opportunity, Revision
from engagiert.apps.opportunities.selectors import names_of_places
from engagiert.apps.opportunities.vocabulary import SUITS, skill_label

from .offers import hours_in_words, week_in_words

ACTIONS = {
    "created": gettext_lazy("angelegt"),
    "changed": gettext_lazy("geändert"),
    "self_changed": gettext_lazy("von der Organisation geändert"),
    "proposed": gettext_lazy("Änderung vorgeschlagen"),
    "imported": gettext_lazy("aus einer Liste geändert"),
    "submitted": gettext_lazy("zur Prüfung gegeben"),
    "published": gettext_lazy("veröffentlicht"),
    "paused": gettext_lazy("Pause"),
    "filled": gettext_lazy("besetzt"),
    "reopened": gettext_lazy("wieder gesucht"),
    "closed": gettext_lazy("beendet"),
    "confirmed": gettext_lazy("bestätigt"),
    "asked": gettext_lazy("gefragt, ob es noch gilt"),
    "undone": gettext_lazy("zurückgenommen"),
    "linked": gettext_lazy("der Organisation zugeordnet"),
}
_COLUMNS: "Mapping[str, models.Field[Any, Any]]" = {one.attname: one for one in Opportunity._meta.concrete_fields}
_CODES = {
    "target_groups": directory.TARGET_GROUPS,
    "fields": directory.FIELDS,
    "languages": directory.LANGUAGES,
    "accessibility": directory.ACCESSIBILITY,
    "suits": SUITS,
}
_SHOWN = (
    "tasks", "kind", "for_whom", "target_groups", "fields", "where", "street", "postcode", "town", "district",
    "week_parts", "times", "starts_on", "ends_on", "hours_per_week", "skills_wanted", "skills_gained", "languages",
    "minimum_age", "training", "needs_certificate", "insurance", "expenses", "expenses_note", "accessibility", "suits",
    "capacity", "urgency", "contact_name", "contact_phone", "contact_mail", "contact_public", "website",
    "also_in",
)  # fmt: skip
_SILENT = frozenset(
    {"sources", "updated_at", "sort_key", "slug", "point_quality", "lat", "lon", "asked_at", "proposed"}
)


def _skills(value: Any) -> str:
    return ", ".join(skill_label(code) for code in value)


_SPOKEN: Mapping[str, Callable[[Any], str]] = {
    "skills_wanted": _skills,
    "skills_gained": _skills,
    "also_in": lambda value: ", ".join(names_of_places(value)),
    "week_parts": lambda value: week_in_words(int(value)) or _("jederzeit"),
    "hours_per_week": lambda value: hours_in_words(Decimal(str(value))),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One value with its label; ``before`` only in a history."""

    label: str
    value: str
    before: str = ""

    @property
    def after(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Step:
    """One change, as ``ui/timeline_entry.html`` draws it."""

    id: int
    title: str
    at: datetime.datetime
    actor: str
    lines: list[Line]
    reason: str = ""
    undone_by: str = ""
    may_undo: bool = False


def lines(opportunity: Opportunity) -> list[Line]:
    """All that the offer says, without what nobody said."""
    found = [Line(label_of(name), in_words(name, getattr(opportunity, name))) for name in _SHOWN]
    return [line for line in found if line.value]


def step(revision: Revision) -> Step:
    changed = [
        Line(label_of(name), in_words(name, after), in_words(name, before))
        for name, (before, after) in revision.changes.items()
        if name not in _SILENT and name != "*"
    ]
    undone = hasattr(revision, "undone_by")
    title = str(ACTIONS.get(revision.action, revision.action))
    return Step(
        revision.pk, title, revision.at, directory.wording.stored_in_words(revision.actor), changed, revision.reason,
        may_undo=not undone and "*" not in revision.changes,
    )  # fmt: skip


def differences(opportunity: Opportunity, wanted: Mapping[str, Any]) -> list[Line]:
    """What would change, before and after."""
    return [
        Line(label_of(name), in_words(name, value), in_words(name, getattr(opportunity, name)))
        for name, value in wanted.items()
        if name not in _SILENT
    ]


def label_of(name: str) -> str:
    return str(_COLUMNS[name].verbose_name)


def in_words(name: str, value: Any) -> str:
    """A value of a column as people read it; empty for what says nothing."""
    if value in (None, "", [], 0, False):
        return ""
    if value is True:
        return _("ja")
    if name in _CODES:
        return ", ".join(directory.labels(_CODES[name], value))
    if name in _SPOKEN:
        return _SPOKEN[name](value)
    choices = dict(_COLUMNS[name].flatchoices or ())
    return str(choices.get(value, value))
