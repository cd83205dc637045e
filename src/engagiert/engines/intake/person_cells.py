"""Cells about persons: name, number and address of a contact are read apart and stay with the office."""

import re
from dataclasses import dataclass

from engagiert.engines.intake import contacts
from engagiert.engines.intake.cleaning import html_to_text, is_placeholder, one_line, points_elsewhere
from engagiert.engines.intake.mapping import ColumnGuess
from engagiert.engines.intake.row_base import LENGTHS, RowBase

_PIECES = re.compile(
    r"\s*[\n;|]\s*|\s*,\s+|\s+/\s+|,(?=\S*@)|\s+(?=(?:Tel|Telefon|Mobil|Handy|Fon|E-?Mail|Fax)\b[.:]?)"
)
_TITLED = re.compile(r"^(?:Herrn?|Frau)\s+")
_IBAN = re.compile(r"\b(?:IBAN:?\s*)?(?:DE|AT|CH|NL|BE|FR|LU|PL|DK)\d{2}(?:[ ]?[\dA-Z]{4}){3,7}(?:[ ]?[\dA-Z]{1,3})?\b")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


@dataclass(frozen=True, slots=True)
class Person:
    """What one cell says of a person; ``rest``: what is neither name nor number nor mail, such as the address."""

    name: str = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    rest: str = ""


def parse_person(text: str) -> Person:
    """A cell such as "Erika Muster, Weg 1, 44532 Lünen, Tel. 02306 1234": the first piece without digits is the name.

    "Muster, Erika" is one name.
    """
    pieces = [p for p in (one_line(piece).strip(" ,;") for piece in _PIECES.split(text)) if p]
    if len(pieces) == 2 and all(_WORD.fullmatch(p) for p in pieces):
        return Person(f"{pieces[1]} {pieces[0]}")
    name = ""
    phones: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    rest: list[str] = []
    for piece in pieces:
        if "@" in piece and (found := contacts.parse_mails(piece).value):
            mails += found
        elif sum(map(str.isdigit, piece)) >= 5 and (numbers := contacts.parse_phone(piece).value):
            phones += numbers
        elif not name and not any(map(str.isdigit, piece)):
            name = piece
        else:
            rest.append(piece)
    return Person(name, phones, mails, ", ".join(rest))


class PersonCells(RowBase):
    """Reads what a row says of persons: one contact, and a note for everything that finds no place there."""

    def _contact_name(self, column: ColumnGuess, raw: str) -> None:
        text = html_to_text(raw)
        if is_placeholder(text) or points_elsewhere(text):
            return
        person = parse_person(text[: LENGTHS["line"]])
        self._text(column, raw, person.name, LENGTHS["line"])
        self._add("contact_phones", person.phones)
        self._add("contact_mails", person.mails)
        if person.rest:
            self._remember(f"{column.header}: {person.rest}")
        if person.phones or person.mails or person.rest:
            self._note("contact_split", column, raw)

    def _contact_first_name(self, column: ColumnGuess, raw: str) -> None:
        text = one_line(raw)
        if not is_placeholder(text):
            self._first_names = " ".join(part for part in (self._first_names, text) if part)[: LENGTHS["line"]]

    def _contact_phone(self, column: ColumnGuess, raw: str) -> None:
        reading = contacts.parse_phone(raw)
        self._add("contact_phones", reading.value)
        if reading.code:
            self._private(column, raw)

    def _contact_mail(self, column: ColumnGuess, raw: str) -> None:
        reading = contacts.parse_mails(raw)
        self._add("contact_mails", reading.value)
        if reading.code:
            self._private(column, raw)

    def _private(self, column: ColumnGuess, raw: str) -> None:
        """A line of the internal note, under the heading of the file."""
        text = one_line(raw)
        if not is_placeholder(text):
            self._remember(f"{column.header}: {text}"[: LENGTHS["line"]])

    def _remember(self, line: str) -> None:
        self._remembered.append(line)

    def _finish_person(self) -> None:
        """First and last name together; a contact has one number and one mail address, more go to the note."""
        if not (self._first_names or self._remembered or any(key.startswith("contact_") for key in self.values)):
            return
        last = _TITLED.sub("", self.values.get("contact_name", ""))
        known = last.casefold().split()
        first = " ".join(w for w in self._first_names.split() if w.casefold() not in known)
        name = " ".join(part for part in (first, last) if part)
        if name:
            self.values["contact_name"] = name
        spared = 1 if name else 0
        for key in ("contact_phones", "contact_mails"):
            given = self.values.get(key, ())
            column = next(
                iter(self._mapping.columns_for(key.removesuffix("s")) or self._mapping.columns_for("contact_name")),
                None,
            )
            for more in given[spared:]:
                self._remember(f"{column.header}: {more}" if column else more)
            if key in self.values:
                self.values[key] = given[:spared]
            if given and not name and column:
                self._note("contact_nameless", column, given[0])
        if self._remembered:
            lines = "\n".join(dict.fromkeys(self._remembered))
            self.values["note"] = "\n\n".join(part for part in (self.values.get("note", ""), lines) if part)

    def _without_bank(self, column: ColumnGuess, raw: str) -> str:
        """The cell without account numbers: a directory never keeps them, wherever they stand."""
        if sum(map(str.isdigit, raw)) < 14 or column.field == "record":
            return raw
        cleaned = _IBAN.sub("", raw)
        if cleaned != raw:
            self._note("bank_dropped", column, "")
        return cleaned.strip()
