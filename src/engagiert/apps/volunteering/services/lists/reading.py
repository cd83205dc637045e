"""A row as this office would keep it: in codes, with the key under which it is known, or why it may not come in."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from engagiert.apps.volunteering.models import Volunteer, VolunteerList
from engagiert.apps.volunteering.purposes import VOLUNTEER
from engagiert.apps.volunteering.services.joining import OLDEST
from engagiert.engines.intake.reader import Finding, of_rows
from engagiert.engines.intake.volunteers import LONGEST_WORDS, VolunteerRow, read_volunteer
from engagiert.engines.matching import taxonomy
from engagiert.engines.text.folding import fold

from .receiving import table_of


@dataclass(slots=True)
class Read:
    """``token`` names the person in this source, the same in every file of it; empty where the row is refused."""

    line: int
    row: VolunteerRow
    token: str
    problems: list[Finding] = field(default_factory=list)
    refused: bool = False

    @property
    def values(self) -> dict[str, Any]:
        return self.row.values


def read_rows(run: VolunteerList, today: datetime.date) -> Iterator[Read]:
    """All rows of the file, in their order, by the columns somebody chose."""
    table = table_of(run)
    columns = {column["field"]: index for index, column in enumerate(run.columns) if column["field"]}
    notes = of_rows(table.notes)
    for row in table.rows:
        found = read_volunteer(row.cells, table.headers, columns)
        read = Read(row.line, found, _token(run, found), [*found.findings, *notes.get(row.line, [])], found.refused)
        if not read.refused:
            _settle(read, table.headers, columns, today)
        yield read


def batches_of(rows: Iterable[Read], size: int) -> list[list[Read]]:
    """Batches of about ``size`` rows, in their order by the first of each person: rows with the same number, the same
    name, or both by way of a third stay together, so that no batch needs to know of another."""
    first: dict[str, str] = {}

    def root(key: str) -> str:
        while first.setdefault(key, key) != key:
            key = first[key]
        return key

    listed = list(rows)
    keys = [[f"token {row.token}", *([f"name {row.row.name}"] if row.row.name else [])] for row in listed]
    for own in keys:
        for other in own[1:]:
            first[root(other)] = root(own[0])
    people: dict[str, list[Read]] = {}
    for row, own in zip(listed, keys, strict=True):
        people.setdefault(root(own[0]), []).append(row)
    batches: list[list[Read]] = [[]]
    for together in people.values():
        if batches[-1] and len(batches[-1]) + len(together) > size:
            batches.append([])
        batches[-1] += together
    return batches if batches[0] else []


def _token(run: VolunteerList, row: VolunteerRow) -> str:
    """By the number of the source, else by name and way to reach."""
    values = row.values
    key = row.key or "|".join([fold(row.name), values.get("mail", "").lower(), digits(values.get("phone", ""))])
    return f"list:{hashed(run.source, key)}"


def hashed(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:40]


def digits(phone: str) -> str:
    return "".join(filter(str.isdigit, phone))


def _settle(read: Read, headers: tuple[str, ...], columns: dict[str, int], today: datetime.date) -> None:
    """Words become codes; who may not be kept is refused with a reason."""

    def note(code: str, name: str, value: object = "") -> None:
        column = headers[columns[name]] if name in columns else ""
        read.problems.append(Finding(code, column, str(value)[:80]))

    values = read.values
    for name, kind in (("likes", taxonomy.FIELD), ("skills", taxonomy.SKILL), ("avoids", taxonomy.FIELD)):
        values[name], unknown = _codes(values.get(name, []), kind)
        if unknown and name == "avoids":
            note("unknown_word", name, ", ".join(unknown))
        elif unknown:
            # The text of a wish is compared with offers as well, so that nothing is lost.
            values["words"] = "\n".join(filter(None, [values.get("words", ""), ", ".join(unknown)]))[:LONGEST_WORDS]
            note("in_own_words", name, ", ".join(unknown))
    both = set(values["likes"]) & set(values["avoids"])
    if both:
        values["likes"] = [code for code in values["likes"] if code not in both]
        note("contradiction", "avoids", ", ".join(sorted(both)))
    _settle_days(values, note, today)
    reason = _reason_against(read, today)
    if reason:
        note(reason, {"gone": "status", "too_old": "last_contact_on"}.get(reason, "born_on"))
        read.refused = True


def _codes(words: list[str], kind: str) -> tuple[list[str], list[str]]:
    found, unknown = [], []
    for word in words:
        try:
            found.append(taxonomy.code_of(word, kind))
        except taxonomy.UnknownTermError:
            unknown.append(word)
    return list(dict.fromkeys(found)), unknown


def _settle_days(values: dict[str, Any], note: Any, today: datetime.date) -> None:
    born = values.get("born_on")
    if born is not None and (born > today or (Volunteer(born_on=born).age(today) or 0) > OLDEST):
        note("out_of_range", "born_on", values.pop("born_on"))
    for name in ("joined_on", "last_contact_on"):
        if name in values and values[name] > today:
            note("out_of_range", name, values.pop(name))
    if "resumes_on" in values and values["resumes_on"] <= today:
        del values["resumes_on"]


def _reason_against(read: Read, today: datetime.date) -> str:
    """Why somebody may not come in: gone, no contact for longer than we keep anybody, too young to be taken unasked."""
    values, at = read.values, read.row.helps_at
    helps = at is not None and (at.ended_on is None or at.ended_on >= today)
    if read.row.status == "gone" and not helps:
        return "gone"
    last = values.get("last_contact_on")
    if last is not None and not helps and VOLUNTEER.days and (today - last).days > VOLUNTEER.days:
        return "too_old"
    if Volunteer(born_on=values.get("born_on")).needs_guardian(today):
        return "guardian"
    return ""
