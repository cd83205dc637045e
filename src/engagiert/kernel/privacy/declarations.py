"""The words in which a model says what it holds about people.

Beside its columns a model names two things, and every column stands in exactly one of them:

    personal: ClassVar[Personal] = {"reply_to": Datum(SUGGESTIONS, YEAR_AFTER_DECISION, erase="")}
    impersonal: ClassVar[Impersonal] = {KEYS: ("id", "office"), STATE: ("state", "created_at")}

Notices, the record of processing, exports, erasure and retention are made from that and from nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

type Words = str | Promise


class Ground(Enum):
    """The legal ground (Art. 6 DSGVO). The public task reads differently where an association is the controller."""

    PUBLIC_TASK = "public_task"
    CONSENT = "consent"
    LEGAL_DUTY = "legal_duty"
    CONTRACT = "contract"

    def words(self, *, public_body: bool = True) -> Words:
        if self is Ground.PUBLIC_TASK and not public_body:
            return _("Berechtigtes Interesse an der Förderung des Engagements (Artikel 6 Absatz 1 Buchstabe f DSGVO)")
        return _GROUNDS[self]


_GROUNDS: Final[Mapping[Ground, Words]] = {
    Ground.PUBLIC_TASK: _("Aufgabe im öffentlichen Interesse (Artikel 6 Absatz 1 Buchstabe e DSGVO, § 3 DSG NRW)"),
    Ground.CONSENT: _("Einwilligung (Artikel 6 Absatz 1 Buchstabe a DSGVO)"),
    Ground.LEGAL_DUTY: _("Rechtliche Pflicht (Artikel 6 Absatz 1 Buchstabe c DSGVO)"),
    Ground.CONTRACT: _("Vertrag oder seine Vorbereitung (Artikel 6 Absatz 1 Buchstabe b DSGVO)"),
}


NOBODY_ELSE: Final = _("Niemand außerhalb des Büros")


@dataclass(frozen=True, slots=True)
class Purpose:
    """One activity of processing: what the office does with the data, in words for those they are about.

    ``key`` is ``app.what_for``; ``subjects`` are the people concerned; ``recipients`` who gets the data besides the
    office; ``source`` where they come from if not from the person (Art. 14). ``names_colleagues``: people stand here
    because they work with the system; ``of_organisations``: what stands here is the organisation's own word.
    """

    key: str
    name: Words
    why: Words
    ground: Ground
    subjects: Words
    recipients: Words = NOBODY_ELSE
    source: Words = ""
    names_colleagues: bool = False
    of_organisations: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """How long a value stays. With ``days``, a daily job ends it that long after the column ``after`` (a lookup path
    of the model); ``where`` narrows the rows, ``row`` deletes the whole row instead of emptying the value. Without
    ``days`` the value lives as long as ``words`` say, and ends with its row or by erasure.
    """

    words: Words
    days: int = 0
    after: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    row: bool = False

    @property
    def by_job(self) -> bool:
        return self.days > 0


class _Way(Enum):
    REDACT = "redact"
    DERIVED = "derived"
    ROW = "row"


# How an erased value ends. REDACT: only the person's words within it; the rest of the text or list stays.
REDACT: Final = _Way.REDACT
# The value is computed from others and made anew by its owner, who hears of it by the event RowsErased.
DERIVED: Final = _Way.DERIVED
# The row speaks of this one person, or is of no use without the value: it goes as a whole.
ROW: Final = _Way.ROW


@dataclass(frozen=True, slots=True)
class Datum:
    """A personal column. ``erase`` is the value it gets when the person is erased, or REDACT, DERIVED, ROW.

    ``follows`` names a column of the same row (or several): all that follow one end together. ``label`` where the
    column has no name for people. ``special``: health, origin and the like (Art. 9).
    """

    purpose: Purpose
    kept: Kept
    erase: Any = REDACT
    label: Words = ""
    follows: str | tuple[str, ...] = ""
    special: bool = False

    @property
    def leaders(self) -> tuple[str, ...]:
        return (self.follows,) if isinstance(self.follows, str) and self.follows else tuple(self.follows)


# What stands where a person stood: a word no name can be, and an address that no mail server takes (RFC 2606).
ERASED: Final = "[gelöscht]"
NOBODY: Final = "geloescht@nirgends.invalid"

type Personal = Mapping[str, Datum]
# Why no person can be told from it → the columns.
type Impersonal = Mapping[Words, tuple[str, ...]]

KEYS: Final = _("Schlüssel und Verweise der Software")
STATE: Final = _("Zustand, Art und Zeitpunkt eines Vorgangs")
SETTINGS: Final = _("Einstellungen des Büros")
OF_ORGANISATIONS: Final = _("Angaben über Organisationen und Einrichtungen, nicht über Menschen")
OF_THE_OFFICE: Final = _("Öffentliche Angaben über Behörden und Büros")
PUBLIC_REGISTER: Final = _("Amtliche, offene Verzeichnisse ohne Namen von Menschen")
WORKINGS: Final = _("Von der Software berechnet, ohne Angaben zu Menschen")
AMOUNTS: Final = _("Zählwerte, die nach dem Löschen bleiben")
