"""Whose a column is: the organisation's or a person's. What is a person's stays with the office, never public.

A heading can say it ("Tel. Kassierer", "vorsitz/name"), the neighbours can ("Name" beside "Vorname"), or the cells.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from engagiert.engines.intake.fields import HEADERS
from engagiert.engines.intake.first_names import FIRST_NAMES
from engagiert.engines.intake.header_words import SEPARATOR, by_header
from engagiert.engines.text.folding import fold

if TYPE_CHECKING:
    from engagiert.engines.intake.mapping import ColumnGuess

_SECOND = re.compile(r"\b(?:2|3|ii|zweite\w*|dritte\w*|stellv\w*|stv|vize\w*)\b")
# role -> how headings write it, folded; "" is a person without a role
_ROLES: Final = (
    ("chair", r"\w*vorsitz\w*|\bvors\b|\bvorstand\w*|praesident\w*|\bobmann\b|\bobfrau\b"),
    ("treasurer", r"kassier\w*|kassen(?:wart|fueh|fuhr|verw)\w*|schatzmeister\w*"),
    ("writer", r"schriftfuehr\w*|schriftwart\w*"),
    ("manager", r"geschaeftsfuehr\w*|\binhaber\w*"),
    ("lead", r"\b(?:uebungs|abteilungs|jugend|chor|gruppen)?(?:leiter|leitung)\w*|\btrainer\w*|\bbetreuer\w*"),
    ("warden", r"\b(?:sport|jugend|presse|zeug|geraete|platz|noten)wart\w*|beisitz\w*|\bsprecher(?:in)?\b"),
    ("contact", r"ansprech\s?p\w*|ansprech\w*|kontaktperson\w*|contact person|verantwortlich\w*|vertreten durch"),
    ("", r"\bprivat(?:e[rsn]?)?|\bpriv\b|(?<=\btel )p\b|(?<=\btelefon )p\b|\bintern(?:e[rsn]?)?\b|\bpersoenlich\w*"),
)
_PERSON = re.compile("|".join(pattern for _role, pattern in _ROLES))
_ORGANISATIONS = re.compile(
    r"verein|organi[sz]ation|einrichtung|institution|geschaeftsstelle|buero|zentrale|oeffentlich|dienstlich|club|gruppe"
)
_STRONG = re.compile(
    r"verein|organi[sz]ation|einrichtung|institution|initiative|association|\bclub\b|facility|gruppe|akteur|\bklub\b"
)
_MIDDLE = re.compile(r"traeger|verband|firma|unternehmen|anbieter")
_WRAPPERS = frozenset({"properties", "feature", "attributes", "data", "stammdaten", "daten", "allgemein"})
_PERSON_PARENTS = frozenset({"kontakt", "contact", "kontaktdaten", "person", "kontakte"})
_PRIVATE_FIELD: Final = {
    "": "contact_name",
    "name": "contact_name",
    "contact_name": "contact_name",
    "contact_first_name": "contact_first_name",
    "contact_role": "contact_role",
    "phone": "contact_phone",
    "mobile": "contact_phone",
    "mail": "contact_mail",
    "note": "note",
    "ignore": "ignore",
    "publish": "publish",
}
_CONTACT: Final = frozenset({"contact_name", "contact_first_name", "contact_role", "contact_phone", "contact_mail"})
_REACHED: Final = {"phone": "contact_phone", "mobile": "contact_phone", "mail": "contact_mail"}
_DOOR: Final = {"street": "private", "house_number": "private", "address": "private", "website": "private"}
_PLACE: Final = frozenset({"postcode", "town", "postcode_town", "district"})
_FAX = re.compile(r"fax")
_ORGANISATION_LIKE = re.compile(
    r"\be\.?\s?V\b|verein|club|gruppe|verband|initiative|stiftung|gemeinde|kita\b|haus\b|zentrum|schule|freunde|bund\b"
    r"|kreis\b|chor\b|treff|hilfe|amt\b|gmbh|verkehr|wehr\b|\b(?:TuS|SV|TV|DRK|AWO|TSV|SC|FC)\b",
    re.IGNORECASE,
)
_NAME_OF_PERSON = re.compile(
    r"^(?:(?:Herrn?|Frau|Dr\.?|Prof\.?|Pfarrer(?:in)?|Dipl\.-?\w+\.?)\s+)*[^\W\d_][\w'’.-]*(?:,?\s+[^\W\d_][\w'’.-]*){1,3}$"
)

type Sample = Callable[[int], list[str]]


def is_person(cell: str) -> bool:
    """Whether the cell reads like the name of a person: two to four words, one of them a known first name."""
    if not _NAME_OF_PERSON.match(cell.strip()) or _ORGANISATION_LIKE.search(cell):
        return False
    return any(word in FIRST_NAMES for word in fold(cell).split())


def role_in(header: str) -> str | None:
    """The role a heading names, "chair2" for the deputy, "" for a person without role; None: no person at all."""
    folded = fold(header)
    found = [(match.start(), role) for role, pattern in _ROLES if (match := re.search(pattern, folded))]
    named = [role for _start, role in sorted(found) if role]
    if not found:
        return None
    return f"{named[0]}{'2' if _SECOND.search(folded) else ''}" if named else ""


def field_by_header(header: str) -> str:
    """The field of a column whose heading says that it is a person's, "" for any other heading."""
    folded = fold(header)
    exact = HEADERS.get(folded, "")
    if exact and "privat" not in folded:
        return exact if exact == "contact_name" else ""
    segments = [s for s in SEPARATOR.split(header) if fold(s)]
    if len(segments) > 1 and fold(segments[-1]) in _SAYS_NAME and not _names_organisation(segments):
        parents = {fold(s) for s in segments[:-1]}
        return "contact_name" if role_in(header) is not None or parents & _PERSON_PARENTS else "ignore"
    role = role_in(header)
    if role is None or (not role and _ORGANISATIONS.search(folded) and "privat" not in folded):
        return ""
    rest = " ".join(_PERSON.sub(" ", _SECOND.sub(" ", folded)).split())
    rest = re.sub(r"^(?:1|in|r|innen|der|des|die)\b\s*|\s*\b(?:in|r|innen|der|des)$", "", rest).strip()
    field, _exact = by_header(rest) if rest else ("", True)
    if rest and (not field or field not in _PRIVATE_FIELD):
        return "private"
    return _without_role(header, _PRIVATE_FIELD[field])


