"""All that is known of a type: the rolls, what the directory publishes, and from whom and of which day that is."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet, Sum

from engagiert.apps.atlas.models import Absence, Grant, Roll
from engagiert.apps.directory.public import FACILITY_TYPES, Listing, house_of
from engagiert.apps.opportunities.public import Listing as OfferListing
from engagiert.engines.text.folding import fold
from engagiert.kernel.db.versions import WhileUnchanged

from .travel import TIMES_VERSION, Times, read_times

ATLAS_TYPES = tuple(code for code, term in FACILITY_TYPES.items() if term.in_atlas)
DIRECTORY = "Verzeichnis"

type GrantRow = tuple[str, int | None, datetime.date | None, datetime.date | None]


@dataclass(frozen=True, slots=True)
class Source:
    """Where facilities come from and the day for which that speaks."""

    name: str
    as_of: datetime.date
    facilities: int
    is_synthetic: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What the directory's page says of a facility: Angebote, times as written, words of its text, places that its
    published offers still want filled, its own words on what is said of it, and the page itself (town, slug)."""

    services: frozenset[str]
    times: frozenset[str]
    words: frozenset[str]
    free: int
    comment: str
    commented_on: datetime.date | None
    page: tuple[str, str]


@dataclass(slots=True)
class Spot:
    """One facility, from a roll or the directory, before it is counted. ``ags`` empty outside the register."""

    key: str
    name: str
    ags: str
    lat: float | None
    lon: float | None
    budget: int | None = None
    founded: int | None = None
    staff: float | None = None
    grants: list[GrantRow] = field(default_factory=list)
    told: Told | None = None


@dataclass(slots=True)
class Stock:
    """All that is known of one type: facilities, where there is confirmed to be none, and from whom that is."""

    spots: list[Spot]
    absent: frozenset[str]
    complete_for: tuple[str, ...]
    sources: list[Source]
    times: Times | None = None

    @property
    def is_synthetic(self) -> bool:
        return any(source.is_synthetic for source in self.sources)

    @property
    def as_of(self) -> datetime.date | None:
        return max((source.as_of for source in self.sources), default=None)


def rolls(type: str) -> QuerySet[Roll]:
    return Roll.objects.filter(type=type).order_by("source")


# Imports of any roll, records of the directory and their offers make another stock.
STOCK_VERSION = ", ".join(
    (
        "(select coalesce(pg_sequence_last_value('directory_register_state'), 0))",
        "(select array_agg((id, changes)::text order by id) from atlas_roll where %s in (type, ''))",
        "(select (count(*), sum(offer.capacity), max(offer.updated_at))::text from opportunities_listing offer"
        " join directory_listing record on record.id = offer.organisation_id where %s in (record.type, ''))",
        TIMES_VERSION,
    )
)
_stocks = WhileUnchanged[Stock](f"select {STOCK_VERSION}")
_inventories = WhileUnchanged[dict[str, Stock]](f"select {STOCK_VERSION}")


def stock(type: str) -> Stock:
    """What is known of a type; one query, some more after a change."""
    return _stocks.get(type, type, read=lambda: read_stock(type)) or Stock([], frozenset(), (), [])


def inventory() -> dict[str, Stock]:
    """The stocks of the eight types of the atlas; one query, some more after a change."""
    return _inventories.get("", "", read=lambda: {type: read_stock(type) for type in ATLAS_TYPES}) or {}


def read_stock(type: str) -> Stock:
    listed = list(rolls(type))
    own = _of_directory(type)
    # Drawn for the demo, and out of the way as soon as anything real of this type is known.
    if own or any(not roll.is_synthetic for roll in listed):
        listed = [roll for roll in listed if not roll.is_synthetic]
    spots: dict[tuple[str, str, str], Spot] = {}
    sources = []
    for roll in listed:
        found = _of_roll(roll)
        sources.append(Source(roll.source, roll.as_of, len(found), roll.is_synthetic))
        for spot in found:
            spots.setdefault(_sameness(spot), spot)
    if own:
        sources.append(Source(DIRECTORY, max(day for _spot, day in own), len(own), is_synthetic=False))
    # A record of the directory that a roll lists as well is one facility, with what its page says of it.
    by_name = {key[:2]: spot for key, spot in spots.items()}
    for spot, _day in own:
        twin = by_name.get(_sameness(spot)[:2])
        if twin is None:
            spots[_sameness(spot)] = spot
        else:
            _complete(twin, spot)
    absent = Absence.objects.filter(roll__in=listed).values_list("place__ags", flat=True)
    complete = tuple(roll.complete_for for roll in listed if roll.complete_for)
    return Stock(list(spots.values()), frozenset(absent), complete, sources, read_times())


def _complete(listed: Spot, record: Spot) -> None:
    """The roll's own figures stand; what it does not say is taken from the record."""
    listed.told = record.told
    listed.founded = record.founded if listed.founded is None else listed.founded
    listed.grants = listed.grants or record.grants


def _sameness(spot: Spot) -> tuple[str, str, str]:
    return spot.ags, fold(spot.name), spot.key.rpartition("|")[2]


