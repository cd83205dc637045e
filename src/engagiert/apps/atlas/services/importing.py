"""Takes a list of facilities over as the roll of one type from one source. The same list again changes nothing."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from engagiert.apps.atlas import rules
from engagiert.apps.atlas.models import Absence, Facility, Grant, Roll
from engagiert.apps.directory.public import FACILITY_TYPES
from engagiert.engines.intake.facilities import List, Remark, Row, read_list
from engagiert.engines.text.folding import fold
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .locating import Locator, Unit, apart

# By which folded words a column names a type: its code and its label.
_WORDS_OF = {code: frozenset({fold(code), fold(str(term.label))}) for code, term in FACILITY_TYPES.items()}
# Further than this from its own town a point is more likely a slip than a branch.
_FAR_KM = 50.0


@dataclass(slots=True)
class ImportReport:
    """What happened. ``remarks`` name every row that was refused or is not as it should be."""

    type: str
    source: str
    rows: int = 0
    facilities: int = 0
    absences: int = 0
    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    remarks: list[Remark] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return sum(remark.refused for remark in self.remarks)


type GrantRow = tuple[str, int | None, datetime.date | None, datetime.date | None]


@dataclass(slots=True)
class Entry:
    """A facility as a roll lists it: the columns of the model and its grants."""

    name: str
    place_id: int | None
    lat: float | None = None
    lon: float | None = None
    budget: int | None = None
    founded: int | None = None
    staff_fte: float | None = None
    grants: set[GrantRow] = field(default_factory=set)

    @property
    def key(self) -> str:
        """Name, place and, where the list gives one, the point to some ten metres: a second house is a second one."""
        point = "" if self.lat is None or self.lon is None else f"{self.lat:.4f} {self.lon:.4f}"
        return f"{fold(self.name)[:320]}|{self.place_id or ''}|{point}"


def import_facilities(
    *,
    actor: Actor,
    content: bytes,
    filename: str,
    type: str,
    source: str = "",
    as_of: datetime.date | None = None,
    complete_for: str = "",
) -> ImportReport:
    """Read a list (CSV, XLSX, ODS, JSON; bytes) and keep it as the roll of ``type`` from ``source``.

    Rows without a name or a place that can be found are refused by name; all others come in. Several rows of one
    facility are its grants. Raises ``UnusableList``, with nothing written, where the file is no list.
    """
    require(actor, rules.KEEP_ROLLS, None)
    found = read_list(content, filename)
    report = ImportReport(type=type, source=source or filename, rows=len(found.rows), remarks=found.remarks)
    report.rows += report.refused
    with enter(actor, action="atlas.import_facilities"):
        entries, absent = _located(found, report)
        day = as_of or timezone.localdate()
        keep_roll(actor=actor, report=report, entries=entries, absent=absent, as_of=day, complete_for=complete_for)
    report.remarks.sort(key=lambda remark: remark.line)
    return report


def keep_roll(
    *,
    actor: Actor,
    report: ImportReport,
    entries: Iterable[Entry],
    absent: Iterable[int] = (),
    as_of: datetime.date,
    complete_for: str = "",
    is_synthetic: bool = False,
) -> Roll:
    """Bring the roll of ``report.type`` and ``report.source`` to exactly these entries; counts go into the report.

    ``absent``: ids of places that have none. What the list no longer names is removed.
    """
    require(actor, rules.KEEP_ROLLS, None)
    with enter(actor, action="atlas.keep_roll"):
        facts = {"as_of": as_of, "complete_for": complete_for, "is_synthetic": is_synthetic}
        roll, made = Roll.objects.select_for_update().get_or_create(
            type=report.type, source=report.source, defaults={**facts, "imported_at": timezone.now()}
        )
        moved = not made and any(getattr(roll, name) != value for name, value in facts.items())
        _write_facilities(roll, {entry.key: entry for entry in entries}, report)
        wanted = set(absent)
        there = set(roll.absences.values_list("place_id", flat=True))
        roll.absences.filter(place_id__in=there - wanted).delete()
        Absence.objects.bulk_create([Absence(roll=roll, place_id=place) for place in sorted(wanted - there)])
        report.absences = len(wanted)
        if moved or there != wanted or report.created or report.changed or report.removed:
            for name, value in facts.items():
                setattr(roll, name, value)
            roll.changes += 1
            roll.imported_at = timezone.now()
            roll.save()
        return roll


def _located(found: List, report: ImportReport) -> tuple[list[Entry], set[int]]:
    locator = Locator()
    entries: dict[str, Entry] = {}
    absent: set[int] = set()
    for row in found.rows:
        if _is_another(row, report):
            continue
        unit = _unit(row, locator, report)
        if unit is None and (row.absent or row.point is None):
            shown = " / ".join(part for part in (row.key, row.town, row.postcode) if part)
            report.remarks.append(Remark(row.line, row.name, "place_unknown", shown, refused=True))
        elif row.absent and unit is not None:
            absent.add(unit.id)
        elif _has_point(row, unit):
            _add(entries, row, unit, report)
        else:
            report.remarks.append(Remark(row.line, row.name, "no_point", row.key, refused=True))
    return list(entries.values()), absent


def _is_another(row: Row, report: ImportReport) -> bool:
    """A list of several types says in a column of its own which row is of which; the others stay out and are named."""
    said = fold(row.type)
    if not said or said in _WORDS_OF.get(report.type, frozenset()):
        return False
    other = any(said in words for words in _WORDS_OF.values())
    report.remarks.append(Remark(row.line, row.name, "other_type" if other else "type_unknown", row.type, other))
    return other


def _has_point(row: Row, unit: Unit | None) -> bool:
    return row.point is not None or (unit is not None and unit.lat is not None)


def _unit(row: Row, locator: Locator, report: ImportReport) -> Unit | None:
    unit = locator.by_key(row.key) or locator.by_name(row.town, row.postcode)
    if unit is None and any(sign.isalpha() for sign in row.key):
        # The name of the town stands where its key belongs.
        unit = locator.by_name(row.key, row.postcode)
    if unit is None and row.point is not None:
        unit = locator.at(*row.point)
        if row.key:
            report.remarks.append(Remark(row.line, row.name, "key_unknown", row.key))
        elif unit is None:
            report.remarks.append(Remark(row.line, row.name, "outside_register", f"{row.point[0]} / {row.point[1]}"))
    elif unit is not None and row.point is not None:
        distance = apart(unit, *row.point)
        if distance is not None and distance > _FAR_KM:
            report.remarks.append(Remark(row.line, row.name, "point_far", f"{distance:.0f} km"))
    if unit is not None and unit.kind != "municipality" and not row.absent:
        report.remarks.append(Remark(row.line, row.name, "no_municipality", unit.name))
    return unit


def _add(entries: dict[str, Entry], row: Row, unit: Unit | None, report: ImportReport) -> None:
    lat, lon = row.point or (None, None)
    new = Entry(row.name, unit.id if unit else None, lat, lon, row.budget, row.founded, row.staff)
    known = entries.setdefault(new.key, new)
    if row.has_grant:
        grant = (row.funder, row.share, row.starts_on, row.ends_on)
        if known is not new and grant in known.grants:
            report.remarks.append(Remark(row.line, row.name, "twice"))
        known.grants.add(grant)
    elif known is not new:
        report.remarks.append(Remark(row.line, row.name, "twice"))


_COLUMNS = ("name", "place_id", "lat", "lon", "budget", "founded", "staff_fte")


def _write_facilities(roll: Roll, wanted: dict[str, Entry], report: ImportReport) -> None:
    there = {one.key: one for one in roll.facilities.prefetch_related("grants")}
    report.facilities = len(wanted)
    gone = [one.pk for key, one in there.items() if key not in wanted]
    report.removed = len(gone)
    roll.facilities.filter(pk__in=gone).delete()
    new, other = [], []
    for key, entry in wanted.items():
        columns = {name: getattr(entry, name) for name in _COLUMNS}
        known = there.get(key)
        if known is None:
            new.append((Facility(roll=roll, key=key, **columns), entry))
        elif any(getattr(known, name) != value for name, value in columns.items()) or _grants_of(known) != entry.grants:
            for name, value in columns.items():
                setattr(known, name, value)
            other.append((known, entry))
    report.created, report.changed = len(new), len(other)
    report.unchanged = len(wanted) - len(new) - len(other)
    Facility.objects.bulk_create([one for one, _entry in new], batch_size=1_000)
    Facility.objects.bulk_update([one for one, _entry in other], _COLUMNS, batch_size=1_000)
    Grant.objects.filter(facility__in=[one for one, _entry in other]).delete()
    Grant.objects.bulk_create(
        [
            Grant(facility=one, funder=funder, share_percent=share, starts_on=starts, ends_on=ends)
            for one, entry in (*new, *other)
            for funder, share, starts, ends in sorted(entry.grants, key=repr)
        ],
        batch_size=1_000,
    )


def _grants_of(facility: Facility) -> set[GrantRow]:
    return {(one.funder, one.share_percent, one.starts_on, one.ends_on) for one in facility.grants.all()}
