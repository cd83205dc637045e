"""The compiled search: for each person the best offers, exactly, over a grid of about two kilometres.

All offers within a person's circle are looked at; those that an upper bound puts behind the worst of the list so far
are left without computing their whole score. Prices, where given, are subtracted from the score, so that the same
search finds what an allocation has missed. ``columns.py`` builds what goes in.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from . import weights as w
from .compiling import compiled

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int32]
type Records = NDArray[np.void]

EARTH = 6371.0088
_U1, _U58 = np.uint64(1), np.uint64(58)
# Multiplied by it, each single bit has its own six bits on top: the place of a bit without counting (Leiserson 1998).
_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_HALF = 1.0 / (w.HALF_WAY * w.HALF_WAY)
_HOME, _TIME, _ANY_DAY = w.DISTANCE * w.FROM_HOME, w.TIME, w.TIME * w.UNTOLD_TIME
_INTERESTS, _SKILLS, _LANGUAGES, _TEXT = w.INTERESTS, w.SKILLS, w.LANGUAGES, w.TEXT
_DISTANCE, _RELATED, _UNTOLD = w.DISTANCE, w.RELATED, w.UNTOLD
# Sums of eight parts differ from their bound by less.
_ROUNDING = 1e-12

OFFER = np.dtype(
    [
        ("urgency", "f8"), ("fairness", "f8"), ("language_share", "f8"), ("field_share", "f8"), ("skill_share", "f8"),
        ("blur", "f8"),
        ("fields", "u8"), ("skills", "u8"), ("required", "u8"), ("wanted", "u8"), ("signature", "u8"),
        ("certificates", "u4"), ("week", "u4"), ("hours", "f4"),
        ("organisation", "i4"), ("key", "i4"), ("rank", "i4"), ("capacity", "i4"),
        ("words_from", "i4"), ("words_to", "i4"),
        ("minimum_age", "u1"), ("kind", "u1"), ("parts", "u1"), ("home", "u1"),
    ],
    align=True,
)  # fmt: skip
"""One offer. ``key`` is its number among the callers' offers, ``rank`` its place among their keys, which decides
between equal scores. ``…_share``: what a language counts, and a term of rarity 1. ``blur``: squared km by which the
point may be off; ``parts``: of the week, 0 where no times are told."""

PERSON = np.dtype(
    [
        ("x", "f8"), ("y", "f8"), ("z", "f8"), ("reach", "f8"), ("blur", "f8"),
        ("lat", "f8"), ("lon", "f8"), ("height", "f8"), ("width", "f8"),
        ("fields", "u8"), ("near_fields", "u8"), ("skills", "u8"), ("near_skills", "u8"),
        ("languages", "u8"), ("spoken", "u8"),
        ("refused_fields", "u8"), ("refused_skills", "u8"), ("signature", "u8"),
        ("certificates", "u4"), ("week", "u4"), ("hours", "f4"), ("places", "i4"),
        ("words_from", "i4"), ("words_to", "i4"), ("offers_from", "i4"), ("offers_to", "i4"),
        ("organisations_from", "i4"), ("organisations_to", "i4"),
        ("age", "u1"), ("refused_kinds", "u1"), ("parts", "u1"),
    ],
    align=True,
)  # fmt: skip
"""One person. ``x, y, z``: km from the Earth's centre; ``reach``: squared chord of the radius, below 0 for only from
home; ``height``, ``width``: half the box of the circle, in degrees; ``age`` 255 = not told. ``spoken``, ``places``:
what required languages and free places are compared with: their languages and 1, unless we ask what these keep out."""


class Index(NamedTuple):
    """Offers sorted by cell, those from home behind them. ``starts[row * columns + column]``: where a cell begins;
    one entry more than there are cells. ``south``, ``west``, ``step_lat``, ``step_lon`` in degrees. ``rarity``: idf
    of each field, then of each skill, 64 entries each. ``most``: no less than what languages, words, urgency and
    fairness of an offer can count together. What is read of every offer near by lies in arrays of its own."""

    offers: Records
    x: Floats
    y: Floats
    z: Floats
    week: NDArray[np.uint32]
    fields: NDArray[np.uint64]
    skills: NDArray[np.uint64]
    most: Floats
    starts: Ints
    rows: int
    columns: int
    south: float
    west: float
    step_lat: float
    step_lon: float
    rarity: Floats
    words: Ints
    word_shares: Floats
    places: NDArray[np.uint8]


def bit_places() -> NDArray[np.uint8]:
    """For the six bits on top the place of the bit they stand for."""
    found = np.zeros(64, np.uint8)
    for place in range(64):
        found[(int(_DE_BRUIJN) << place & 0xFFFF_FFFF_FFFF_FFFF) >> 58] = place
    return found


class Crowd(NamedTuple):
    """People, with the lists their records point into."""

    people: Records
    words: Ints
    refused_offers: Ints
    refused_organisations: Ints


@compiled
def _ones(bits: Any) -> Any:
    """How many parts of the week are in the set."""
    bits = bits - ((bits >> _U1) & np.uint64(0x55555555))
    bits = (bits & np.uint64(0x33333333)) + ((bits >> np.uint64(2)) & np.uint64(0x33333333))
    bits = (bits + (bits >> np.uint64(4))) & np.uint64(0x0F0F0F0F)
    return ((bits * np.uint64(0x01010101)) & np.uint64(0xFFFFFFFF)) >> np.uint64(24)


@compiled
def _rarity(rarity: Any, places: Any, bits: Any) -> Any:
    """The sum over the bits of a set."""
    total = 0.0
    while bits:
        lowest = bits & (~bits + _U1)
        total += rarity[places[(lowest * _DE_BRUIJN) >> _U58]]
        bits ^= lowest
    return total


@compiled
def _interests(rarity: Any, places: Any, offer: Any, person: Any) -> Any:
    if offer.fields == 0 or person.fields == 0:
        return _INTERESTS * _UNTOLD
    near = offer.fields & person.near_fields & ~person.fields
    total = _rarity(rarity, places, offer.fields & person.fields)
    return offer.field_share * (total + _RELATED * _rarity(rarity, places, near))


@compiled
def _skills(rarity: Any, places: Any, offer: Any, person: Any) -> Any:
    if offer.skills == 0:
        return _SKILLS * _UNTOLD
    near = offer.skills & person.near_skills & ~person.skills
    total = _rarity(rarity[64:], places, offer.skills & person.skills)
    return offer.skill_share * (total + _RELATED * _rarity(rarity[64:], places, near))


@compiled
def _languages(offer: Any, person: Any) -> Any:
    common, total = offer.wanted & person.languages, 0.0
    while common:
        common &= common - _U1
        total += offer.language_share
    return total


@compiled
def _text(its_words: Any, shares: Any, own_words: Any, offer: Any, person: Any) -> Any:
    total = 0.0
    if offer.signature & person.signature:
        for mine in range(person.words_from, person.words_to):
            word = own_words[mine]
            if offer.signature >> np.uint64(word & 63) & _U1:
                for its in range(offer.words_from, offer.words_to):
                    if its_words[its] == word:
                        total += shares[its]
    return total


@compiled
def _nearness(squared: float) -> Any:
    """Of a squared distance; where a point may be off, of the expected one: both blurs are added to it."""
    return _DISTANCE / (1.0 + squared * _HALF)


@compiled
def _timely(common: Any, offer: Any, person: Any) -> Any:
    if offer.parts == 0:
        return _ANY_DAY
    return _TIME * _ones(np.uint64(common)) / min(offer.parts, person.parts)


@compiled
def _bound(fields: Any, skills: Any, person: Any) -> Any:
    """No less than what interests, skills and time together can count."""
    total = _TIME + _ROUNDING
    if fields == 0 or person.fields == 0:
        total += _INTERESTS * _UNTOLD
    elif fields & person.fields:
        total += _INTERESTS
    elif fields & person.near_fields:
        total += _INTERESTS * _RELATED
    if skills == 0:
        total += _SKILLS * _UNTOLD
    elif skills & person.skills:
        total += _SKILLS
    elif skills & person.near_skills:
        total += _SKILLS * _RELATED
    return total


@compiled
def _listed(of: Any, first: int, last: int, number: int) -> Any:
    found = False
    for at in range(first, last):
        found |= of[at] == number
    return found


@compiled
def _possible(offer: Any, person: Any) -> Any:
    """What must hold besides place and time, a person's own no to a kind of thing among it."""
    return (
        offer.capacity >= person.places
        and offer.required & ~person.spoken == 0
        and offer.certificates & ~person.certificates == 0
        and offer.minimum_age <= person.age
        and offer.hours <= person.hours
        and offer.kind & person.refused_kinds == 0
        and offer.fields & person.refused_fields == 0
        and offer.skills & person.refused_skills == 0
    )


