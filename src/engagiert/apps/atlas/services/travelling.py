"""Takes an operator's travel times over: the whole table at once, or nothing of it."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from django.utils import timezone

from engagiert.apps.atlas import rules
from engagiert.apps.atlas.models import TravelRow, TravelTable
from engagiert.engines.intake.facilities import Remark, UnusableList
from engagiert.engines.intake.travel_times import Way, Ways, read_ways
from engagiert.engines.landscape.raster import middle_of
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

from .locating import Locator, Unit, apart

_MUNICIPALITY = "municipality"
# Faster than this on a straight line (km/h) is more likely seconds or hours than minutes.
_FASTEST = 250.0
# What names so few places that half of it has to stay out is another kind of file.
_LEAST_USABLE = 0.5

type Minutes = Mapping[int, Mapping[str, float]]


@dataclass(slots=True)
class TravelReport:
    """What happened, or would. ``ways``: pairs of towns that were taken, ``origins`` and ``targets`` of them;
    ``without``: towns of the Länder that the table speaks of from which no way is named; ``changed``: something was
    written, or would be."""

    source: str
    mode: str
    as_of: datetime.date
    rows: int = 0
    ways: int = 0
    origins: int = 0
    targets: int = 0
    without: list[str] = field(default_factory=list)
    changed: bool = False
    dry_run: bool = False
    remarks: list[Remark] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return sum(remark.refused for remark in self.remarks)


def import_travel_times(
    *,
    actor: Actor,
    content: bytes,
    filename: str,
    source: str = "",
    mode: str = TravelTable.Mode.CAR,
    as_of: datetime.date | None = None,
    dry_run: bool = False,
) -> TravelReport:
    """Read a list of ways (CSV, XLSX, ODS; bytes) and put it in the place of the former table, in one transaction.

    Rows that name no place, or no minutes, stay out and are named. Several cells of the grid in one town are put
    together to their weighted median. Raises ``UnusableList``, with nothing changed, where the file is no list of ways
    or less than half of it can be used. ``dry_run``: report and change nothing.
    """
    require(actor, rules.KEEP_ROLLS, None)
    found = read_ways(content, filename)
    report = TravelReport(
        source or filename, mode, as_of or timezone.localdate(), rows=found.rows, remarks=found.remarks, dry_run=dry_run
    )
    with enter(actor, action="atlas.import_travel_times"):
        minutes = _joined(found, Locator(), report)
        if not minutes or report.refused > _LEAST_USABLE * report.rows:
            raise UnusableList("few_ways", refused=report.refused, rows=report.rows)
        _keep(minutes, report)
    report.remarks.sort(key=lambda remark: remark.line)
    return report


def remove_travel_times(*, actor: Actor) -> bool:
    """Distances are straight lines again; False where there were no travel times."""
    require(actor, rules.KEEP_ROLLS, None)
    with enter(actor, action="atlas.remove_travel_times"):
        number, _of = TravelTable.objects.all().delete()
        return number > 0


def _joined(found: Ways, locator: Locator, report: TravelReport) -> dict[int, dict[str, float]]:
    """Town id → key of a town → minutes."""
    units: dict[str, Unit | None] = {}
    heard: dict[tuple[int, str], list[Way]] = defaultdict(list)
    names: dict[str, str] = {}
    for way in found.ways:
        pair = [_unit(text, units, locator) for text in (way.origin, way.target)]
        lost = [text for unit, text in zip(pair, (way.origin, way.target), strict=True) if unit is None]
        here, there = pair
        if here is None or there is None:
            report.remarks.append(
                Remark(way.line, f"{way.origin} – {way.target}", "way_place_unknown", ", ".join(lost), refused=True)
            )
            continue
        _doubt(way, here, there, report)
        heard[here.id, there.ags].append(way)
        names[here.ags], names[there.ags] = here.name, there.name
    joined: dict[int, dict[str, float]] = defaultdict(dict)
    for (origin, target), ways in heard.items():
        _same_pair(ways, report)
        joined[origin][target] = round(_median(ways), 2)
    _count(joined, locator, report)
    return dict(joined)


def _unit(text: str, units: dict[str, Unit | None], locator: Locator) -> Unit | None:
    """The municipality that a key, a name or a cell of the grid means."""
    if text not in units:
        point = middle_of(text)
        unit = locator.at(*point) if point else locator.by_key(text)
        if unit is None and point is None and any(sign.isalpha() for sign in text):
            unit = locator.by_name(text)
        units[text] = unit if unit is not None and unit.kind == _MUNICIPALITY else None
    return units[text]


def _doubt(way: Way, here: Unit, there: Unit, report: TravelReport) -> None:
    km = None if there.lat is None or there.lon is None else apart(here, there.lat, there.lon)
    if km is not None and km > 1 and km > way.minutes * _FASTEST / 60:
        report.remarks.append(Remark(way.line, f"{way.origin} – {way.target}", "way_too_fast", f"{km:.0f} km"))


def _same_pair(ways: list[Way], report: TravelReport) -> None:
    """A pair that is written twice with other minutes is named; the cells of a town are many origins."""
    first: dict[tuple[str, str], Way] = {}
    for way in ways:
        known = first.setdefault((way.origin, way.target), way)
        if known is not way and known.minutes != way.minutes:
            report.remarks.append(Remark(way.line, f"{way.origin} – {way.target}", "way_twice", f"{way.minutes:g}"))


def _median(ways: Iterable[Way]) -> float:
    """Half of the people of a town have not further; of a pair that is written twice the first counts."""
    once: dict[tuple[str, str], Way] = {}
    for way in ways:
        once.setdefault((way.origin, way.target), way)
    minutes = np.array([way.minutes for way in once.values()])
    people = np.array([way.people for way in once.values()])
    order = np.argsort(minutes, kind="stable")
    reached = np.cumsum(people[order])
    return float(minutes[order][np.searchsorted(reached, reached[-1] / 2)])


def _count(joined: Minutes, locator: Locator, report: TravelReport) -> None:
    report.origins = len(joined)
    report.targets = len({target for row in joined.values() for target in row})
    report.ways = sum(len(row) for row in joined.values())
    lands = {target[:2] for row in joined.values() for target in row}
    report.without = [one.name for one in locator.towns_of(lands) if one.id not in joined]


def _keep(minutes: Minutes, report: TravelReport) -> None:
    facts = {"source": report.source, "mode": report.mode, "as_of": report.as_of, "ways": report.ways}
    table = TravelTable.objects.select_for_update().first()
    there = {} if table is None else dict(table.rows.values_list("origin_id", "minutes"))
    report.changed = table is None or there != minutes or any(getattr(table, key) != facts[key] for key in facts)
    if report.dry_run or not report.changed:
        return
    if table is None:
        table = TravelTable(imported_at=timezone.now())
    for name, value in facts.items():
        setattr(table, name, value)
    table.changes += 1
    table.imported_at = timezone.now()
    table.save()
    table.rows.all().delete()
    TravelRow.objects.bulk_create(
        [TravelRow(table=table, origin_id=origin, minutes=row) for origin, row in sorted(minutes.items())],
        batch_size=500,
    )
