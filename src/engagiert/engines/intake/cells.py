"""Reads the cells of one row by the mapping into the values of a record, and collects what is to be said."""

import re
from collections.abc import Callable
from collections.abc import Mapping as MappingType
from typing import Final

from engagiert.engines.intake import addresses, classify, contacts, exact, figures, lines
from engagiert.engines.intake.cleaning import (
    html_to_text,
    is_formula,
    is_placeholder,
    one_line,
    points_elsewhere,
    says_no,
    says_yes,
    shorten,
    split_list,
)
from engagiert.engines.intake.grid import Row
from engagiert.engines.intake.mapping import ColumnGuess, Mapping
from engagiert.engines.intake.person_cells import PersonCells
from engagiert.engines.intake.problems import Problem, problem
from engagiert.engines.intake.row_base import LENGTHS
from engagiert.engines.text.folding import fold

LONGEST_NAME: Final = 300
_LEGAL_FORM_ONLY = re.compile(r"^(?:e v|ev|i g|e g|ggmbh|gmbh|g gmbh|ug|gug|ag|gbr)$")


class RowReader(PersonCells):
    """``read_name`` first; if it refuses, stop. Then ``read_all``; ``values`` and ``problems`` are filled."""

    def __init__(self, row: Row, number: int, mapping: Mapping, year: int) -> None:
        super().__init__(row, number, mapping, year)
        # A file with codes states everything itself: what it leaves empty is empty, and no field is guessed.
        self._stated = bool(mapping.columns_for("fields"))

    def read_name(self) -> Problem | None:
        """Fills the name, or gives the problem for which the whole row is refused."""
        columns = self._mapping.columns_for("name")
        if not columns:
            return problem("name_missing", line=self._row.line, row=self._number, field="name")
        column = columns[0]
        raw = self._row.cells[column.index]
        name = re.sub(r"^[-–•*·]\s+", "", one_line(raw))
        code = _refusal_of_name(raw, name) or lines.code_of(self._row.cells, name)
        if code in {"name_missing", "name_empty", "name_no_name"}:
            code = lines.code_without_name(self._row.cells, code)
        if code:
            return self._problem(code, column, raw)
        self.values["name"] = name
        return self._ended() or self._not_for_publication()

    def _ended(self) -> Problem | None:
        """What a column says of an organisation that is no more; nobody should find it in a directory."""
        for column in self._mapping.columns_for("status"):
            raw = self._row.cells[column.index]
            if lines.is_ended(raw):
                return self._problem("ended", column, raw)
        for column in self._mapping.columns_for("ended"):
            raw = self._row.cells[column.index]
            if not (is_placeholder(raw) or says_no(raw)) or says_yes(raw):
                return self._problem("ended", column, raw)
        return None

    def _not_for_publication(self) -> Problem | None:
        for column in self._mapping.columns_for("publish"):
            raw = self._row.cells[column.index]
            if says_no(raw) or re.match(r"nicht |kein|nein|verweigert|abgelehnt|widerruf", fold(raw)):
                return self._problem("publish_denied", column, raw)
            if not raw.strip():
                self._note("publish_unsaid", column, raw)
        return None

    def read_all(self) -> None:
        """Everything but the name; later columns of a field add to or stand behind earlier ones."""
        for column in self._mapping.columns:
            if column.field in _READ_ELSEWHERE:
                continue
            raw = self._without_bank(column, self._row.cells[column.index])
            if not raw:
                continue
            if is_formula(raw):
                self._note("formula_dropped", column, raw)
            else:
                _READERS.get(column.field, RowReader._line)(self, column, raw)
        self._read_point()
        self._finish_place()
        self._finish_person()
        self._guess_kind()

    # --- one cell each -----------------------------------------------------------------------------------

    def _category(self, column: ColumnGuess, raw: str) -> None:
        text = "; ".join(split_list(one_line(raw)))
        self._text(column, raw, self._joined("category", "; ", text), LENGTHS["line"])

    def _aliases(self, column: ColumnGuess, raw: str) -> None:
        names = (one_line(part) for part in re.split(r"[;|\n]", raw))
        self._add("aliases", tuple(n for n in names if not is_placeholder(n) and len(n) <= LONGEST_NAME))

    def _service_names(self, column: ColumnGuess, raw: str) -> None:
        # Lists of a JSON file arrive with semicolons between their entries (``structured.py``).
        mark = ";" if column.header == "services" else "|"
        self._add("service_names", tuple(name for part in raw.split(mark) if (name := one_line(part)[:120])))

    def _codes(self, column: ColumnGuess, raw: str) -> None:
        text = one_line(raw)
        stated = exact.stated_codes(text, _KNOWN[column.field])
        if stated or column.field == "fields":
            self._add(column.field, stated or classify.fields_of_engagement(text))
        elif column.field == "languages":
            codes, unknown = classify.languages(text)
            self._add("languages", codes)
            if unknown:
                self._note("language_unknown", column, raw, params={"words": ", ".join(unknown)[:200]})
        elif column.field == "target_groups":
            self._add("target_groups", classify.target_groups(text))
        else:
            text = "ja" if says_yes(text) else "nein" if says_no(text) else text
            self._add("accessibility", classify.accessibility(text))
            if not is_placeholder(text):
                self.values["accessibility_text"] = shorten(text, LENGTHS["line"])

    def _phone(self, column: ColumnGuess, raw: str) -> None:
        reading = contacts.parse_phone(raw)
        self._add("phones", reading.value)
        self._note(reading.code, column, raw, params=reading.params)

    def _mail(self, column: ColumnGuess, raw: str) -> None:
        reading = contacts.parse_mails(raw)
        self._add("mails", reading.value)
        self._note(reading.code, column, raw)

    def _website(self, column: ColumnGuess, raw: str) -> None:
        reading = contacts.parse_website(raw)
        if reading.value:
            self.values.setdefault("website", reading.value)
        self._note(reading.code, column, raw, params=reading.params)

    def _year_founded(self, column: ColumnGuess, raw: str) -> None:
        reading = figures.parse_year(raw, self._year)
        self.values["founded"] = reading.value
        self._note(reading.code, column, raw, suggestion=reading.suggestion, params=reading.params)

    def _number_cell(self, column: ColumnGuess, raw: str) -> None:
        if is_placeholder(raw):
            return
        number = figures.parse_decimal(raw)
        if number is None or not 0 <= number < 1e12:
            self._note("number_unreadable", column, raw)
        else:
            self.values[column.field] = round(number) if column.field == "members" else number

    def _date_cell(self, column: ColumnGuess, raw: str) -> None:
        if is_placeholder(raw):
            return
        day = figures.parse_date(raw)
        serial = figures.parse_serial(raw)
        if serial is not None:
            day = serial
            self._note("serial_date", column, raw, params={"date": serial.strftime("%d.%m.%Y")})
        if day is None or day.year > self._year + 1:
            self._note("date_unreadable", column, raw)
        else:
            self.values[column.field] = day

    def _street(self, column: ColumnGuess, raw: str) -> None:
        text = one_line(raw)
        if addresses.has_postcode(text):
            self._address(column, raw)
            return
        if is_placeholder(text) or points_elsewhere(text):
            return
        found = addresses.parse_address(text).value
        self._set_street(found if found.street else addresses.Address(street=text))

    def _address(self, column: ColumnGuess, raw: str) -> None:
        if points_elsewhere(raw):
            self._note("address_unreadable", column, raw)
            return
        reading = addresses.parse_address("\n".join(html_to_text(raw).splitlines()))
        self._set_street(reading.value)
        if reading.value.postcode:
            self.values.setdefault("postcode", reading.value.postcode)
        self._set_town(reading.value.town, overwrite=False)
        self._note(reading.code, column, raw, params=reading.params)

    def _house_number(self, column: ColumnGuess, raw: str) -> None:
        if not is_placeholder(raw):
            self.values["house_number"] = re.sub(r"\.0+$", "", one_line(raw)).replace(" ", "")[:20]

    def _postcode(self, column: ColumnGuess, raw: str) -> None:
        reading = addresses.parse_postcode_town(raw) if re.search(r"[A-Za-zäöü]{3}", raw) else None
        if reading is not None and reading.value[0]:
            self._postcode_town(column, raw)
            return
        single = addresses.parse_postcode(raw)
        if single.value:
            self.values["postcode"] = single.value
        self._note(single.code, column, raw, params=single.params)

    def _postcode_town(self, column: ColumnGuess, raw: str) -> None:
        reading = addresses.parse_postcode_town(one_line(raw))
        postcode, town = reading.value
        if postcode:
            self.values["postcode"] = postcode
        self._set_town(town, overwrite=True)
        self._note(reading.code, column, raw, params=reading.params)

    def _town(self, column: ColumnGuess, raw: str) -> None:
        text = one_line(raw)
        if addresses.has_postcode(text):
            self._postcode_town(column, raw)
        elif not points_elsewhere(text):
            self._set_town(addresses.parse_town(text), overwrite=True)

    # --- after the cells ---------------------------------------------------------------------------------

    def _read_point(self) -> None:
        latitude, longitude = self._mapping.columns_for("latitude"), self._mapping.columns_for("longitude")
        if not latitude or not longitude:
            return
        lat, lon = self._row.cells[latitude[0].index], self._row.cells[longitude[0].index]
        reading = figures.parse_point(lat, lon)
        if reading.value is not None:
            self.values["latitude"], self.values["longitude"] = reading.value
        self._note(reading.code, latitude[0], f"{lat} / {lon}")

    def _finish_place(self) -> None:
        """Some exports leave the town empty and write it where the district belongs."""
        district = self.values.get("district", "")
        if district and not self.values.get("town"):
            if addresses.has_postcode(district):
                postcode, town = addresses.parse_postcode_town(district).value
                self.values.setdefault("postcode", postcode)
            else:
                town = addresses.parse_town(district)
            self.values["district"] = ""
            self._set_town(town, overwrite=True)

    def _record(self, column: ColumnGuess, raw: str) -> None:
        found = exact.read_record(raw, self._year)
        if found is None:
            self._note("nested_values_dropped", column, "", params={"count": 1})
            return
        self._stated = bool(found.get("sector"))
        self.values |= found

    def _guess_kind(self) -> None:
        name, category = self.values["name"], self.values.get("category", "")
        stated_type, stated_sector = self.values.get("type", ""), self.values.get("sector", "")
        kind = classify.organisation_type(name, stated_type)
        self.values["type"] = kind
        self.values["sector"] = classify.sector(kind, stated_sector)
        if not self._stated:
            self.values["fields"] = self.values.get("fields") or classify.fields_of_engagement(category, name)

    # --- setting and telling -----------------------------------------------------------------------------

    def _set_street(self, found: addresses.Address) -> None:
        if found.street:
            self.values.setdefault("street", found.street)
            if found.house_number:
                self.values.setdefault("house_number", found.house_number)
        if found.extra:
            self.values.setdefault("address_extra", found.extra)

    def _set_town(self, town: addresses.Town, *, overwrite: bool) -> None:
        if not town.name or (self.values.get("town") and not overwrite):
            return
        self.values["town"] = town.name
        self.values["town_candidates"] = town.candidates
        if town.district:
            self.values.setdefault("district", town.district)


