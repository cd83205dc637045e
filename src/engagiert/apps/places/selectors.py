"""Reads: places by kind and key, the place that a town's name means, the point of a house."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db import connection
from django.db.models import BinaryField, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr
from django.http import Http404
from django.utils.translation import gettext as _

from engagiert.kernel.db.versions import WhileUnchanged

from . import areas
from .areas import Area
from .geocoding import geocoder
from .keys import first_number, number_key, split_street, street_key, town_candidates, town_key
from .models import Address, AllianceMember, Place, Town, TownFile, TownText

# The first two digits of a town's postcodes rarely lie further apart; a namesake's do.
ZONE_STEP = 1
# What tells namesakes apart and is left out by those who live there: "(Westf.)", "an der Ruhr", "/Ruhr".
_ADDITION = re.compile(r"\s*[(/]|\s+(?:am|an der|auf der|bei|im|in|ob der|vor der)\s+")


def places(*, kind: str | None = None, within: str | None = None) -> QuerySet[Place]:
    """Places in German order. ``within`` is the key of a unit above; that unit itself is left out."""
    found = Place.objects.order_by("sort_key", "ags")
    if kind:
        found = found.filter(kind=kind)
    if within:
        found = found.filter(ags__startswith=within).exclude(ags=within)
    return found


def town_of(place: Place) -> Town | None:
    """The public face of the place, if it takes part; no query where the place was read along with it."""
    beside = Place._meta.get_field("town")
    if beside.is_cached(place):
        known = beside.get_cached_value(place)
        return known if isinstance(known, Town) else None
    return Town.objects.select_related("place").filter(place=place).first()


def place_by_ags(ags: str) -> Place | None:
    return Place.objects.filter(ags=ags).first()


def place_at(slug: str) -> Place:
    """The municipality at this address, whether it takes part or not; 404 where there is none."""
    place = Place.objects.filter(slug=slug, kind=Place.Kind.MUNICIPALITY).first()
    if place is None:
        raise Http404
    return place


@dataclass(frozen=True, slots=True)
class KnownTown:
    """What finding a municipality needs; ``id`` leads to the ``Place``."""

    id: int
    ags: str
    name: str
    postcodes: tuple[str, ...]


class PlaceFinder:
    """Finds the municipality that a town name and a postcode mean; reads the register once for many rows."""

    def __init__(self, towns: Iterable[KnownTown] | None = None) -> None:
        self._towns = list(_all_towns() if towns is None else towns)

    @cached_property
    def _by_name(self) -> dict[str, list[KnownTown]]:
        return _grouped((town_key(town.name), town) for town in self._towns)

    @cached_property
    def _by_short_name(self) -> dict[str, list[KnownTown]]:
        """Such as "Mülheim" for Mülheim an der Ruhr, "Halle" for Halle (Westf.)."""
        short = ((town_key(_ADDITION.split(town.name)[0]), town) for town in self._towns)
        return _grouped((key, town) for key, town in short if key != town_key(town.name))

    @cached_property
    def _by_postcode(self) -> dict[str, list[KnownTown]]:
        return _grouped((postcode, town) for town in self._towns for postcode in town.postcodes)

    def find(self, town: str, postcode: str = "", within: str = "") -> KnownTown | None:
        """The one municipality meant, or None where it is unknown or stays ambiguous.

        The name decides, the postcode tells namesakes apart and stands in for a name nobody knows; ``within``
        (a key such as "05978") is preferred, not required: clubs meet across the border.
        """
        for key in town_candidates(town):
            for names in (self._by_name, self._by_short_name):
                named = [t for t in names.get(key, []) if _may_have(t, postcode)]
                if named:
                    return _one(named, postcode, within)
        return _one(self._by_postcode.get(postcode, []), postcode, within)


def _all_towns() -> list[KnownTown]:
    rows = Place.objects.filter(kind=Place.Kind.MUNICIPALITY).values_list("id", "ags", "name", "postcodes")
    return [KnownTown(id_, ags, name, tuple(postcodes)) for id_, ags, name, postcodes in rows.iterator()]


def _grouped(pairs: Iterable[tuple[str, KnownTown]]) -> dict[str, list[KnownTown]]:
    found: dict[str, list[KnownTown]] = defaultdict(list)
    for key, town in pairs:
        found[key].append(town)
    return found


def _may_have(town: KnownTown, postcode: str) -> bool:
    """False where the postcode belongs to another part of the country: Hagen in Holstein is not our Hagen."""
    if not postcode or not town.postcodes or postcode in town.postcodes:
        return True
    if not (postcode.isascii() and postcode.isdigit() and len(postcode) == 5):
        return True
    return any(abs(int(known[:2]) - int(postcode[:2])) <= ZONE_STEP for known in town.postcodes)


def _one(towns: Sequence[KnownTown], postcode: str, within: str) -> KnownTown | None:
    for wanted in (
        lambda t: postcode and postcode in t.postcodes and bool(within) and t.ags.startswith(within),
        lambda t: bool(postcode) and postcode in t.postcodes,
        lambda t: bool(within) and t.ags.startswith(within),
        lambda t: True,
    ):
        left = [town for town in towns if wanted(town)]
        if len(left) == 1:
            return left[0]
        if left:
            towns = left
    return None


def place_for(town: str, postcode: str = "", within: Place | None = None) -> Place | None:
    """The municipality that an address means; see ``PlaceFinder`` for many at once."""
    found = PlaceFinder().find(town, postcode, within.ags if within else "")
    return Place.objects.get(pk=found.id) if found else None


def with_houses(keys: Iterable[str]) -> frozenset[str]:
    """Those of these places (by AGS) of which any house coordinate is known; one query, before asking for many."""
    known = Address.objects.filter(ags=OuterRef("ags"))
    return frozenset(Place.objects.filter(Exists(known), ags__in=set(keys)).values_list("ags", flat=True))


def point_of_address(place: Place, *, street: str, postcode: str = "") -> tuple[float, float] | None:
    """(latitude, longitude) of the house in degrees from the imported house coordinates; None without a hit.

    ``street`` is a line such as "Hauptstr. 3 a". A range is found by its first house, a number with a letter
    only with that letter: the neighbour's door would be a wrong answer that looks right.
    """
    name, number = split_street(street)
    if not (name and number):
        return None
    key = number_key(number)
    numbers = {key, first_number(key)}
    houses = Address.objects.filter(ags=place.ags, street_key=street_key(name), number_key__in=numbers)
    rows = list(houses.values_list("number_key", "postcode", "lat", "lon"))
    # The whole number before the first of a range; the right postcode before any other.
    rows.sort(key=lambda row: (row[0] != key, bool(postcode) and row[1] != postcode))
    return (rows[0][2], rows[0][3]) if rows else None


def spot(text: str, within: Place) -> Place | None:
    """The place below ``within`` that a name or postcode means, where its point is known; else None.

    A postcode means the municipality it belongs to, if that is one alone.
    """
    wanted = text.strip()
    found = Place.objects.filter(ags__startswith=within.ags, lat__isnull=False)
    if wanted.isascii() and wanted.isdigit():
        rows = list(found.filter(kind=Place.Kind.MUNICIPALITY, postcodes__contains=[wanted])[:2])
        return rows[0] if len(rows) == 1 else None
    if not wanted:
        return None
    return found.filter(name__iexact=wanted).order_by("-kind", "ags").first()


def ask_geocoder(place: Place, *, street: str, postcode: str = "") -> tuple[float, float] | None:
    """(latitude, longitude) of the house from the geocoder that the operator named; None without one or a hit.

    Waits for another server: call it from a job, outside any transaction.
    """
    server = geocoder()
    name, number = split_street(street)
    if server is None or not (name and number):
        return None
    near = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    return server.find(street=f"{number} {name}", postcode=postcode, town=place.name, near=near)


_towns = WhileUnchanged[Town](
    "select t.xmin, t.ctid, p.xmin, p.ctid from places_town t join places_place p on p.id = t.place_id"
    " where p.slug = %s order by t.id limit 1"
)


def town_of_slug(slug: str) -> Town | None:
    """The town that takes part under this address, with its place; one query, two after a change."""
    return _towns.get(slug, read=lambda: Town.objects.select_related("place").filter(place__slug=slug).first())


def town_at(slug: str) -> Town:
    """The town that takes part under this address, with its place; 404 where none does."""
    town = town_of_slug(slug)
    if town is None:
        raise Http404
    return town


def slug_of_domain(domain: str) -> str:
    """The address of the town whose own domain this is, empty where nobody has registered it; one query."""
    found = Town.objects.filter(domain=domain.lower()).exclude(domain="")
    return found.values_list("place__slug", flat=True).first() or ""


def texts_of(town: Town) -> dict[str, TownText]:
    """Kind → the version that holds today of each text the town has written; one query."""
    found = TownText.objects.filter(town=town).order_by("kind", "-version").distinct("kind")
    return {text.kind: text for text in found}


def text_of(town: Town, kind: str) -> TownText | None:
    """The version that holds today; None where the town has written none."""
    return TownText.objects.filter(town=town, kind=kind).order_by("-version").first()


def town_file(slug: str, kind: str) -> TownFile:
    """What is known of the coat of arms or video of the town at this address, without its bytes; 404 without one."""
    found = TownFile.objects.defer("content").filter(town__place__slug=slug, kind=kind).first()
    if found is None:
        raise Http404
    return found


def piece_of_file(file: TownFile, start: int, length: int) -> bytes:
    """``length`` bytes from ``start`` (from 0); the database reads no more than these."""
    piece = Substr("content", start + 1, length, output_field=BinaryField())
    return bytes(TownFile.objects.values_list(piece, flat=True).get(pk=file.pk))


# Changes whenever a map would look different: with an outline, a place, or a town that takes part.
_MAP_STATE = RawSQL(
    "(select count(*) || '-' || coalesce(extract(epoch from max(updated_at))::text, '') from places_outline)"
    " || '-' || (select count(*) || '-' || coalesce(max(id), 0) from places_place)"
    " || '-' || (select count(*) || '-' || coalesce(max(id), 0) from places_town)",
    (),
    output_field=TextField(),
)


@dataclass(frozen=True, slots=True)
class Where:
    """What a directory or map is about: a town or an area. ``map_state`` is equal as long as maps look the same."""

    address: str
    name: str
    keys: tuple[str, ...]
    map_state: str
    town: Town | None = None
    area: Area | None = None

    @property
    def inside(self) -> str:
        """“in Lünen”, “im Kreis Unna”."""
        return self.area.inside if self.area else _("in %(name)s") % {"name": self.name}

    @property
    def around(self) -> tuple[str, ...]:
        """Keys of what a map may show as well: for a town, its Land, with the neighbours across a Kreis's border."""
        return tuple(dict.fromkeys(key[:2] if self.town else key for key in self.keys))


