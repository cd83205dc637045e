"""One person's offers: the best with their reasons, what just misses, and what would change the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from . import kernel, taxonomy
from .columns import AGE_UNTOLD, OfferColumns, split
from .kernel import Crowd
from .market import Offers, best_for_all
from .matches import PARTS, Change, Match, NearMiss, Ranking, Reason
from .records import CERTIFICATES, LANGUAGES, Volunteer
from .week import ANY_TIME, DAYS
from .week import PARTS as PARTS_OF_A_DAY

MOST_NEARLY = 5
MOST_CHANGES = 3
# "A little further": so much of the radius, and so many kilometres, more.
FURTHER, FURTHER_KM = 1.5, 2.0
_ALL = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


def rank(offers: Offers, volunteer: Volunteer, most: int = 10, *, advice: bool = True) -> Ranking:
    """The ``most`` best offers of one person. ``advice``: near misses and changes too, which take a hundred searches,
    about three milliseconds. Raises UnknownCodeError, UnknownTermError on a code that is none."""
    person = offers.people([volunteer])
    found, values = best_of_one(offers, person, most)
    kept = [int(at) for at in found if at >= 0]
    matches = tuple(explained(offers, person, 0, at) for at in kept)
    if not advice:
        return Ranking(matches, (), ())
    worst = float(values[-1]) if len(kept) == most else -np.inf
    return Ranking(matches, _nearly(offers, person, set(kept), worst), _changes(offers, person, set(kept), most))


def best_of_one(offers: Offers, person: Crowd, most: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Positions in the index and scores of the first of ``person``, as ``best_for_all``, without starting threads."""
    best, values = np.empty((1, most), np.int32), np.empty((1, most))
    kernel.search(offers.index, person, _FIRST, 0, 1, offers.no_prices, _NO_FLOOR, best, values)
    return best[0], values[0]


_FIRST, _NO_FLOOR = np.zeros(1, np.int64), np.full(1, -np.inf)


def explained(offers: Offers, people: Crowd, who: int, at: int) -> Match:
    """The match of a person and the offer at a position of the index."""
    numbers = np.empty(len(PARTS))
    distance = kernel.parts(offers.index, people, who, at, numbers)
    parts = dict(zip(PARTS, numbers.tolist(), strict=True))
    key = int(offers.index.offers[at]["key"])
    reasons = tuple(_reasons(offers, people, who, at, key, distance))
    # One by one as the search adds them; ``sum`` would add more exactly than a machine does.
    score = reduce(add, parts.values())
    return Match(str(offers.columns.keys[key]), score, parts, reasons)


def _codes(bits: int, of: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for place, code in enumerate(of) if bits >> place & 1)


def term_codes(fields: int, skills: int) -> tuple[str, ...]:
    return taxonomy.codes(fields | skills << len(taxonomy.fields()))


def _reasons(offers: Offers, people: Crowd, who: int, at: int, key: int, distance: float) -> Iterator[Reason]:
    person, offer = people.people[who], offers.index.offers[at]
    yield Reason("from_home") if offer["home"] else Reason("distance", number=float(distance))
    common = int(offer["week"] & person["week"])
    if int(offer["parts"]) == 0:
        yield Reason("time_open")
    elif int(offer["week"]) == ANY_TIME:
        yield Reason("any_time")
    elif common:
        yield Reason("time", week=common)
    # That somebody speaks German, the first of the list, is no news.
    if spoken := int((offer["wanted"] | offer["required"]) & person["languages"]) & ~1:
        yield Reason("language", _codes(spoken, LANGUAGES))
    for reason in (_shared(offer, person, "fields", "interest"), _shared(offer, person, "skills", "skill")):
        if reason:
            yield reason
    if words := _common_words(offers, people, who, key):
        yield Reason("words", words)
    if offer["urgency"] > 0:
        yield Reason("urgent", number=float(offers.columns.urgency[key]))
    if offers.columns.connections[key] == 0:
        yield Reason("few_asked")


def _shared(offer: np.void, person: np.void, sets: str, code: str) -> Reason | None:
    """Terms that both name, else related ones."""
    for prefix in ("", "near_"):
        if common := int(offer[sets] & person[prefix + sets]):
            codes = term_codes(common, 0) if sets == "fields" else term_codes(0, common)
            return Reason(prefix + code, codes)
    return None


def _common_words(offers: Offers, people: Crowd, who: int, key: int) -> tuple[str, ...]:
    of, person = offers.columns.words, people.people[who]
    both = set(of.numbers[of.starts[key] : of.starts[key + 1]].tolist()) & set(
        people.words[person["words_from"] : person["words_to"]].tolist()
    )
    return tuple(word for word, number in offers.words.items() if number in both) if both else ()


@dataclass(frozen=True, slots=True)
class _Variant:
    """A person as they are not, to see what it would bring."""

    code: str
    fields: dict[str, object]
    number: float = 0.0
    week: int = 0
    term: str = ""


def _search(offers: Offers, person: Crowd, variants: Sequence[_Variant], most: int) -> NDArray[np.int32]:
    people = np.repeat(person.people[:1], len(variants))
    for row, variant in enumerate(variants):
        for name, value in variant.fields.items():
            people[name][row] = value
    best, _values = best_for_all(offers, person._replace(people=people), most, threads=1)
    return best


