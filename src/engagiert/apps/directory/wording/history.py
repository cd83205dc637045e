"""What the desk says about changes: before and after, who, when, why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.models import Revision

from .stored import stored_in_words
from .values import FIELD_LABELS, WRITTEN, day, field_label, value_in_words

# What the inside view of a record lists, in this order.
SHOWN_INSIDE = (
    "type",
    "sector",
    "fields",
    "description",
    "services",
    "target_groups",
    "languages",
    "accessibility",
    "opening_hours",
    "street",
    "postcode",
    "town",
    "district",
    "phones",
    "mails",
    "website",
    "founded",
    "budget_band",
    "staff_fte",
    "service_area",
)
# What two records are compared by, side by side.
COMPARED = frozenset({"name", *SHOWN_INSIDE})

ACTIONS = {
    "created": gettext_lazy("Angelegt"),
    "changed": gettext_lazy("Geändert"),
    "imported": gettext_lazy("Aus einer Liste geändert"),
    "published": gettext_lazy("Veröffentlicht"),
    "confirmed": gettext_lazy("Bestätigt"),
    "archived": gettext_lazy("Archiviert"),
    "revived": gettext_lazy("Aus dem Archiv geholt"),
    "suggestion_accepted": gettext_lazy("Hinweis übernommen"),
    "joined": gettext_lazy("Mit einer Zeile aus einer Liste zusammengeführt"),
    "located": gettext_lazy("Lage zur Anschrift gefunden"),
    "merged_away": gettext_lazy("In einen anderen Eintrag übernommen"),
    "kept_apart": gettext_lazy("Von einem anderen Eintrag unterschieden"),
    "undone": gettext_lazy("Änderung zurückgenommen"),
    "import_undone": gettext_lazy("Import zurückgenommen"),
    "note_added": gettext_lazy("Interne Notiz geschrieben"),
    "note_removed": gettext_lazy("Interne Notiz entfernt"),
    "contact_added": gettext_lazy("Interner Kontakt eingetragen"),
    "contact_removed": gettext_lazy("Interner Kontakt entfernt"),
    "facility_saved": gettext_lazy("Einrichtung gespeichert"),
    "facility_removed": gettext_lazy("Einrichtung entfernt"),
    "self_changed": gettext_lazy("Von der Organisation geändert"),
    "trusted": gettext_lazy("Änderungen der Organisation gelten ab jetzt sofort"),
    "trust_ended": gettext_lazy("Änderungen der Organisation werden ab jetzt geprüft"),
    "contact_joined": gettext_lazy("Pflegt den Eintrag ab jetzt mit"),
    "contact_left": gettext_lazy("Pflegt den Eintrag nicht mehr"),
    "contact_ended": gettext_lazy("Das Büro hat eine Pflege beendet"),
    "statement_published": gettext_lazy("Stellungnahme veröffentlicht"),
    "statement_withdrawn": gettext_lazy("Stellungnahme zurückgenommen"),
    "statement_declined": gettext_lazy("Stellungnahme nicht mehr veröffentlicht"),
}
_NOT_SHOWN = frozenset({"sort_key", "spelling_key", "name_key", "address_key", "sources", "updated_at", "source_keys"})


@dataclass(frozen=True, slots=True)
class Comparison:
    """One field with two values, in words; ``before``/``after`` or “here”/“in the file”."""

    key: str
    label: str
    before: str
    after: str

    @classmethod
    def of(cls, key: str, before: Any, after: Any) -> Self:
        return cls(key, field_label(key), value_in_words(key, before), value_in_words(key, after))

    @property
    def is_written(self) -> bool:
        """Whether people wrote the values, in German."""
        return self.key in WRITTEN

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Change:
    """A revision as the history shows it."""

    revision: Revision
    title: str
    at: datetime.datetime
    actor: str
    reason: str
    lines: list[Comparison]
    undone_by: str
    may_be_undone: bool

    @classmethod
    def of(cls, revision: Revision) -> Self:
        undone = getattr(revision, "undone_by", None)
        fixed = not revision.changes or "*" in revision.changes or revision.action in ("undone", "import_undone")
        lines = [
            Comparison.of(key, before, after)
            for key, (before, after) in revision.changes.items()
            if key in FIELD_LABELS and key not in _NOT_SHOWN
        ]
        return cls(
            revision=revision,
            title=action_in_words(revision),
            at=revision.at,
            actor=stored_in_words(revision.actor),
            reason=stored_in_words(revision.reason),
            lines=lines,
            undone_by=undone.actor if undone else "",
            may_be_undone=not undone and not fixed,
        )


def action_in_words(revision: Revision) -> str:
    text = str(ACTIONS.get(revision.action, revision.action))
    if revision.import_run is not None:
        return _("%(action)s (Liste „%(file)s“)") % {"action": text, "file": revision.import_run.filename}
    return text


@dataclass(frozen=True, slots=True)
class InsideLine:
    """One field of a record with where its value comes from."""

    key: str
    label: str
    value: str
    source: str

    @property
    def is_written(self) -> bool:
        """Whether people wrote the value, in German, as against a word of ours or a number."""
        return self.key in WRITTEN


def inside_line(key: str, value: Any, source: Mapping[str, str] | None) -> InsideLine:
    origin = ""
    if source and value not in ("", None, []):
        origin = _("%(source)s, %(day)s") % {"source": stored_in_words(source["label"]), "day": day(source["on"])}
    return InsideLine(key, field_label(key), value_in_words(key, value), origin)
