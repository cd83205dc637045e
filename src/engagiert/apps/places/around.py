"""Reads: what lies round a place: its alliances, the units above it, the towns beside it."""

from collections import defaultdict
from dataclasses import dataclass
from math import cos, radians

from django.db.models import F, Q

from engagiert.kernel.db.versions import WhileUnchanged

from . import areas
from .areas import Area
from .models import Alliance, AllianceMember, Place


def _alliances(place_id: int) -> list[tuple[Area, list[Place]]]:
    mine = AllianceMember.objects.filter(place=place_id, joined_on__isnull=False).values("alliance")
    found = AllianceMember.objects.filter(alliance__in=mine, joined_on__isnull=False)
    found = found.select_related("alliance", "place__town")
    members: dict[Alliance, list[Place]] = defaultdict(list)
    for member in found.order_by("alliance__name", "place__sort_key"):
        members[member.alliance].append(member.place)
    return [
        (areas.area_of_alliance(alliance, tuple(place.ags for place in towns)), towns)
        for alliance, towns in members.items()
    ]


_allies = WhileUnchanged[list[tuple[Area, list[Place]]]](
    "select array_agg((m.xmin, m.ctid, a.xmin, a.ctid, p.xmin, p.ctid, t.xmin, t.ctid)::text order by m.id)"
    " from places_alliancemember own join places_alliance a on a.id = own.alliance_id"
    " join places_alliancemember m on m.alliance_id = a.id join places_place p on p.id = m.place_id"
    " left join places_town t on t.place_id = p.id where own.place_id = %s"
    " and own.joined_on is not null and m.joined_on is not null",
)


def alliances_of(place: Place) -> list[tuple[Area, list[Place]]]:
    """The alliances of a town, each with its towns in German order; one query, two after a change."""
    return _allies.get(place.pk, read=lambda: _alliances(place.pk)) or []


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``above``: Kreis, Regierungsbezirk and Land, the smallest first, without the Kreis that a kreisfreie Stadt is
    itself; ``neighbours``: the municipalities whose official points are nearest, in German order."""

    above: list[Area]
    neighbours: list[Place]


# As many as the statement below takes.
_MOST_NEIGHBOURS = 6


def _surroundings(place: Place) -> Surroundings:
    keys = [place.ags[:digits] for digits in (5, 3, 2) if len(place.ags) > digits]
    condition = Q(ags__in=keys)
    if place.lat is not None and place.lon is not None:
        up, across = F("lat") - place.lat, (F("lon") - place.lon) * cos(radians(place.lat))
        near = (
            Place.objects.filter(kind=Place.Kind.MUNICIPALITY, lat__isnull=False, lon__isnull=False)
            .exclude(pk=place.pk)
            .order_by(up * up + across * across)[:_MOST_NEIGHBOURS]
        )
        condition |= Q(pk__in=near.values("pk"))
    found = list(Place.objects.filter(condition).order_by("sort_key"))
    units = sorted((one for one in found if one.ags in keys), key=lambda one: -len(one.ags))
    return Surroundings(
        above=[areas.area_of(one) for one in units if not areas.is_town_itself(one)],
        neighbours=[one for one in found if one.ags not in keys],
    )


# Finds the same places as ``_surroundings``, so that another neighbour is a change as well.
_around = WhileUnchanged[Surroundings](
    "with here as (select id, ags, lat, lon from places_place where id = %s)"
    " select (select ags from here), array_agg((p.xmin, p.ctid)::text order by p.id) from places_place p"
    " where p.ags in (select left(ags, digits) from here, unnest(array[5, 3, 2]) digits where length(ags) > digits)"
    " or p.id in (select n.id from places_place n, here where n.kind = 'municipality' and n.id <> here.id"
    " and n.lat is not null and n.lon is not null and here.lat is not null and here.lon is not null"
    " order by (n.lat - here.lat) ^ 2 + ((n.lon - here.lon) * cos(radians(here.lat))) ^ 2"
    " limit 6)",
)


def surroundings(place: Place) -> Surroundings:
    """What lies above and around it; one query, two after a change."""
    return _around.get(place.pk, read=lambda: _surroundings(place)) or Surroundings(above=[], neighbours=[])
