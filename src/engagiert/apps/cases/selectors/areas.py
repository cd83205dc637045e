"""Figures of many offices for the Kreis and the Land: sums in which no number is small, and never a row of an office.

How fast answers come is shown for the whole area and by kind only: by town it would often be the figure of the one
person who works there.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max

from engagiert.apps.accounts.public import Office
from engagiert.apps.cases import rules
from engagiert.apps.cases.models import Tally
from engagiert.apps.places.public import Place
from engagiert.kernel.authz import Actor, NotAllowed, require
from engagiert.kernel.privacy.small_numbers import SafeTable, is_safe, safe_table
from engagiert.kernel.tenancy import enter

# Fewer offices together say how one of them works.
FEWEST_OFFICES = 3
type Counts = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AreaFigures:
    """``place``: whose figures these are; ``below``: all units below it; ``units``: those with an office, by key.

    ``by_place`` counts (answered, open), ``by_kind`` (in time, late, open) or, where that would be small or of too few
    offices, (answered, open); ``with_time`` says which. ``until``: the last day counted, None where nothing is counted.
    """

    place: Place
    year: int
    years: list[int]
    until: datetime.date | None
    offices: int
    units: dict[str, Place]
    below: list[Place]
    by_place: SafeTable[str]
    by_kind: SafeTable[str]
    with_time: bool


def area_offices(actor: Actor) -> list[Office]:
    """The offices for whose area the actor reads figures, in the order of their keys; one query."""
    mine = [grant.office_id for grant in actor.grants if rules.READ_AREA.allows(actor, grant.office_id)]
    found = Office.objects.filter(pk__in=mine).select_related("place")
    return sorted(found, key=lambda office: (office.pk != actor.desk, len(office.place.ags), office.pk))


def area_figures(actor: Actor, office: Office, *, year: int, inside: str = "") -> AreaFigures:
    """Figures of the area of ``office``; four queries.

    ``inside``: the key of a unit whose towns are wanted; only one that stands by itself in the table of its Land, so
    that the towns tell nothing of a unit that was put together with others. Raises ``NotAllowed`` for any other.
    """
    require(actor, rules.READ_AREA, office.pk)
    with enter(actor, action="cases.read_area_figures"):
        found = _figures(office.place, year)
        if not inside:
            return found
        if inside not in found.by_place.lines or inside == office.place.ags:
            raise NotAllowed("cases.read_area_figures")
        return _figures(found.units[inside], year, with_kinds=False)


def _figures(place: Place, year: int, *, with_kinds: bool = True) -> AreaFigures:
    tallies = Tally.objects.filter(office__place__ags__startswith=place.ags)
    rows = list(
        tallies.filter(year=year).values_list("office_id", "office__place__ags", "kind", "in_time", "late", "open")
    )
    below = _units_of(place)
    units = {unit.ags: unit for unit in below}
    by_place: dict[str, Counts] = defaultdict(lambda: (0, 0))
    by_kind: dict[str, Counts] = defaultdict(lambda: (0, 0, 0))
    for _office, ags, kind, in_time, late, waiting in rows:
        unit = _unit(ags, units) or place.ags
        by_place[unit] = _plus(by_place[unit], (in_time + late, waiting))
        if kind:
            by_kind[kind] = _plus(by_kind[kind], (in_time, late, waiting))
    offices = len({row[0] for row in rows})
    whole = tuple(sum(column) for column in zip(*by_kind.values(), strict=True))
    with_time = with_kinds and offices >= FEWEST_OFFICES and is_safe(whole)
    kinds = {kind: counts if with_time else (counts[0] + counts[1], counts[2]) for kind, counts in by_kind.items()}
    return AreaFigures(
        place=place,
        year=year,
        years=sorted(set(tallies.values_list("year", flat=True)), reverse=True),
        until=tallies.aggregate(last=Max("until"))["last"],
        offices=offices,
        below=below,
        units={key: units.get(key, place) for key in by_place},
        by_place=safe_table(dict(by_place)),
        by_kind=safe_table(kinds if with_kinds else {}),
        with_time=with_time,
    )


def _units_of(place: Place) -> list[Place]:
    """The Kreise and kreisfreie Städte of a Land or Regierungsbezirk, the municipalities of a Kreis."""
    above = place.kind in (Place.Kind.STATE, Place.Kind.REGION)
    kind = Place.Kind.DISTRICT if above else Place.Kind.MUNICIPALITY
    return list(Place.objects.filter(ags__startswith=place.ags, kind=kind).exclude(pk=place.pk))


def _unit(ags: str, units: Iterable[str]) -> str | None:
    return next((key for key in units if ags.startswith(key)), None)


def _plus(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))
