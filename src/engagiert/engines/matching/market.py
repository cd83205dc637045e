"""Offers made ready for searching, and people beside them.

Build ``Offers`` once and keep it: 50,000 offers take about a second. It never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import kernel, taxonomy, weights
from .columns import Lists, OfferColumns, PersonColumns, offer_columns, person_columns, signatures, split
from .kernel import OFFER, PERSON, Crowd, Index
from .records import Opportunity, Volunteer
from .week import ANY_TIME

CELL_KM = 2.0
_KM_PER_DEGREE = np.pi * kernel.EARTH / 180
# So many cells an offer at most, however far apart the offers lie.
_CELLS_PER_OFFER = 4
_CHUNK = 2_048
NO_PRICE_LIMIT = -np.inf


@dataclass(frozen=True)
class Offers:
    """``index``: for the kernel; ``at[i]``: where in it the caller's offer ``i`` stands; ``words``,
    ``organisations``, ``numbers``: numbers of words, organisations and keys, empty where columns were given."""

    columns: OfferColumns
    index: Index
    at: NDArray[np.int32]
    words: dict[str, int]
    organisations: dict[str, int]
    numbers: dict[str, int]

    @classmethod
    def of(cls, records: Sequence[Opportunity]) -> Offers:
        """Raises UnknownCodeError, UnknownTermError on a code that is none."""
        words, organisations = numbers_of(records)
        columns = offer_columns(records, words, organisations)
        numbers = {each.key: number for number, each in enumerate(records)}
        return cls._ready(columns, words, organisations, numbers)

    @classmethod
    def some(cls, columns: OfferColumns, words: dict[str, int], organisations: dict[str, int]) -> Offers:
        """Of columns that ``offer_columns`` made with these numbers, or of some rows of them."""
        numbers = {str(key): number for number, key in enumerate(columns.keys.tolist())}
        return cls._ready(columns, words, organisations, numbers)

    @classmethod
    def of_columns(cls, columns: OfferColumns) -> Offers:
        return cls._ready(columns, {}, {}, {})

    @classmethod
    def _ready(cls, columns: OfferColumns, *numbers: dict[str, int]) -> Offers:
        index, at = _index(columns)
        return cls(columns, index, at, *numbers)

    def __len__(self) -> int:
        return len(self.at)

    def people(self, records: Sequence[Volunteer]) -> Crowd:
        """Raises UnknownCodeError, UnknownTermError on a code that is none."""
        return crowd(person_columns(records, self.words, self.organisations, self.numbers))

    @cached_property
    def no_prices(self) -> NDArray[np.float64]:
        return np.zeros(len(self.at))


def numbers_of(records: Sequence[Opportunity]) -> tuple[dict[str, int], dict[str, int]]:
    """Numbers for all words and organisations that occur."""
    return _numbered(word for each in records for word in each.words), _numbered(each.organisation for each in records)


def _numbered(names: Iterable[str]) -> dict[str, int]:
    # Sorted, so that the order of the rows changes nothing.
    return {name: number for number, name in enumerate(sorted(set(names)))}


def _points(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> tuple[NDArray[np.float64], ...]:
    """Kilometres from the Earth's centre: distances are exact anywhere, without a projection."""
    up, around = np.radians(lat), np.radians(lon)
    return (
        kernel.EARTH * np.cos(up) * np.cos(around),
        kernel.EARTH * np.cos(up) * np.sin(around),
        kernel.EARTH * np.sin(up),
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    south: float
    west: float
    step_lat: float
    step_lon: float
    rows: int
    columns: int

    @classmethod
    def over(cls, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> _Grid:
        if len(lat) == 0:
            return cls(0.0, 0.0, 1.0, 1.0, 1, 1)
        south, north, west, east = lat.min(), lat.max(), lon.min(), lon.max()
        step_lat = CELL_KM / _KM_PER_DEGREE
        step_lon = step_lat / max(0.05, np.cos(np.radians((south + north) / 2)))
        cells = ((north - south) / step_lat + 1) * ((east - west) / step_lon + 1)
        wider = max(1.0, np.sqrt(cells / (_CELLS_PER_OFFER * len(lat) + 64)))
        step_lat, step_lon = step_lat * wider, step_lon * wider
        return cls(
            float(south), float(west), float(step_lat), float(step_lon),
            int((north - south) / step_lat) + 1, int((east - west) / step_lon) + 1,
        )  # fmt: skip

    def cell(self, lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.int64]:
        row = np.clip(np.floor((lat - self.south) / self.step_lat), 0, self.rows - 1)
        column = np.clip(np.floor((lon - self.west) / self.step_lon), 0, self.columns - 1)
        return (row * self.columns + column).astype(np.int64)


def _ranks(keys: NDArray[Any]) -> NDArray[np.int32]:
    ranks = np.empty(len(keys), np.int32)
    ranks[np.argsort(keys, kind="stable")] = np.arange(len(keys))
    return ranks


def _index(of: OfferColumns) -> tuple[Index, NDArray[np.int32]]:
    home = of.from_home.astype(bool)
    grid = _Grid.over(of.lat[~home], of.lon[~home])
    cell = np.where(home, grid.rows * grid.columns, grid.cell(of.lat, of.lon))
    ranks = _ranks(of.keys)
    order = np.lexsort((ranks, cell))
    starts = np.zeros(grid.rows * grid.columns + 1, np.int32)
    np.cumsum(np.bincount(cell[~home], minlength=grid.rows * grid.columns), out=starts[1:])
    rarity, field_shares, skill_shares = _rarity(of)
    week = np.where(of.week == 0, ANY_TIME, of.week).astype(np.uint32)
    words = of.words
    x, y, z = _points(of.lat, of.lon)
    offers = np.zeros(len(order), OFFER)
    for name, column in {
        "urgency": weights.URGENCY * of.urgency,
        "fairness": -weights.FAIRNESS * np.minimum(of.connections, weights.MOST_CONNECTIONS),
        "field_share": field_shares, "skill_share": skill_shares,
        "language_share": weights.LANGUAGES / np.maximum(1, np.bitwise_count(of.languages_wanted)),
        "fields": of.fields, "skills": of.skills, "required": of.languages_required, "wanted": of.languages_wanted,
        "signature": signatures(words), "certificates": of.certificates, "week": week, "hours": of.hours,
        "organisation": of.organisations, "key": np.arange(len(order)), "rank": ranks, "capacity": of.capacity,
        "words_from": words.starts[:-1], "words_to": words.starts[1:],
        "minimum_age": of.minimum_age, "kind": of.kind, "parts": np.bitwise_count(of.week), "home": home,
        "blur": of.blur_km**2,
    }.items():  # fmt: skip
        offers[name] = column[order]
    at = np.empty(len(order), np.int32)
    at[order] = np.arange(len(order))
    index = Index(
        offers, x[order], y[order], z[order], week[order],
        offers["fields"].copy(), offers["skills"].copy(), _most(offers), starts, grid.rows, grid.columns,
        grid.south, grid.west, grid.step_lat, grid.step_lon, rarity,
        words.numbers, _shares(words, weights.TEXT), kernel.bit_places(),
    )  # fmt: skip
    return index, at


def _most(offers: NDArray[np.void]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = offers["urgency"] + offers["fairness"]
    found += np.where(offers["wanted"] != 0, weights.LANGUAGES, 0.0)
    found += np.where(offers["words_to"] > offers["words_from"], weights.TEXT, 0.0)
    return found


def _rarity(of: OfferColumns) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """How rare each term is among the offers (idf), and for each offer what a term of rarity 1 counts there: its terms
    together count the whole."""
    rarity = np.zeros((2, 64))
    shares = []
    for kind, (sets, whole) in enumerate(((of.fields, weights.INTERESTS), (of.skills, weights.SKILLS))):
        bits = ((sets[:, None] >> np.arange(64, dtype=np.uint64)) & np.uint64(1)).astype(np.float64)
        rarity[kind] = np.log(1.0 + len(sets) / (1.0 + bits.sum(axis=0)))
        # One after the other, not by matrix product: the same sum whatever the order of the rows.
        total = np.zeros(len(sets))
        for bit in range(64):
            total += bits[:, bit] * rarity[kind, bit]
        shares.append(np.divide(whole, total, out=np.zeros(len(sets)), where=total > 0))
    return rarity.reshape(-1), shares[0], shares[1]


def _shares(of: Lists, whole: float) -> NDArray[np.float64]:
    """What each entry counts: ``whole`` divided within a list by how rare its numbers are among the lists (idf)."""
    if len(of.numbers) == 0:
        return np.zeros(0)
    rows = len(of.starts) - 1
    rare = np.log(1.0 + rows / (1.0 + np.bincount(of.numbers)))[of.numbers]
    owner = np.repeat(np.arange(rows), np.diff(of.starts))
    return whole * rare / np.bincount(owner, weights=rare, minlength=rows)[owner]


def related(fields: NDArray[np.uint64], skills: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """For each pair of sets the terms one step up or down."""
    near = [np.zeros_like(fields), np.zeros_like(skills)]
    for term in taxonomy.terms().values():
        above = split(taxonomy.relatives()[term.bit])
        kind = 0 if term.kind == taxonomy.FIELD else 1
        own = split(1 << term.bit)[kind]
        has = ((fields, skills)[kind] & np.uint64(own)) != 0
        near[kind] |= np.where(has, np.uint64(above[kind]), np.uint64(0))
    return near[0], near[1]


def crowd(of: PersonColumns) -> Crowd:
    people = np.zeros(len(of.lat), PERSON)
    x, y, z = _points(of.lat, of.lon)
    angle = np.minimum(of.radius_km / kernel.EARTH, np.pi)
    near_fields, near_skills = related(of.fields, of.skills)
    for name, column in {
        "x": x, "y": y, "z": z,
        "reach": np.where(of.radius_km > 0, (2 * kernel.EARTH * np.sin(angle / 2)) ** 2, -1.0),
        "lat": of.lat, "lon": of.lon, "height": np.degrees(angle) * (1 + 1e-9), "width": _width(of, angle),
        "fields": of.fields, "near_fields": near_fields, "skills": of.skills, "near_skills": near_skills,
        "languages": of.languages, "spoken": of.languages, "places": 1,
        "refused_fields": of.refused_fields, "refused_skills": of.refused_skills,
        "signature": signatures(of.words), "certificates": of.certificates, "week": of.week, "hours": of.hours,
        "words_from": of.words.starts[:-1], "words_to": of.words.starts[1:],
        "offers_from": of.refused_offers.starts[:-1], "offers_to": of.refused_offers.starts[1:],
        "organisations_from": of.refused_organisations.starts[:-1],
        "organisations_to": of.refused_organisations.starts[1:],
        "age": of.age, "refused_kinds": of.refused_kinds, "parts": np.bitwise_count(of.week), "blur": of.blur_km**2,
    }.items():  # fmt: skip
        people[name] = column
    return Crowd(people, of.words.numbers, of.refused_offers.numbers, of.refused_organisations.numbers)


def _width(of: PersonColumns, angle: NDArray[np.float64]) -> NDArray[np.float64]:
    """Half the width of each circle in degrees; all around where it holds a pole or crosses the date line."""
    up = np.abs(np.radians(of.lat))
    inside = up + angle < np.pi / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        width = np.degrees(np.arcsin(np.minimum(1.0, np.sin(angle) / np.cos(up)))) * (1 + 1e-9)
    return np.where(inside & (np.abs(of.lon) + width < 180), width, 360.0)


def nearby_order(of: Crowd, offers: Offers) -> NDArray[np.int64]:
    """People by where they live: neighbours look at the same offers while these are in the processor's cache."""
    index = offers.index
    grid = _Grid(index.south, index.west, index.step_lat, index.step_lon, index.rows, index.columns)
    return np.argsort(grid.cell(of.people["lat"], of.people["lon"]), kind="stable")


def best_for_all(
    offers: Offers,
    people: Crowd,
    most: int,
    *,
    prices: NDArray[np.float64] | None = None,
    floors: NDArray[np.float64] | None = None,
    threads: int = 2,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """For everyone the ``most`` best offers: positions in the index (-1 = no more) and scores less ``prices`` (one per
    position), best first, only above a person's ``floors``. Exact."""
    count = len(people.people)
    best = np.empty((count, most), np.int32)
    values = np.empty((count, most))
    order = nearby_order(people, offers)
    prices = offers.no_prices if prices is None else prices
    floors = np.full(count, NO_PRICE_LIMIT) if floors is None else floors

    def work(span: tuple[int, int]) -> None:
        kernel.search(offers.index, people, order, *span, prices, floors, best, values)

    spans = list(pairwise([*range(0, count, _CHUNK), count]))
    if len(spans) <= 1 or threads == 1:
        work((0, count))
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(work, spans))
    return best, values