@compiled
def _insert(offers: Any, best: Any, values: Any, at: int, value: float) -> Any:
    """Into the sorted list, whose last entry falls out; of equals the lower rank stands first."""
    place = best.shape[0] - 1
    rank = offers[at].rank
    while place > 0:
        before = values[place - 1]
        if before > value or (before == value and best[place - 1] >= 0 and offers[best[place - 1]].rank < rank):
            break
        values[place] = before
        best[place] = best[place - 1]
        place -= 1
    values[place] = value
    best[place] = at


@compiled
def _enters(offers: Any, best: Any, values: Any, at: int, value: float) -> Any:
    last = best.shape[0] - 1
    if value != values[last]:
        return value > values[last]
    return best[last] >= 0 and offers[at].rank < offers[best[last]].rank


@compiled
def _consider(index: Any, crowd: Any, person: Any, spans: Any, prices: Any, best: Any, values: Any) -> Any:
    """Put what deserves it of the offers in ``spans`` (first, last, whether from home) into the list."""
    # Arrays by names of their own: taken out of a tuple each time they would be counted each time.
    offers, weeks, xs, ys, zs = index.offers, index.week, index.x, index.y, index.z
    fields, skills, most = index.fields, index.skills, index.most
    rarity, places, words, shares = index.rarity, index.places, index.words, index.word_shares
    own, no_offers, no_organisations = crowd.words, crowd.refused_offers, crowd.refused_organisations
    px, py, pz, week = person.x, person.y, person.z, person.week
    worst = values[values.shape[0] - 1]
    for span in range(spans.shape[0]):
        home = spans[span, 2] == 1
        reach = np.inf if home else person.reach
        for at in range(spans[span, 0], spans[span, 1]):
            common = weeks[at] & week
            dx, dy, dz = xs[at] - px, ys[at] - py, zs[at] - pz
            squared = dx * dx + dy * dy + dz * dz
            if common == 0 or squared > reach:
                continue
            near = _HOME if home else _nearness(squared + person.blur)
            if near + most[at] + _bound(fields[at], skills[at], person) - prices[at] < worst:
                continue
            offer = offers[at]
            if not _possible(offer, person):
                continue
            if offer.blur > 0.0 and not home:
                near = _nearness(squared + person.blur + offer.blur)
            # Always added in this order, so that a score is the same number everywhere.
            value = _interests(rarity, places, offer, person) + _skills(rarity, places, offer, person)
            value = value + near + _timely(common, offer, person)
            value = value + _languages(offer, person)
            words_most = _TEXT if offer.signature & person.signature else 0.0
            if value + words_most + offer.urgency + offer.fairness - prices[at] + _ROUNDING < worst:
                continue
            value = value + _text(words, shares, own, offer, person) + offer.urgency + offer.fairness - prices[at]
            if (
                _enters(offers, best, values, at, value)
                and not _listed(no_offers, person.offers_from, person.offers_to, offer.key)
                and not _listed(
                    no_organisations, person.organisations_from, person.organisations_to, offer.organisation
                )
            ):
                _insert(offers, best, values, at, value)
                worst = values[values.shape[0] - 1]


