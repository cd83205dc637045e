"""From rows to organisations: rows that name the same one belong together, and each becomes one candidate."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop

from engagiert.apps.directory.documents import encode
from engagiert.apps.directory.models import ImportRun
from engagiert.apps.places.public import KnownTown, PlaceFinder
from engagiert.engines.intake.cleaning import split_list
from engagiert.engines.intake.problems import Problem, problem
from engagiert.engines.intake.records import CleanRecord, CleanRow
from engagiert.engines.linkage.judging import Judgement
from engagiert.engines.linkage.names import address_key, name_key, spelling_key

_TOWN_COLUMNS = ("town", "postcode_town", "address", "district")
# So many numbers from one on are no accident.
_A_COUNT = 5
_COUNTS_LINES = re.compile(r"(?i)\s*(lfd|laufende|#)")
_TEXT = ("description", "opening_hours", "postcode", "town", "district", "website", "service_area")
# Fields that the engine read between the lines: they fill a gap but never replace what stands there.
_GUESSED = frozenset({"type", "sector", "fields"})
# "SV" names too many clubs to be another name of one.
SHORTEST_ALIAS = 3
_LISTS = ("fields", "target_groups", "languages", "accessibility", "phones", "mails")


@dataclass(slots=True)
class Candidate:
    """One organisation as a file describes it.

    ``values`` are document values; ``spellings`` the names as written, the first one being the name;
    ``twin`` points at an earlier candidate of the same file that could be the same; ``doubts`` are records of the
    directory that could be, likeliest first, and ``surely`` is the one that surely is.
    """

    lines: list[int]
    rows: list[int]
    spellings: list[str]
    values: dict[str, Any]
    place_id: int
    source_key: str
    guessed: frozenset[str]
    on: str
    spelled: list[int] = field(default_factory=list)
    contact: dict[str, str] = field(default_factory=dict)
    note: str = ""
    # Other names that the file gives, beside the spellings of its rows.
    aliases: list[str] = field(default_factory=list)
    # Houses, public contact points and funding, where a file states whole records.
    stated: Mapping[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    twin: "Candidate | None" = None
    twin_judgement: Judgement | None = None
    doubts: list[tuple[int, Judgement]] = field(default_factory=list)
    surely: int | None = None

    @property
    def name(self) -> str:
        return self.spellings[0]

    @property
    def spelling_key(self) -> str:
        return spelling_key(self.name)[:320]

    @property
    def name_key(self) -> str:
        return name_key(self.name)[:320]

    @property
    def address_key(self) -> str:
        return address_key(self.values.get("street", ""), "", self.values.get("postcode", ""))[:320]


def groups_of(rows: Sequence[CleanRow]) -> list[list[CleanRow]]:
    """Rows that name the same organisation in the same words; refused rows take no part."""
    groups: dict[tuple[str, ...], list[CleanRow]] = defaultdict(list)
    for row in rows:
        if not row.refused:
            groups[_identity(row)].append(row)
    return list(groups.values())


def without_running_numbers(run: ImportRun, rows: Sequence[CleanRow]) -> list[CleanRow]:
    """A number that only counts the lines names nobody: next year it stands beside another club."""
    header = next((column["header"] for column in run.columns if column["field"] == "external_id"), "")
    numbers = [row.record.external_id for row in rows if row.record.external_id]
    counted = len(numbers) >= _A_COUNT and numbers == [str(number) for number in range(1, len(numbers) + 1)]
    if numbers and (counted or _COUNTS_LINES.match(header)):
        return [replace(row, record=replace(row.record, external_id="")) for row in rows]
    return list(rows)


def _identity(row: CleanRow) -> tuple[str, ...]:
    """Rows with equal identity are one organisation: the same number, or the same spelling at the same door.

    Where no door is known, the ways to reach it stand in for it, save in a list of offers: there one organisation
    fills many rows.
    """
    record = row.record
    if record.external_id:
        return ("id", record.external_id)
    door = address_key(_street(record), "", record.postcode)
    if door or record.offer_id:
        return (spelling_key(record.name), door)
    reached = (*record.phones, *record.mails, record.website, record.contact_name)
    return (spelling_key(record.name), door, *(way for way in reached if way))


def _name_other_doors(run: ImportRun, group: Sequence[CleanRow], problems: dict[int, list[Problem]]) -> None:
    """One number at two doors: only the first is taken, and whoever reads the preview shall know."""
    first, known = None, ""
    header = next((column["header"] for column in run.columns if column["field"] == "street"), "")
    for row in group:
        door = address_key(_street(row.record), "", row.record.postcode)
        if first is None and _street(row.record):
            first, known = row, door
        elif first is not None and _street(row.record) and door != known:
            params: dict[str, str | int] = {"first_line": first.line, "first_door": _street(first.record)}
            remark = problem(
                "two_doors", line=row.line, row=row.row, column=header, value=_street(row.record), params=params
            )
            problems.setdefault(row.line, []).append(remark)


def _street(record: CleanRecord) -> str:
    return " ".join(part for part in (record.street, record.house_number) if part)[:200]


def _services(text: str) -> list[str]:
    return [entry[:120] for entry in split_list(text)]


def candidate_of(run: ImportRun, group: Sequence[CleanRow], finder: PlaceFinder, today: datetime.date) -> Candidate:
    """One organisation from its rows; the first row names it."""
    spellings = list(dict.fromkeys(row.record.name for row in group))
    values = _values(group)
    values["name"] = spellings[0]
    problems = {row.line: list(row.problems) for row in group if row.problems}
    _name_other_doors(run, group, problems)
    place_id = _place(run, values, finder, group[0], problems)
    guessed = _GUESSED if values.get("town") else _GUESSED | {"town"}
    values["town"] = values.get("town") or run.place.name
    identity = _identity(group[0])
    first_of = {name: next(row.line for row in group if row.record.name == name) for name in spellings[1:]}
    return Candidate(
        lines=[row.line for row in group],
        rows=[row.row for row in group],
        spellings=spellings,
        spelled=list(first_of.values()),
        values=values,
        guessed=guessed,
        place_id=place_id,
        source_key="|".join(identity)[:500],
        on=max((row.record.updated for row in group if row.record.updated), default=today).isoformat(),
        contact=_contact(group),
        aliases=[name for row in group for name in row.record.aliases if len(name) > SHORTEST_ALIAS],
        stated=_stated(group, place_id, finder),
        note="\n".join(dict.fromkeys(text for row in group for text in _notes(row.record))),
        problems=problems,
    )


def _values(group: Sequence[CleanRow]) -> dict[str, Any]:
    """One value a field: the first that is filled, lists together, the place by majority of the rows."""
    records = [row.record for row in group]
    values: dict[str, Any] = {}
    for name in _TEXT:
        filled = [getattr(record, name) for record in records if getattr(record, name)]
        if filled:
            values[name] = Counter(filled).most_common(1)[0][0]
    for name in _LISTS:
        together = list(dict.fromkeys(entry for record in records for entry in getattr(record, name)))
        if together:
            values[name] = together
    values["street"] = next((_street(record) for record in records if record.street), "")
    services = (name for record in records for name in (record.service_names or _services(record.services)))
    values["services"] = list(dict.fromkeys(services))
    confirmed = max((record.confirmed for record in records if record.confirmed), default=None)
    values["confirmed_on"] = encode(confirmed)
    for name in ("founded", "type", "sector"):
        value = next((getattr(record, name) for record in records if getattr(record, name)), None)
        if value:
            values[name] = value
    staff = next((record.staff_fte for record in records if record.staff_fte is not None), None)
    if staff is not None:
        values["staff_fte"] = encode(Decimal(str(staff)).quantize(Decimal("0.01")))
    values["budget_band"] = _budget_band(next((r.budget for r in records if r.budget is not None), None))
    point = _point(records)
    if point is not None:
        values |= {"lat": point[0], "lon": point[1]}
    values.setdefault("type", "sonstige")
    values.setdefault("sector", "civil_society")
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def _point(records: Sequence[CleanRecord]) -> tuple[float, float] | None:
    """The point that most rows name: a list of offers gives each its own place of work."""
    points = Counter((r.latitude, r.longitude) for r in records if r.latitude is not None)
    if not points:
        return None
    lat, lon = points.most_common(1)[0][0]
    return None if lat is None or lon is None else (lat, lon)


def _budget_band(budget: float | None) -> str:
    if budget is None:
        return ""
    bounds = ((0, "none"), (10_000, "under_10k"), (50_000, "10k_50k"), (100_000, "50k_100k"), (250_000, "100k_250k"))
    return next((band for bound, band in bounds if budget <= bound), "over_250k")


def _notes(record: CleanRecord) -> list[str]:
    """What the row says beside the record's fields stays with the office as a note; nothing is thrown away."""
    said = [record.note]
    if record.funding:
        said.append(gettext_noop("Förderung laut Liste: %(text)s") % {"text": record.funding})
    if record.members is not None:
        said.append(gettext_noop("Mitglieder laut Liste: %(number)s") % {"number": record.members})
    if record.address_extra:
        said.append(gettext_noop("Zusatz zur Anschrift: %(text)s") % {"text": record.address_extra})
    return [text for text in said if text]


