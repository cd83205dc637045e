"""Files of an app in which people apply for a volunteer card: which column says what, and what a cell means.

Nobody publishes the format of the state's app, so the headings are those that German administrations use; a person
corrects what was guessed. Whatever no column is named for is not read at all.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Literal

from engagiert.engines.intake.reader import Finding, Reader, columns_by_words
from engagiert.engines.text.folding import fold

# Field → headings; the first column that fits is taken.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "number": """antragsnummer | antrags nr | antragsnr | vorgangsnummer | app nummer | kartennummer | karten nr
            | nummer | vorgang | antrags id | id | nr | kennung | aktenzeichen""",
        "name": """name | name vorname | nachname vorname | vor und nachname | vollstaendiger name | antragsteller
            | antragstellerin | antragstellende person | karteninhaber""",
        "first_name": "vorname | vornamen | rufname",
        "last_name": "nachname | familienname | zuname",
        "born_on": "geburtsdatum | geburtstag | geboren am | geb datum | geb",
        "mail": "e mail | email | mail | e mail adresse | mailadresse",
        "phone": "telefon | telefonnummer | tel | mobil | mobilnummer | handy",
        "street": "strasse | anschrift | adresse | strasse hausnummer | strasse und hausnummer",
        "house_number": "hausnummer | haus nr | hausnr",
        "postcode": "plz | postleitzahl",
        "town": "ort | wohnort | stadt | gemeinde",
        "applied_on": """antragsdatum | beantragt am | eingangsdatum | eingang | eingegangen am | gestellt am
            | tag des antrags | datum""",
        "kind": "kartenart | art der karte | karte | kartentyp | art",
        "organisation": """organisation | verein | traeger | einrichtung | institution | engagement bei
            | verein organisation | organisation verein | name der organisation | name des vereins""",
        "tasks": "taetigkeit | aufgabe | aufgaben | engagement | funktion",
        "since": "seit | taetig seit | engagiert seit | engagement seit | beginn | dabei seit",
        "until": "bis | taetig bis | engagement bis | ende | dabei bis",
        "hours_a_week": "stunden pro woche | wochenstunden | stunden woche | std woche | stunden in der woche",
        "hours_a_year": "stunden pro jahr | jahresstunden | stunden jahr | std jahr | stunden im jahr | stunden",
        "juleica_until": "juleica gueltig bis | juleica bis | juleica",
        "status": "status | stand | bearbeitungsstand | antragsstatus | kartenstatus",
        "issued_on": "ausgestellt am | ausstellungsdatum | ausstellung | gueltig ab",
        "valid_until": "gueltig bis | ablaufdatum | laeuft ab am | gueltigkeit",
        "agreed": "einwilligung | einwilligung app | zustimmung | app nutzung",
    }
)
FIELDS: Final = tuple(_WORDS)
NAMES: Final = frozenset({"name", "first_name", "last_name"})
type State = Literal["applied", "issued", "ended"]
_ENDED = re.compile(r"abgelehnt|zurueckgezogen|storniert|geloescht|gesperrt|widerrufen|entzogen|verworfen")
_ISSUED = re.compile(r"ausgestellt|bewilligt|genehmigt|gueltig|aktiv|erteilt|abgeschlossen")
_YES = re.compile(r"^(ja|j|yes|true|wahr|1|x|erteilt|zugestimmt)$")
_KINDS: Final = (("jubilee", "jubilaeum|lebenszeit|gold"), ("youth", "jugend|junge"), ("card", "ehrenamt|blau|karte"))
# What a spreadsheet program would run; a phone number may begin with a plus.
_FORMULA = re.compile(r"^[\s'\"]*(?:[=@]|[+-](?![\d\s(/-]))")
_LOST = re.compile("\ufffd|[^\\W\\d_][?][^\\W\\d_]")


@dataclass(slots=True)
class ApplicantRow:
    """What a row says. ``values``: ``kind``, ``mail``, ``phone``, ``postal``, ``applied_on`` and so on, only what it
    says; ``state`` as the app has it. ``refused``: it may not come in, and the last finding says why."""

    number: str
    name: str
    state: State
    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    refused: bool = False


def applicant_columns(headers: Sequence[str]) -> dict[str, int]:
    """Field → column, by the headings."""
    return columns_by_words(headers, _WORDS)


def read_applicant(
    cells: Sequence[str], headers: Sequence[str], columns: Mapping[str, int], today: datetime.date
) -> ApplicantRow:
    """One row. Never raises: what cannot be read is a finding; what would decide wrongly is refused."""
    reader = Reader(cells, headers, columns)
    row = ApplicantRow(reader.line("number", 60), _name(reader), _state(reader), {}, reader.findings)
    bad = _unsafe(reader, columns)
    if bad or not row.number or not row.name:
        reader.note(*(bad or (("no_key", "number") if not row.number else ("no_name", "name"))))
        row.refused = True
        return row
    values = {
        "kind": _kind(reader),
        "mail": reader.mail("mail"),
        "phone": reader.line("phone", 60),
        "postal": _postal(reader, row.name),
        "issued_on": reader.date("issued_on"),
        "valid_until": reader.date("valid_until"),
        "juleica_until": reader.date("juleica_until"),
        "agreed": bool(_YES.match(fold(reader.line("agreed", 40)))),
    }
    row.values = {name: value for name, value in values.items() if value}
    reason = _birthday(reader, row, today) or (_application(reader, row, today) if row.state == "applied" else None)
    if row.state == "ended":
        reason = ("ended_there", "status")
    if reason:
        _without_unreadable(reader, reason)
        row.refused = True
    return row


def _name(reader: Reader) -> str:
    """“Vorname Nachname”; a name written “Örnek, Hatice” is turned round."""
    parts = [reader.line("first_name", 60), reader.line("last_name", 59)]
    if any(parts):
        return " ".join(filter(None, parts))
    last, comma, first = reader.line("name", 120).partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma and first.strip() else last.strip()


def _state(reader: Reader) -> State:
    """By its words; without words a card with a day is one that was issued."""
    said = fold(reader.line("status", 120))
    if _ENDED.search(said):
        return "ended"
    unfinished = re.search(r"\bnicht\b|\bnoch\b|wartet|offen|pruefung|eingereicht|beantragt", said)
    if not unfinished and (_ISSUED.search(said) or (not said and reader.raw("valid_until").strip())):
        return "issued"
    return "applied"


def _unsafe(reader: Reader, columns: Mapping[str, int]) -> tuple[str, str] | None:
    """A cell that would run in a spreadsheet program, or whose letters are gone."""
    for name in columns:
        if _FORMULA.match(reader.raw(name)):
            return "formula", name
    for name in ("name", "first_name", "last_name", "organisation"):
        if _LOST.search(reader.raw(name)):
            return "lost_letters", name
    return None


def _kind(reader: Reader) -> str:
    found = reader.choice("kind", _KINDS)
    if not found and reader.raw("kind").strip():
        reader.note("unknown_kind", "kind")
    return found or "card"


def _birthday(reader: Reader, row: ApplicantRow, today: datetime.date) -> tuple[str, str] | None:
    born = reader.date("born_on")
    if born is None and reader.raw("born_on").strip():
        return "bad_birthday", "born_on"
    if born is None:
        # A card that was issued there is only noted; nothing is decided on it.
        return ("no_birthday", "born_on") if row.state == "applied" else None
    if not datetime.date(1900, 1, 1) <= born <= today:
        return "bad_birthday", "born_on"
    row.values["born_on"] = born
    return None


def _application(reader: Reader, row: ApplicantRow, today: datetime.date) -> tuple[str, str] | None:
    """What an application needs beyond the person: its day, and where somebody helps."""
    applied = reader.date("applied_on")
    if (applied is None and reader.raw("applied_on").strip()) or (applied and applied > today):
        return "bad_day", "applied_on"
    if applied is None:
        reader.note("today", "applied_on")
    row.values["applied_on"] = applied or today
    organisation = reader.line("organisation", 200)
    if not organisation:
        return None if "juleica_until" in row.values else ("no_organisation", "organisation")
    since, until = reader.date("since"), reader.date("until")
    if since is None or not datetime.date(1920, 1, 1) <= since <= today:
        return "bad_since", "since"
    if until is not None and until < since:
        reader.note("ends_before", "until")
        until = None
    row.values["engagement"] = {
        "organisation_name": organisation,
        "tasks": reader.line("tasks", 300),
        "since": since,
        "until": until,
        "hours_a_week": reader.number("hours_a_week", 0, 168) or 0,
        "hours_a_year": reader.number("hours_a_year", 0, 8784) or 0,
    }
    return None


def _without_unreadable(reader: Reader, reason: tuple[str, str]) -> None:
    """The reason against the row says all that “cannot be read” would say of the same cell."""
    reader.note(*reason)
    last = reader.findings[-1]
    reader.findings[:] = [
        one for one in reader.findings if not (one.code == "unreadable" and one.column == last.column)
    ]


def _postal(reader: Reader, name: str) -> list[str]:
    """The lines of an envelope, only where street and town are both there."""
    street = " ".join(filter(None, (reader.line("street", 100), reader.line("house_number", 12))))
    town = " ".join(filter(None, (reader.line("postcode", 12), reader.line("town", 100))))
    return [name, street, town] if street and town else []