def _of_roll(roll: Roll) -> list[Spot]:
    """A facility without a point of its own stands at the official point of its place."""
    columns = (
        *("pk", "key", "name", "place__ags", "lat", "lon", "budget", "founded", "staff_fte"),
        *("place__lat", "place__lon"),
    )
    found: dict[int, Spot] = {}
    for pk, key, name, ags, lat, lon, budget, founded, staff, at_lat, at_lon in roll.facilities.values_list(*columns):
        point = (lat, lon) if lat is not None else (at_lat, at_lon)
        found[pk] = Spot(key, name, ags or "", *point, budget, founded, staff)
    rows = Grant.objects.filter(facility__roll=roll).order_by("pk")
    for pk, funder, share, starts, ends in rows.values_list(
        "facility", "funder", "share_percent", "starts_on", "ends_on"
    ):
        found[pk].grants.append((funder, share, starts, ends))
    return list(found.values())


def _of_directory(type: str) -> list[tuple[Spot, datetime.date]]:
    """Published records of this type, and houses of this type of any record, with the day on which the record was last
    confirmed; demo records are left out."""
    rows = Listing.objects.filter(Q(type=type) | Q(codes__contains=[house_of(type)]), is_demo=False).order_by("pk")
    rows = rows.annotate(at_lat=F("place__lat"), at_lon=F("place__lon"), at_slug=F("place__slug"))
    columns = (
        *("pk", "name", "ags", "lat", "lon", "at_lat", "at_lon", "confirmed_on", "updated_at", "at_slug", "slug"),
        *("document__founded", "document__funding", "document__services", "document__opening_hours"),
        *("document__description", "document__statement", "document__facilities", "document__street", "type"),
    )
    found = list(rows.values(*columns))
    free = _free_places([row["pk"] for row in found])
    return [
        (spot, row["confirmed_on"] or row["updated_at"].date()) for row in found for spot in _spots_of(row, type, free)
    ]


def _spots_of(row: dict[str, Any], type: str, free: dict[int, int]) -> Iterator[Spot]:
    """The record itself where it is of this type, and its houses of this type. A house at the record's own address is
    the record: it counts once."""
    houses = [house for house in row["document__facilities"] or () if house["type"] == type]
    grants: dict[str, list[GrantRow]] = defaultdict(list)
    for one in row["document__funding"] or ():
        grants[one.get("facility", "")].append(_grant_of(one))
    if row["type"] == type:
        spot = _spot_of(row, free)
        same = _the_record_itself(houses, row)
        spot.grants = [grant for key in ("", *(house["slug"] for house in same)) for grant in grants[key]]
        houses = [house for house in houses if house not in same]
        yield spot
    for house in houses:
        yield _house(row, house, grants[house["slug"]])


def _the_record_itself(houses: list[dict[str, Any]], row: dict[str, Any]) -> list[dict[str, Any]]:
    """Houses in the record's own town under its name or address; else the first whose address nobody knows."""
    here = [house for house in houses if house.get("ags", row["ags"])[:8] == row["ags"][:8]]
    same = [
        house
        for house in here
        if fold(house["name"]) == fold(row["name"])
        or (house["street"] and fold(house["street"]) == fold(row["document__street"] or ""))
    ]
    return same or [house for house in here if not house["street"]][:1]


def _house(row: dict[str, Any], house: dict[str, Any], grants: list[GrantRow]) -> Spot:
    """One house; its offers are looked for by the organisation, so nobody knows its free places."""
    # A listing of before houses named their place says only that of its record.
    own = house["lat"] is not None
    point = (house["lat"], house["lon"]) if own else (row["at_lat"], row["at_lon"])
    spot = Spot(f"{row['pk']} {house['slug']}|", house["name"], house.get("ags") or row["ags"], *point)
    spot.founded, spot.grants = house["founded"], grants
    spot.told = _told(row, house, 0)
    return spot


def _spot_of(row: dict[str, Any], free: dict[int, int]) -> Spot:
    point = (row["lat"], row["lon"]) if row["lat"] is not None else (row["at_lat"], row["at_lon"])
    spot = Spot(f"{row['pk']}|", row["name"], row["ags"], *point, founded=row["document__founded"])
    said = {name: row[f"document__{name}"] for name in ("services", "opening_hours", "description")}
    spot.told = _told(row, said, free.get(row["pk"], 0))
    return spot


def _told(row: dict[str, Any], said: dict[str, Any], free: int) -> Told:
    statement = row["document__statement"] or {}
    return Told(
        services=frozenset(said["services"] or ()),
        times=frozenset(_lines(said["opening_hours"] or "")),
        words=frozenset(_words(said["description"] or "")),
        free=free,
        comment=statement.get("text", ""),
        commented_on=_day(statement.get("on")),
        page=(row["at_slug"], row["slug"]),
    )


def _grant_of(row: dict[str, Any]) -> GrantRow:
    return row["funder"], row.get("share_percent"), _day(row["starts_on"]), _day(row["ends_on"])


def _day(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split(r"[\n;]", text) if line.strip()]


def _words(text: str) -> list[str]:
    """Folded words of four letters and more."""
    return [word for word in re.findall(r"\w+", fold(text)) if len(word) > 3]


def _free_places(records: Sequence[int]) -> dict[int, int]:
    """Record → people that its published offers still look for."""
    wanted = OfferListing.objects.filter(organisation_id__in=records).order_by().values_list("organisation_id")
    return {int(pk or 0): total for pk, total in wanted.annotate(total=Sum("capacity")) if total}