def where_at(address: str) -> Where:
    """The town or area at this address, in one query; 404 where there is none."""
    if "/" in address:
        area, state = _area_and_state(address)
        return Where(address, area.name, area.keys, state, area=area)
    found = Town.objects.select_related("place").annotate(map_state=_MAP_STATE).filter(place__slug=address).first()
    if found is None:
        raise Http404
    return Where(address, found.place.name, (found.place.ags,), found.map_state, town=found)


def area_at(address: str) -> Area:
    """The area at “kreis/unna” and the like; 404 where there is none."""
    return _area_and_state(address)[0]


def _area_and_state(address: str) -> tuple[Area, str]:
    word, _slash, short = address.partition("/")
    if word == areas.ALLIANCE:
        found = AllianceMember.objects.filter(alliance__slug=short, joined_on__isnull=False).select_related(
            "alliance", "place"
        )
        members = list(found.annotate(map_state=_MAP_STATE).order_by("place__sort_key"))
        if not members:
            raise Http404
        keys = tuple(member.place.ags for member in members)
        return areas.area_of_alliance(members[0].alliance, keys), members[0].map_state
    meant = areas.slugs_meant(word, short)
    places_meant = Place.objects.filter(slug__in=meant, kind=areas.kind_of(word)).annotate(map_state=_MAP_STATE)
    place = min(places_meant, key=lambda one: meant.index(one.slug), default=None)
    if place is None:
        raise Http404
    return areas.area_of(place), place.map_state


