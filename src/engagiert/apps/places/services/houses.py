"""Takes over the house coordinates of a Land, in one transaction and with little memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import batched
from pathlib import Path

from django.db import connection
from django.utils.translation import gettext as _

from engagiert.apps.places import rules
from engagiert.apps.places.addresses import House, read_addresses
from engagiert.apps.places.keys import number_key, street_key
from engagiert.apps.places.problems import SHOWN, BrokenFile, Problem
from engagiert.apps.places.selectors import PlaceFinder
from engagiert.kernel import bus
from engagiert.kernel.authz import Actor, require
from engagiert.kernel.tenancy import enter

BATCH = 5000

_UPSERT = """
insert into places_address as known (ags, postcode, street_key, number_key, lat, lon)
select * from unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::float8[], %s::float8[])
on conflict (ags, street_key, number_key, postcode) do update set lat = excluded.lat, lon = excluded.lon
where (known.lat, known.lon) is distinct from (excluded.lat, excluded.lon)
returning (xmax = 0)
"""

type Row = tuple[str, str, str, str, float, float]


@dataclass(slots=True)
class HouseReport:
    """``read`` counts lines with content; ``problems`` shows the first refusals, ``refused`` counts all."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def read(self) -> int:
        return self.created + self.changed + self.unchanged + self.refused

    def __str__(self) -> str:
        lines = [
            _(
                "Häuser: %(read)d gelesen, %(created)d neu, %(changed)d geändert, "
                "%(unchanged)d unverändert, %(refused)d abgelehnt."
            )
            % {
                "read": self.read,
                "created": self.created,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "refused": self.refused,
            }
        ]
        lines += [f"  {problem}" for problem in self.problems]
        if self.refused > len(self.problems):
            lines.append(_("  … und %(count)d weitere.") % {"count": self.refused - len(self.problems)})
        return "\n".join(lines)


def import_addresses(*, actor: Actor, path: Path) -> HouseReport:
    """Read house coordinates into the register of addresses; a broken line is left out and reported.

    Raises ``BrokenFile``, with nothing written, when the file as a whole or every line of it is unusable.
    """
    require(actor, rules.MANAGE_REGISTER, None)
    report = HouseReport()
    with enter(actor, action="places.import_addresses"):
        for batch in batched(_rows(path, report), BATCH, strict=False):
            _write(batch, report)
        if report.read == report.refused:
            raise BrokenFile(report.problems or [Problem("empty")], report.refused)
        if report.created or report.changed:
            bus.publish("HousesImported")
    return report


def _rows(path: Path, report: HouseReport) -> Iterator[Row]:
    finder = PlaceFinder()
    for found in read_addresses(path):
        entry = found if isinstance(found, Problem) else _row(found, finder)
        if isinstance(entry, Problem):
            report.refused += 1
            if len(report.problems) < SHOWN:
                report.problems += (entry,)
        else:
            yield entry


def _row(house: House, finder: PlaceFinder) -> Row | Problem:
    ags = house.ags
    if not ags:
        town = finder.find(house.town, house.postcode)
        if town is None:
            return Problem("unknown_town", house.line, "Ort", f"{house.postcode} {house.town}".strip())
        ags = town.ags
    street, number = street_key(house.street), number_key(house.number)
    if not street:
        return Problem("no_street", house.line, "Straße", house.street)
    return (ags, house.postcode, street[:120], number[:16], house.lat, house.lon)


def _write(batch: tuple[Row, ...], report: HouseReport) -> None:
    # A statement may not touch a row twice; of two lines for one door the later counts.
    doors = {row[:4]: row for row in batch}
    columns = [list(column) for column in zip(*doors.values(), strict=True)]
    with connection.cursor() as cursor:
        cursor.execute(_UPSERT, columns)
        written = [is_new for (is_new,) in cursor.fetchall()]
    report.created += sum(written)
    report.changed += len(written) - sum(written)
    report.unchanged += len(batch) - len(written)