_SAYS_NAME = frozenset({"name", "bezeichnung", "titel", "title", "label", "vollstaendiger name"})


def _names_organisation(segments: Sequence[str]) -> bool:
    """ "verein/name" and "properties/name" name the organisation; any other nested name names something else."""
    parents = [fold(s) for s in segments[:-1]]
    return all(_STRONG.search(p) or _MIDDLE.search(p) or p in _WRAPPERS or p.isdigit() for p in parents)


def _without_role(header: str, field: str) -> str:
    """ "Privat" or "Kassenwart" alone: a person of whom the list says no more; only chairs and contacts lead."""
    role = role_in(header)
    leads = role in {"chair", "contact", "manager", "lead"}
    return "private" if field == "contact_name" and not leads and fold(header) not in HEADERS else field


# --- the columns together ---------------------------------------------------------------------------------


def settle(columns: list["ColumnGuess"], sample: Sample) -> list["ColumnGuess"]:
    """The columns with persons told from organisations: names first, then what stands beside or under them."""
    columns = _one_organisation(_names_of_persons(columns, sample), sample)
    columns = _beside_persons(_under_one_parent(columns))
    return _one_person(columns)


def rank(header: str) -> int:
    """How surely a heading speaks of the organisation: 3 "Verein", 2 "Träger", 1 "Name"."""
    folded = fold(header)
    return 3 if _STRONG.search(folded) else 2 if _MIDDLE.search(folded) else 1


def _names_of_persons(columns: list["ColumnGuess"], sample: Sample) -> list["ColumnGuess"]:
    """ "Name" beside "Vorname" or "Anrede", or full of names of persons, is a person's; "Titel" there is "Dr."."""
    # "vorsitz/vorname" belongs to a person named there, not to the "name" beside it.
    first = [
        c.index
        for c in columns
        if c.field == "contact_first_name" and role_in(c.header) is None and not _parent(c.header)
    ]
    last = any(fold(c.header) in {"nachname", "familienname", "zuname"} for c in columns)
    address = [c.index for c in columns if fold(c.header) == "anrede"]
    result = []
    for column in columns:
        near_first = any(abs(i - column.index) <= 2 for i in first)
        near_address = any(0 < column.index - i <= 2 for i in address)
        if column.field != "name" or rank(column.header) != 1:
            result.append(column)
        elif fold(column.header) in {"titel", "title"} and (near_first or near_address):
            result.append(replace(column, field="contact_first_name"))
        elif ((near_first or near_address) and not last) or _persons_in(sample(column.index)):
            result.append(replace(column, field="contact_name"))
        else:
            result.append(column)
    return result