def _refusal_of_name(raw: str, name: str) -> str:
    """Why a row cannot stand without a better name; "" when it can."""
    if not raw.strip():
        return "name_missing"
    if is_formula(raw) or is_formula(name):
        return "formula_in_name"
    if len(name) > LONGEST_NAME:
        return "name_too_long"
    folded = fold(name)
    if len(folded) > 1 and not is_placeholder(name) and not _LEGAL_FORM_ONLY.match(folded):
        return ""
    return "name_empty"


_READ_ELSEWHERE: Final = frozenset({"name", "ignore", "latitude", "longitude", "publish", "status", "ended"})
_KNOWN: Final = {
    "fields": exact.FIELDS,
    "target_groups": exact.TARGET_GROUPS,
    "languages": exact.LANGUAGES,
    "accessibility": exact.ACCESSIBILITY,
}
_READERS: Final[MappingType[str, Callable[[RowReader, ColumnGuess, str], None]]] = {
    "description": RowReader._long,
    "services": RowReader._long,
    "service_names": RowReader._service_names,
    "fields": RowReader._codes,
    "record": RowReader._record,
    "opening_hours": RowReader._long,
    "note": RowReader._long,
    "funding": RowReader._long,
    "category": RowReader._category,
    "aliases": RowReader._aliases,
    "languages": RowReader._codes,
    "target_groups": RowReader._codes,
    "accessibility": RowReader._codes,
    "phone": RowReader._phone,
    "mobile": RowReader._phone,
    "mail": RowReader._mail,
    "website": RowReader._website,
    "contact_name": RowReader._contact_name,
    "contact_first_name": RowReader._contact_first_name,
    "contact_phone": RowReader._contact_phone,
    "contact_mail": RowReader._contact_mail,
    "private": RowReader._private,
    "founded": RowReader._year_founded,
    "members": RowReader._number_cell,
    "budget": RowReader._number_cell,
    "staff_fte": RowReader._number_cell,
    "created": RowReader._date_cell,
    "updated": RowReader._date_cell,
    "confirmed": RowReader._date_cell,
    "street": RowReader._street,
    "address": RowReader._address,
    "house_number": RowReader._house_number,
    "postcode": RowReader._postcode,
    "postcode_town": RowReader._postcode_town,
    "town": RowReader._town,
}