@compiled
def _cell(value: float, low: float, step: float, count: int) -> Any:
    return min(max(int(np.floor((value - low) / step)), 0), count - 1)


@compiled
def _spans(index: Any, person: Any, spans: Any) -> Any:
    """Where in the index the offers lie that could be near enough, one span for each row of the grid, those from home
    at the end; returns how many."""
    count, home = 0, index.rows * index.columns
    if person.reach >= 0:
        south = _cell(person.lat - person.height, index.south, index.step_lat, index.rows)
        north = _cell(person.lat + person.height, index.south, index.step_lat, index.rows)
        west = _cell(person.lon - person.width, index.west, index.step_lon, index.columns)
        east = _cell(person.lon + person.width, index.west, index.step_lon, index.columns)
        for row in range(south, north + 1):
            spans[count, 0] = index.starts[row * index.columns + west]
            spans[count, 1] = index.starts[row * index.columns + east + 1]
            spans[count, 2] = 0
            count += 1
    spans[count, 0] = index.starts[home]
    spans[count, 1] = index.offers.shape[0]
    spans[count, 2] = 1
    return count + 1


@compiled
def search(
    index: Any, crowd: Any, order: Any, first: int, last: int, prices: Any, floors: Any, best: Any, values: Any
) -> Any:
    """For the people ``order[first:last]`` fill their rows of ``best`` (positions in the index, -1 for none) and
    ``values`` (score less price), best first. Only values above a person's floor count; -inf for no floor."""
    spans = np.empty((index.rows + 1, 3), np.int32)
    for turn in range(first, last):
        who = order[turn]
        person = crowd.people[who]
        row, worth = best[who], values[who]
        row[:] = -1
        worth[:] = floors[who]
        count = _spans(index, person, spans)
        _consider(index, crowd, person, spans[:count], prices, row, worth)


@compiled
def take_best(index: Any, crowd: Any, who: int, spans: Any, prices: Any, row: Any, worth: Any) -> Any:
    """The one best offer of a person above 0 at these prices into ``row[0]``, ``worth[0]``."""
    person = crowd.people[who]
    row[0], worth[0] = -1, 0.0
    count = _spans(index, person, spans)
    _consider(index, crowd, person, spans[:count], prices, row, worth)


@compiled
def parts(index: Any, crowd: Any, who: int, at: int, out: Any) -> Any:
    """The eight parts of one score in the order of ``matches.PARTS`` into ``out``; returns the distance in km, 0 from
    home."""
    person, offer = crowd.people[who], index.offers[at]
    dx, dy, dz = index.x[at] - person.x, index.y[at] - person.y, index.z[at] - person.z
    squared = dx * dx + dy * dy + dz * dz
    common = index.week[at] & person.week
    out[0] = _interests(index.rarity, index.places, offer, person)
    out[1] = _skills(index.rarity, index.places, offer, person)
    out[2] = _HOME if offer.home else _nearness(squared + person.blur + offer.blur)
    out[3] = _timely(common, offer, person) if common else 0.0
    out[4] = _languages(offer, person)
    out[5] = _text(index.words, index.word_shares, crowd.words, offer, person)
    out[6] = offer.urgency
    out[7] = offer.fairness
    return 0.0 if offer.home else 2.0 * EARTH * np.arcsin(min(1.0, np.sqrt(squared) / (2.0 * EARTH)))