def _contact(group: Sequence[CleanRow]) -> dict[str, str]:
    for row in group:
        if row.record.contact_name:
            return {
                "name": row.record.contact_name[:200],
                "role": row.record.contact_role[:120],
                "phone": next(iter(row.record.contact_phones), "")[:40],
                "mail": next(iter(row.record.contact_mails), "")[:254],
            }
    return {}


def _stated(group: Sequence[CleanRow], place_id: int, finder: PlaceFinder) -> dict[str, tuple[dict[str, Any], ...]]:
    """The lists of the first row that has some; each house with the municipality that its address names."""
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for key in ("facilities", "contact_points", "funding_sources"):
        found[key] = next((getattr(row.record, key) for row in group if getattr(row.record, key)), ())
    houses = []
    for house in found["facilities"]:
        known = finder.find(house["town"], house["postcode"]) if house["town"] or house["postcode"] else None
        houses.append(house | {"place_id": known.id if known else place_id})
    return found | {"facilities": tuple(houses)}


def _place(
    run: ImportRun,
    values: Mapping[str, Any],
    finder: PlaceFinder,
    first: CleanRow,
    problems: dict[int, list[Problem]],
) -> int:
    """The municipality that the address names, else the one the list is for; an unknown town is a hint."""
    town, postcode = values.get("town", ""), values.get("postcode", "")
    for candidate, _district in [*first.record.town_candidates, (town, "")]:
        found = finder.find(candidate, postcode, run.place.ags) if candidate or postcode else None
        if found is not None:
            return _named_rather(found, candidate, run, finder, first, problems)
    if town:
        column = next((c["header"] for c in run.columns if c["field"] in _TOWN_COLUMNS), "")
        hint = problem("place_unknown", line=first.line, row=first.row, column=column, field="town", value=town)
        problems.setdefault(first.line, []).append(hint)
    return run.place_id


def _named_rather(
    found: KnownTown,
    town: str,
    run: ImportRun,
    finder: PlaceFinder,
    first: CleanRow,
    problems: dict[int, list[Problem]],
) -> int:
    """The town's name decides against a postcode that belongs to another town; somebody should look, though."""
    postcode = first.record.postcode
    named = finder.find(town, "", run.place.ags) if town and postcode else None
    other = found if named is None or found.name != named.name else finder.find("", postcode)
    if named is None or other is None or other.name == named.name or postcode in named.postcodes:
        return found.id
    params = {"postcode": postcode, "other": other.name, "town": named.name}
    hint = problem(
        "postcode_elsewhere",
        line=first.line,
        row=first.row,
        column=next((c["header"] for c in run.columns if c["field"] in ("postcode", "postcode_town", "address")), ""),
        field="postcode",
        value=f"{postcode} {town}",
        params=params,
    )
    problems.setdefault(first.line, []).append(hint)
    return named.id
