"""Reads: places by kind and key, the place that a town's name means, the point of a house."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404

from .geocoding import geocoder
from .keys import first_number, number_key, split_street, street_key, town_candidates, town_key
from .models import Address, Place, Town

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
    """The public face of the place, if it takes part."""
    return Town.objects.select_related("place").filter(place=place).first()


def place_by_ags(ags: str) -> Place | None:
    return Place.objects.filter(ags=ags).first()


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


def town_at(slug: str) -> Town:
    """The town that takes part under this address, with its place; 404 where none does."""
    town = Town.objects.select_related("place").filter(place__slug=slug).first()
    if town is None:
        raise Http404
    return town