def _persons_in(cells: list[str]) -> bool:
    return bool(cells) and sum(map(is_person, cells)) >= 0.5 * len(cells)


def _one_organisation(columns: list["ColumnGuess"], sample: Sample) -> list["ColumnGuess"]:
    """Of several columns for the name the strongest stays; it is to be checked, because two competed."""
    rivals = [c for c in columns if c.field == "name"]
    if len(rivals) < 2:
        return columns

    def weight(column: "ColumnGuess") -> tuple[float, bool, int]:
        cells = sample(column.index)
        share = sum(bool(_ORGANISATION_LIKE.search(c)) for c in cells) / len(cells) if cells else 0.0
        strength = rank(column.header)
        # "Name; Träger" of a list of day nurseries: the nursery is listed, not who runs it.
        return (2.5 if strength == 1 and share >= 0.5 else strength, column.certainty == "sure", -column.index)

    best = max(rivals, key=weight)
    return [
        c
        if c.field != "name"
        else replace(c, certainty="check")
        if c.index == best.index
        else replace(c, field="ignore", certainty="check")
        for c in columns
    ]


def _parent(header: str) -> str:
    segments = [fold(s) for s in SEPARATOR.split(header)]
    return " ".join(segments[:-1])


def _under_one_parent(columns: list["ColumnGuess"]) -> list["ColumnGuess"]:
    """ "kontakt/telefon" is the person's where "kontakt/name" stands beside it, the organisation's elsewhere."""
    parents = {_parent(c.header) for c in columns if c.field in {"contact_name", "contact_first_name"}} - {""}
    return [
        replace(c, field=(_REACHED | _DOOR | dict.fromkeys(_PLACE, "private"))[c.field])
        if _parent(c.header) in parents and c.field in {*_REACHED, *_DOOR, *_PLACE}
        else c
        for c in columns
    ]


def _beside_persons(columns: list["ColumnGuess"]) -> list["ColumnGuess"]:
    """Phone and mail right behind a person's name are the person's; in a list of persons the street is as well."""
    people = [c for c in columns if c.field in {"contact_name", "contact_first_name"}]
    if not people:
        return columns
    split = any(c.field == "contact_first_name" for c in people)
    named = next((c.index for c in columns if c.field == "name"), len(columns))
    of_persons = split and people[0].index < named
    result: list[ColumnGuess] = []
    behind = False
    for column in columns:
        theirs = _REACHED | (_DOOR if split else {})
        if _ORGANISATIONS.search(fold(column.header)):
            result.append(column)
            behind = False
            continue
        if column.field in theirs and (behind or of_persons):
            result.append(replace(column, field=theirs[column.field], certainty="check"))
            behind = True
            continue
        passing = column.field in _CONTACT or (split and column.field in _PLACE) or _FAX.search(fold(column.header))
        person = column.field in {"contact_name", "contact_first_name"}
        person = person or (column.field == "private" and bool(role_in(column.header)))
        behind = person or (behind and bool(passing))
        result.append(column)
    return result


def _one_person(columns: list["ColumnGuess"]) -> list["ColumnGuess"]:
    """The first person named is the contact; what the list says of others becomes a note under its heading."""
    lead = next((c for c in columns if c.field == "contact_name"), None) or next(
        (c for c in columns if c.field == "contact_first_name"), None
    )
    if lead is None:
        return columns
    main = role_in(lead.header) or ""
    named = False
    result = []
    for column in columns:
        role = role_in(column.header) or ""
        second = column.field == "contact_name" and named
        if column.field in _CONTACT and (second or (role and main and role != main)):
            result.append(replace(column, field="private"))
            continue
        named = named or column.field == "contact_name"
        result.append(column)
    return result
