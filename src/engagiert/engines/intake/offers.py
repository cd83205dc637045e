"""Lists of offers: which column says what, and what a cell means.

Reads what agencies export (Freinet's columns) and any table with German or English headings. What a row says of the
organisation and of the place is read by ``records.py``; here stands what it says of the work.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from engagiert.engines.intake.classify import fields_of_engagement, languages, target_groups
from engagiert.engines.intake.cleaning import says_no, says_yes, shorten
from engagiert.engines.intake.reader import Finding, Reader, columns_by_words
from engagiert.engines.text.folding import fold

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000
# Field of an offer → headings; the first column that fits is taken.
_WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "id": "angebotsid | angebots id | angebotsnummer | offer id | kennung | id | nr | nummer | opportunity id",
        "title": "angebotsname | titel | title | angebot | gesuch | bezeichnung | stelle | taetigkeit | aufgabe | name",
        "tasks": """beschreibung | was ist zu tun | aufgaben | taetigkeiten | aufgabenbeschreibung | description | text
            | angebotsbeschreibung | tasks""",
        "organisation": """einrichtungsname | organisation | verein | traeger | einrichtung | organisationsname
            | name der organisation | vereinsname | anbieter | organization""",
        "kind": "art | art des engagements | kind | form | einsatzform",
        "for_whom": "fuer wen | zielgruppe | zielgruppen | for whom",
        "category": """engagementfelder | engagementfeld | thema | themen | kategorie | bereich | bereiche | rubrik
            | field""",
        "where": "wo | einsatzort art | ort der taetigkeit | where",
        "times": "genaue zeiten | zeiten | wann | zeit | einsatzzeiten | zeitaufwand | termine | times",
        "starts_on": "beginn | start | ab | von | ab wann | starts on | startdatum",
        "ends_on": "ende | bis | ends on | enddatum",
        "hours_per_week": "stunden in der woche | stunden pro woche | wochenstunden | stunden | hours per week",
        "languages": "sprachen | sprache | sprachkenntnisse | languages",
        "skills_wanted": "was man koennen sollte | faehigkeiten | kenntnisse | kompetenzen | skills",
        "skills_gained": "was man lernt",
        "minimum_age": "mindestalter | alter | ab alter | minimum age",
        "training": "einarbeitung | einarbeitung und begleitung | begleitung | fortbildung | schulung | training",
        "needs_certificate": "fuehrungszeugnis | fuehrungszeugnis noetig | erweitertes fuehrungszeugnis",
        "expenses_note": "auslagen | kostenerstattung | aufwandsentschaedigung | fahrtkosten | expenses",
        "suits": "passt auch fuer | geeignet fuer | suits",
        "capacity": "wie viele menschen | anzahl | plaetze | anzahl gesuche | gesuchte personen | bedarf | capacity",
        "urgency": "eile | dringlichkeit | dringend | urgency",
        "contact_name": "ansprechperson | ansprechpartner | ansprechpartnerin | kontakt | kontaktperson | contact",
        "contact_phone": "telefon | tel | telefonnummer | phone",
        "contact_mail": "e mail | email | mail | e mail adresse | mailadresse",
        "website": "internetseite | webseite | website | homepage | link | url",
    }
)  # fmt: skip
NEEDED = ("title", "organisation")
# What a list of organisations must not take for its own: these columns speak of the work or of a person.
_OF_THE_OFFER = frozenset(_WORDS) - {"organisation", "id"}

_KINDS = (
    ("honorary_office", r"vorstand|ehrenamt mit amt|kassenwart|schriftfuehr|schoeff|honorary"),
    ("one_off", r"einmal|eintaegig|aktionstag|kurzfristig|one off|one_off"),
    ("project", r"projekt|befristet|zeitlich begrenzt|project"),
    ("regular", r"regelmaessig|dauerhaft|laufend|woechentlich|regular"),
)
_WHERE = (
    ("both", r"oder von zu hause|teilweise|hybrid|\bboth\b"),
    ("from_home", r"zu hause|zuhause|online|digital|home|remote|ortsunabhaengig"),
    ("on_site", r"vor ort|on_site|on site"),
)
_SUITS = (
    ("friends", r"freund|paar|friends"),
    ("group", r"gruppe|team|group"),
    ("school_class", r"klasse|schule|school"),
    ("company", r"firm|unternehmen|betrieb|company"),
)
_DAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
_PARTS = (r"vormittag|morgens|frueh", r"nachmittag|\bmittag", r"abend", r"nachts|nacht\b")
_WORKDAYS, _WEEKEND, _EVERY_DAY = range(5), range(5, 7), range(7)
_CERTIFICATE = re.compile(r"\b(?:polizeiliches |erweitertes |erweiterten )?fuehrungszeugnis")
_NO_CERTIFICATE = re.compile(r"\b(?:kein|ohne|nicht)\w*\s(?:\w+\s){0,2}fuehrungszeugnis")
_AGE = re.compile(r"\b(?:mindestens|ab)\s+(1[2-9]|2[0-9])\s+jahre")


@dataclass(slots=True)
class OfferRow:
    """What a row says of the work; ``values`` holds only what it says, skills in its own words. ``refused``: neither
    title nor owner."""

    key: str
    title: str
    organisation: str
    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    refused: bool = False


def offer_columns(headers: Sequence[str]) -> dict[str, int]:
    """Field → column, by the headings; a heading means one field, a field has one column."""
    return columns_by_words(headers, _WORDS)


def organisation_fields(columns: Mapping[str, int], guessed: Sequence[str]) -> list[str]:
    """What each column means to the list of organisations inside this list: the owner is the name, the work is none."""
    fields = []
    for index, guess in enumerate(guessed):
        names = {name for name, at in columns.items() if at == index}
        if "organisation" in names:
            fields.append("name")
        elif "id" in names:
            fields.append("offer_id")
        elif names & _OF_THE_OFFER or guess in ("name", "external_id", "contact_name", "note"):
            fields.append("ignore")
        else:
            fields.append(guess)
    return fields


def read_offer(cells: Sequence[str], headers: Sequence[str], columns: Mapping[str, int]) -> OfferRow:
    """One row. Never raises: what cannot be read is a finding, and the rest comes in."""
    reader = _Reader(cells, headers, columns)
    tasks = reader.text("tasks", LONGEST_TEXT)
    title = reader.line("title", LONGEST_TITLE) or reader.title_from(tasks)
    organisation = reader.line("organisation", 300)
    row = OfferRow(reader.line("id", 200), title, organisation, {}, reader.findings)
    for needed in NEEDED:
        if not getattr(row, needed):
            reader.note(f"no_{needed}", needed)
            row.refused = True
    if row.refused:
        return row
    row.values = {
        "title": title,
        "tasks": tasks,
        "kind": reader.choice("kind", _KINDS),
        "for_whom": reader.line("for_whom", 300),
        "target_groups": list(target_groups(f"{title} {reader.line('for_whom', 300)}")),
        "fields": list(fields_of_engagement(reader.line("category", 300), f"{title} {tasks[:400]}")),
        "where": reader.choice("where", _WHERE),
        "times": reader.line("times", 300),
        "week_parts": week_parts(reader.line("times", 300)),
        "starts_on": reader.date("starts_on"),
        "ends_on": reader.date("ends_on"),
        "hours_per_week": reader.number("hours_per_week", 0.5, 60),
        "languages": list(languages(reader.line("languages", 300))[0]),
        "skills_wanted": reader.words("skills_wanted"),
        "skills_gained": reader.words("skills_gained"),
        "minimum_age": reader.age(tasks),
        "training": reader.text("training", 2000),
        "needs_certificate": reader.certificate(tasks),
        "expenses_note": reader.line("expenses_note", 300),
        "suits": [code for code, words in _SUITS if re.search(words, fold(reader.line("suits", 300)))],
        "capacity": reader.number("capacity", 0, 1000),
        "contact_name": reader.line("contact_name", 200),
        "contact_phone": reader.line("contact_phone", 40),
        "contact_mail": reader.mail("contact_mail"),
        "website": reader.address("website"),
    }
    row.values = {name: value for name, value in row.values.items() if value not in (None, "", [])}
    if row.values.get("starts_on") and row.values.get("ends_on") and row.values["ends_on"] < row.values["starts_on"]:
        reader.note("ends_before", "ends_on")
        del row.values["ends_on"]
    return row


def week_parts(text: str) -> int:
    """The parts of the week that a text names, as 28 bits (day * 4 + part, Monday = 0); 0 where it names none.

    "Mo–Fr", "wochentags" and "am Wochenende" are days; a day alone means all its parts but the night.
    """
    folded = fold(text)
    days = {number for number, name in enumerate(_DAYS) if name in folded}
    if re.search(r"wochentag|werktag|unter der woche|\bmo\w* ?(?:-|bis)? ?fr", folded):
        days |= set(_WORKDAYS)
    if "wochenende" in folded:
        days |= set(_WEEKEND)
    parts = {number for number, words in enumerate(_PARTS) if re.search(words, folded)}
    if not days and not parts:
        return 0
    chosen_days, chosen_parts = days or set(_EVERY_DAY), parts or {0, 1, 2}
    return sum(1 << (day * 4 + part) for day in chosen_days for part in chosen_parts)


class _Reader(Reader):
    def title_from(self, tasks: str) -> str:
        """The beginning of the text where a title is missing or a spreadsheet has spoilt it ("#NAME?")."""
        first = tasks.strip().split("\n")[0].split(". ")[0].rstrip(".:")
        if first and "title" in self._columns:
            self.note("title_from_text", "title")
        return shorten(first, 80) if first else ""

    def words(self, name: str) -> list[str]:
        """What stands between bars, semicolons or commas."""
        return [word.strip() for word in re.split(r"[|;,\n]", self.raw(name)) if word.strip()]

    def age(self, tasks: str) -> int | None:
        """The stated age, else what the text says in so many words."""
        stated = self.number("minimum_age", 6, 99)
        if stated is not None:
            return int(stated)
        named = _AGE.search(fold(tasks))
        return int(named[1]) if named else None

    def certificate(self, tasks: str) -> bool | None:
        stated = self.raw("needs_certificate")
        if says_yes(stated) or says_no(stated):
            return says_yes(stated)
        folded = fold(f"{stated} {tasks}")
        return True if _CERTIFICATE.search(folded) and not _NO_CERTIFICATE.search(folded) else None