def _wider(person: np.void) -> tuple[float, dict[str, object]]:
    """The radius of a person, made larger, in km and as fields of the record."""
    radius = np.radians(float(person["height"])) * kernel.EARTH if person["reach"] >= 0 else 0.0
    wide = radius * FURTHER + FURTHER_KM
    angle = min(wide / kernel.EARTH, np.pi)
    up = np.radians(abs(float(person["lat"])))
    inside = up + angle < np.pi / 2
    width = np.degrees(np.arcsin(min(1.0, np.sin(angle) / np.cos(up)))) if inside else 360.0
    return wide, {
        "reach": (2 * kernel.EARTH * np.sin(angle / 2)) ** 2, "height": np.degrees(angle),
        "width": width if abs(float(person["lon"])) + width < 180 else 360.0,
    }  # fmt: skip


def _nearly(offers: Offers, person: Crowd, kept: set[int], worst: float) -> tuple[NearMiss, ...]:
    """Each obstacle lifted alone: what then enters the list is kept out by it and by nothing else."""
    lifted = (
        _Variant("too_far", _wider(person.people[0])[1]),
        _Variant("no_common_time", {"week": ANY_TIME, "parts": DAYS * PARTS_OF_A_DAY}),
        _Variant("language_required", {"spoken": _ALL}),
        _Variant("too_young", {"age": AGE_UNTOLD}),
        _Variant("certificate", {"certificates": 0xFFFF_FFFF}),
        _Variant("hours", {"hours": np.inf}),
        _Variant("full", {"places": 0}),
    )
    found = []
    best = _search(offers, person, lifted, MOST_NEARLY + len(kept))
    for row, variant in enumerate(lifted):
        for at in best[row].tolist():
            if at < 0 or at in kept:
                continue
            match = explained(offers, person, 0, at)
            obstacle = obstacle_of(offers, person, at)
            if match.score > worst and obstacle is not None and obstacle.code == variant.code:
                found.append(NearMiss(match.opportunity, match.score, obstacle))
    found.sort(key=lambda miss: (-miss.score, miss.opportunity))
    return tuple(found[:MOST_NEARLY])


def obstacle_of(offers: Offers, people: Crowd, at: int, who: int = 0) -> Reason | None:
    """What keeps a person from the offer at a position: the first that applies, None if nothing does."""
    person, offer = people.people[who], offers.index.offers[at]
    distance = 0.0
    if not offer["home"]:
        distance = float(kernel.parts(offers.index, people, who, at, np.empty(len(PARTS))))
    radius = np.radians(float(person["height"])) * kernel.EARTH if person["reach"] >= 0 else 0.0
    missing_languages = int(offer["required"] & ~person["spoken"])
    missing_papers = int(offer["certificates"] & ~person["certificates"])
    checks = (
        (offer["minimum_age"] > person["age"], Reason("too_young", limit=float(offer["minimum_age"]))),
        (missing_papers, Reason("certificate", _codes(missing_papers, CERTIFICATES))),
        (missing_languages, Reason("language_required", _codes(missing_languages, LANGUAGES))),
        (not offer["week"] & person["week"], Reason("no_common_time", week=int(offer["week"]))),
        (distance > radius and not offer["home"], Reason("too_far", number=distance, limit=radius)),
        (
            offer["hours"] > person["hours"],
            Reason("hours", number=float(offer["hours"]), limit=float(person["hours"])),
        ),
        (offer["capacity"] < person["places"], Reason("full")),
    )
    return next((reason for applies, reason in checks if applies), None)


def _changes(offers: Offers, person: Crowd, kept: set[int], most: int) -> tuple[Change, ...]:
    """What would bring most new offers into the list, each alone."""
    variants = list(_thinkable(person.people[0], offers.columns))
    best = _search(offers, person, variants, most)
    found = []
    for row, variant in enumerate(variants):
        gained = [at for at in best[row].tolist() if at >= 0 and at not in kept]
        keys = tuple(str(offers.columns.keys[offers.index.offers[at]["key"]]) for at in gained)
        if keys:
            found.append(Change(variant.code, keys, variant.number, variant.week, variant.term))
    # Of equals the one that asks least: a time, then the way, then a paper, then something new to like or learn.
    order = {"time": 0, "radius": 1, "certificate": 2, "interest": 3, "skill": 4}
    found.sort(key=lambda change: (-len(change.gained), order[change.code], change.term, change.week))
    return tuple(_one_each(found)[:MOST_CHANGES])


def _one_each(changes: Sequence[Change]) -> list[Change]:
    """The best of each kind."""
    first: dict[str, Change] = {}
    for change in changes:
        first.setdefault(change.code, change)
    return list(first.values())


def _thinkable(person: np.void, offers: OfferColumns) -> Iterator[_Variant]:
    wide, fields = _wider(person)
    yield _Variant("radius", fields, number=wide)
    week = int(person["week"])
    for place in range(DAYS * PARTS_OF_A_DAY):
        if not week >> place & 1:
            more = week | 1 << place
            yield _Variant("time", {"week": more, "parts": more.bit_count()}, week=1 << place)
    for place, code in enumerate(CERTIFICATES):
        if not int(person["certificates"]) >> place & 1:
            yield _Variant("certificate", {"certificates": int(person["certificates"]) | 1 << place}, term=code)
    for term in taxonomy.terms().values():
        field, skill = split(1 << term.bit)
        more_fields, more_skills = int(person["fields"]) | field, int(person["skills"]) | skill
        if (more_fields, more_skills) != (int(person["fields"]), int(person["skills"])):
            # What ``related`` gives for one term more: what is near that term, of its own kind.
            near_field, near_skill = split(taxonomy.relatives()[term.bit])
            near_fields = int(person["near_fields"]) | (near_field if field else 0)
            near_skills = int(person["near_skills"]) | (near_skill if skill else 0)
            yield _Variant(
                "interest" if field else "skill",
                {"fields": more_fields, "skills": more_skills, "near_fields": near_fields, "near_skills": near_skills},
                term=term.code,
            )