def within(keys: Iterable[str]) -> Q:
    """The condition that a place lies in one of the units with these keys; nothing for no key."""
    condition = Q(pk__in=())
    for key in keys:
        condition |= Q(ags__startswith=key)
    return condition


def towns_within(keys: Iterable[str]) -> QuerySet[Place]:
    """Municipalities in German order; ``takes_part`` is true for those with a page of their own."""
    return (
        Place.objects.filter(within(keys), kind=Place.Kind.MUNICIPALITY)
        .annotate(takes_part=Exists(Town.objects.filter(place=OuterRef("pk"))))
        .order_by("sort_key", "ags")
    )


@dataclass(frozen=True, slots=True)
class Inside:
    """``towns``: all municipalities of an area; ``below``: the next units of a Land or Regierungsbezirk, without
    towns that are a Kreis themselves. Both in German order."""

    towns: list[Place]
    below: list[Area]


_BELOW = {"land": (Place.Kind.REGION, Place.Kind.DISTRICT), "bezirk": (Place.Kind.DISTRICT,)}


def inside(area: Area) -> Inside:
    """One query. Most Länder have no Regierungsbezirke; then their Kreise come next."""
    kinds = _BELOW.get(area.word, ())
    found = list(Place.objects.filter(within(area.keys), kind__in=[Place.Kind.MUNICIPALITY, *kinds]))
    found.sort(key=lambda one: (one.sort_key, one.ags))
    by_kind: dict[str, list[Place]] = defaultdict(list)
    for place in found:
        if not areas.is_town_itself(place):
            by_kind[place.kind].append(place)
    below = next((by_kind[kind] for kind in kinds if by_kind[kind]), [])
    return Inside(by_kind[Place.Kind.MUNICIPALITY], [areas.area_of(place) for place in below])


def map_state() -> str:
    """See ``Where.map_state``."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {_MAP_STATE.sql}")
        return str(cursor.fetchone()[0])
