"""Lists of people who want to help, and where they help: which column says what, and what a cell means.

For agencies that switch. A row is a person, or a person at one place; who helps at two places has two rows. Whatever no
column is named for is not read at all: a list from elsewhere often holds more about people than anybody may keep.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from engagiert.engines.intake.classify import languages
from engagiert.engines.intake.offers import week_parts
from engagiert.engines.intake.reader import Finding, Reader, columns_by_words
from engagiert.engines.text.folding import fold

LONGEST_WORDS = 2000
# Field → headings; the first column that fits is taken.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": """freiwilligennummer | freiwilligen id | personennummer | personen id | kennung | id | nr | nummer
            | volunteer id | person id""",
        "name": "name | vor und nachname | vollstaendiger name | freiwillige | freiwilliger | ehrenamtliche | person",
        "first_name": "vorname | rufname | first name | given name",
        "last_name": "nachname | familienname | zuname | last name | surname",
        "mail": "e mail | email | mail | e mail adresse | mailadresse",
        "phone": "telefon | tel | telefonnummer | festnetz | telefon privat | phone",
        "mobile": "mobil | handy | mobiltelefon | mobilnummer | mobile",
        "street": "strasse | anschrift | adresse | strasse hausnummer | strasse und hausnummer | street",
        "house_number": "hausnummer | haus nr | hausnr | house number",
        "postcode": "plz | postleitzahl | postcode",
        "town": "ort | wohnort | stadt | town | city",
        "district": "stadtteil | ortsteil | quartier | district",
        "born_on": "geburtsdatum | geboren am | geburtstag | geb datum | date of birth",
        "likes": """interessen | engagementfelder | bereiche | wunschbereiche | taetigkeitsfelder | moechte | themen
            | interests""",
        "skills": "faehigkeiten | kenntnisse | kompetenzen | kann gut | skills",
        "avoids": "moechte nicht | nicht gewuenscht | ausschluss | avoids",
        "languages": "sprachen | sprachkenntnisse | fremdsprachen | languages",
        "words": "wunsch | wuensche | beschreibung des wunsches | in eigenen worten | wish",
        "times": "zeiten | verfuegbarkeit | zeitfenster | wann | zeitliche verfuegbarkeit | availability",
        "radius_km": "umkreis | radius | entfernung | umkreis km | radius km",
        "hours_per_week": """hoechstens stunden | stunden pro woche | stunden in der woche | wochenstunden
            | zeitbudget | hours per week""",
        "status": "status | stand | zustand | aktiv",
        "resumes_on": "pause bis | pausiert bis | wieder ab",
        "joined_on": "angemeldet am | aufgenommen am | erfasst am | registriert am | datum der aufnahme | joined on",
        "last_contact_on": "letzter kontakt | letzter kontakt am | zuletzt gesprochen | last contact",
        "organisation": """organisation | einsatzstelle | einrichtung | vermittelt an | einrichtungsname | verein
            | traeger | organization""",
        "offer": """angebot | taetigkeit | einsatz | aufgabe | angebotsname | stelle | engagement | vermittelt in
            | opportunity""",
        "began_on": "beginn | seit | vermittelt am | beginn des einsatzes | dabei seit | began on",
        "ended_on": "ende | bis | beendet am | ende des einsatzes | ended on",
        "placement_hours": "stunden des einsatzes | einsatzstunden pro woche | placement hours",
    }
)  # fmt: skip
FIELDS: Final = tuple(_WORDS)
NAMES: Final = ("name", "first_name", "last_name", "id")
_GONE = re.compile(r"abgemeldet|ausgeschieden|beendet|verabschiedet|geloescht|verstorben|inaktiv|archiv|\bnein\b")
_PAUSED = re.compile(r"paus|ruht|ruhend")
_LATER = re.compile(r"spaeter|vorgemerkt|wieder fragen|warte")
_LIST = re.compile(r"[;,|/\n]")


@dataclass(frozen=True, slots=True)
class HelpsAt:
    """Where somebody helps or helped; ``organisation`` and ``offer`` as the list spells them, one may be empty."""

    organisation: str
    offer: str
    began_on: datetime.date | None
    ended_on: datetime.date | None
    hours_per_week: float | None


@dataclass(slots=True)
class VolunteerRow:
    """What a row says. ``values``: only what it says, ``likes``, ``skills`` and ``avoids`` as words. ``status``:
    "", gone, paused or later. ``refused``: it names nobody."""

    key: str
    name: str
    values: dict[str, Any]
    status: str = ""
    helps_at: HelpsAt | None = None
    findings: list[Finding] = field(default_factory=list)
    refused: bool = False


def volunteer_columns(headers: Sequence[str]) -> dict[str, int]:
    """Field → column, by the headings."""
    return columns_by_words(headers, _WORDS)


def read_volunteer(cells: Sequence[str], headers: Sequence[str], columns: Mapping[str, int]) -> VolunteerRow:
    """One row. Never raises: what cannot be read is a finding, and the rest comes in."""
    reader = Reader(cells, headers, columns)
    row = VolunteerRow(reader.line("id", 120), _name(reader), {}, findings=reader.findings)
    if not row.name and not row.key:
        reader.note("no_name", "name")
        row.refused = True
        return row
    row.status = _status(reader)
    values = {
        "mail": reader.mail("mail"),
        "phone": reader.line("phone", 60) or reader.line("mobile", 60),
        "postal": _postal(reader, row.name),
        "born_on": reader.date("born_on"),
        "likes": _list(reader, "likes"),
        "skills": _list(reader, "skills"),
        "avoids": _list(reader, "avoids"),
        "languages": list(languages(reader.line("languages", 300))[0]),
        "words": reader.text("words", LONGEST_WORDS),
        "week_parts": week_parts(reader.line("times", 300)),
        "place": reader.line("district", 120) or reader.line("postcode", 12) or reader.line("town", 120),
        "radius_km": reader.number("radius_km", 1, 200),
        "hours_per_week": reader.number("hours_per_week", 0.5, 60),
        "resumes_on": reader.date("resumes_on"),
        "joined_on": reader.date("joined_on"),
        "last_contact_on": reader.date("last_contact_on"),
    }
    row.values = {name: value for name, value in values.items() if value not in (None, "", [], 0)}
    row.helps_at = _helps_at(reader)
    return row


def _name(reader: Reader) -> str:
    """“Vorname Nachname”; a name written “Örnek, Hatice” is turned round."""
    parts = [reader.line("first_name", 100), reader.line("last_name", 100)]
    if any(parts):
        return " ".join(filter(None, parts))
    last, comma, first = reader.line("name", 200).partition(",")
    return f"{first.strip()} {last.strip()}".strip() if comma and first.strip() else last.strip()


def _status(reader: Reader) -> str:
    said = fold(reader.line("status", 120))
    for code, words in (("gone", _GONE), ("paused", _PAUSED), ("later", _LATER)):
        if words.search(said):
            return code
    return ""


def _postal(reader: Reader, name: str) -> list[str]:
    """The lines of an envelope, only where street and town are both there."""
    street = " ".join(filter(None, (reader.line("street", 100), reader.line("house_number", 12))))
    town = " ".join(filter(None, (reader.line("postcode", 12), reader.line("town", 100))))
    return [name, street, town] if street and town and name else []


def _list(reader: Reader, name: str) -> list[str]:
    return [word.strip() for word in _LIST.split(reader.line(name, 600)) if word.strip()]


def _helps_at(reader: Reader) -> HelpsAt | None:
    organisation, offer = reader.line("organisation", 300), reader.line("offer", 200)
    if not organisation and not offer:
        return None
    began, ended = reader.date("began_on"), reader.date("ended_on")
    if began and ended and ended < began:
        reader.note("ends_before", "ended_on")
        ended = None
    hours = reader.number("placement_hours", 0.5, 60)
    return HelpsAt(organisation, offer, began, ended, float(hours) if hours is not None else None)
