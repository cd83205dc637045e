"""The file for the state's app: which columns there can be, how they are laid out, and one cell at a time.

Nobody publishes that app's format, so headings, order, date, separator, encoding and words are the office's
(``docs/state-app.md``). What goes out beyond ``OF_A_REMOVAL`` is what the consent names, and no more.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagiert.apps.directory.public import tables

from .models import AppLayout, Card

NEW, VALID, GONE = "new", "valid", "gone"
PARTS: Final = (NEW, GONE, VALID)

# Field → what it is called at the desk; the order is that of the form.
FIELDS: Final[Mapping[str, object]] = {
    "number": gettext_lazy("Kartennummer"),
    "status": gettext_lazy("Was zu tun ist"),
    "changed_on": gettext_lazy("Seit wann"),
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("Vorname"),
    "last_name": gettext_lazy("Nachname"),
    "born_on": gettext_lazy("Geburtstag"),
    "mail": gettext_lazy("E-Mail"),
    "kind": gettext_lazy("Art der Karte"),
    "issued_on": gettext_lazy("Ausgestellt am"),
    "valid_until": gettext_lazy("Gültig bis"),
    "issuer": gettext_lazy("Stadt"),
    "ags": gettext_lazy("Schlüssel der Stadt (AGS)"),
    "code": gettext_lazy("Text des QR-Codes"),
    "app_number": gettext_lazy("Nummer des Antrags in der App"),
}
# A card that the app must forget: which one and since when, nothing about the person.
OF_A_REMOVAL: Final = frozenset({"number", "status", "changed_on", "issuer", "ags", "app_number"})

WORDS: Final[Mapping[str, object]] = {
    NEW: gettext_lazy("Neue Karte"),
    VALID: gettext_lazy("Karte, die weiter gilt"),
    GONE: gettext_lazy("Karte, die die App löschen soll"),
    Card.Kind.CARD: gettext_lazy("Ehrenamtskarte"),
    Card.Kind.JUBILEE: gettext_lazy("Jubiläumskarte"),
    Card.Kind.YOUTH: gettext_lazy("Karte für junge Menschen"),
}

_DEFAULT_COLUMNS: Final = (
    ("number", "Kartennummer"),
    ("status", "Status"),
    ("changed_on", "Statusdatum"),
    ("first_name", "Vorname"),
    ("last_name", "Nachname"),
    ("born_on", "Geburtsdatum"),
    ("mail", "E-Mail"),
    ("kind", "Kartenart"),
    ("valid_until", "Gültig bis"),
    ("issuer", "Ausstellende Kommune"),
    ("ags", "AGS"),
    ("app_number", "Antragsnummer"),
)
_DEFAULT_WORDS: Final[Mapping[str, str]] = {
    NEW: "neu",
    VALID: "gültig",
    GONE: "entfernt",
    Card.Kind.CARD: "Ehrenamtskarte",
    Card.Kind.JUBILEE: "Jubiläumskarte",
    Card.Kind.YOUTH: "Ehrenamtskarte Jugend",
}


def default_layout(office_id: int) -> AppLayout:
    """What holds until the office says otherwise: German headings, a file that Excel opens as it is."""
    columns = [{"field": field, "heading": heading} for field, heading in _DEFAULT_COLUMNS]
    return AppLayout(office_id=office_id, name="Standard", columns=columns, words=dict(_DEFAULT_WORDS))


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file. ``part``: one of ``PARTS``; ``since``: the day of the state; ``code``: empty unless asked."""

    card: Card
    part: str
    since: datetime.date
    born_on: datetime.date | None = None
    app_number: str = ""
    code: str = ""


def number_of(card: Card) -> str:
    """The card's number: the town's key and its place in the town's list."""
    return f"{card.place.ags}-{card.index}"


_CELLS: Final[Mapping[str, Callable[[AppLayout, Line], str]]] = {
    "number": lambda _layout, line: number_of(line.card),
    "status": lambda layout, line: layout.words[line.part],
    "changed_on": lambda layout, line: _day(layout, line.since),
    "name": lambda _layout, line: line.card.name,
    "first_name": lambda _layout, line: line.card.name.rpartition(" ")[0],
    "last_name": lambda _layout, line: line.card.name.rpartition(" ")[2],
    "born_on": lambda layout, line: _day(layout, line.born_on),
    "mail": lambda _layout, line: line.card.mail,
    "kind": lambda layout, line: layout.words[line.card.kind],
    "issued_on": lambda layout, line: _day(layout, timezone.localdate(line.card.issued_at)),
    "valid_until": lambda layout, line: _day(layout, line.card.expires_on),
    "issuer": lambda _layout, line: line.card.place.name,
    "ags": lambda _layout, line: line.card.place.ags,
    "code": lambda _layout, line: line.code,
    "app_number": lambda _layout, line: line.app_number,
}


def _day(layout: AppLayout, day: datetime.date | None) -> str:
    return day.strftime(layout.day) if day is not None else ""


def written(layout: AppLayout, lines: Iterable[Line]) -> bytes:
    """The file; no cell of it ever runs in a spreadsheet program. Raises ``ValidationError`` for a sign that the
    encoding does not have, before anything goes out."""
    fields = [column["field"] for column in layout.columns]
    rows = [[_cell(layout, field, line) for field in fields] for line in lines]
    text = tables.lines([[column["heading"] for column in layout.columns], *rows], layout.separator)
    try:
        return text.encode(layout.encoding)
    except UnicodeEncodeError as error:
        raise ValidationError(
            _("„%(sign)s“ in „%(text)s“ lässt sich in %(encoding)s nicht schreiben. Wählen Sie beim Aufbau UTF-8.")
            % {
                "sign": text[error.start],
                "text": _around(text, error.start),
                "encoding": layout.get_encoding_display(),
            }
        ) from error


def _cell(layout: AppLayout, field: str, line: Line) -> str:
    if line.part == GONE and field not in OF_A_REMOVAL:
        return ""
    return _CELLS[field](layout, line)


def _around(text: str, at: int) -> str:
    """The line in which the sign stands, near it."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\r", at)
    return text[max(start, at - 30) : min(end, at + 30)]


def check_layout(columns: Sequence[Mapping[str, str]], words: Mapping[str, str]) -> None:
    """Raises ``ValidationError`` where the file could not be read again: no number, one heading twice, no word."""
    fields, headings = [one["field"] for one in columns], [one["heading"] for one in columns]
    if unknown := set(fields) - set(FIELDS):
        raise ValidationError(_("Dieses Feld gibt es nicht: %(field)s.") % {"field": ", ".join(sorted(unknown))})
    missing = [str(FIELDS[field]) for field in ("number", "status") if field not in fields]
    if missing:
        raise ValidationError(
            _("Ohne „%(field)s“ weiß die App nicht, was sie tun soll. Geben Sie dem Feld eine Überschrift.")
            % {"field": missing[0]}
        )
    doubled = next((one for one in headings if headings.count(one) > 1), "")
    if doubled or len(set(fields)) < len(fields):
        raise ValidationError(_("Zwei Spalten heißen „%(name)s“. Ändern Sie eine davon.") % {"name": doubled})
    empty = next((str(label) for key, label in WORDS.items() if not words.get(key, "").strip()), "")
    if empty:
        raise ValidationError(_("Schreiben Sie das Wort für „%(what)s“.") % {"what": empty})
    if len({words[part].strip() for part in PARTS}) < len(PARTS):
        raise ValidationError(_("Neue, gültige und gelöschte Karten brauchen verschiedene Wörter."))
