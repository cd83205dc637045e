"""The verdict over two records."""

import math
from dataclasses import dataclass
from itertools import product
from typing import Final

from engagiert.engines.linkage.corpus import Corpus, door_of
from engagiert.engines.linkage.evidence import NameEvidence, Reason, name_evidence, weighed
from engagiert.engines.linkage.parsing import parse
from engagiert.engines.linkage.records import Record

SAME: Final = "same"
OTHER_SITE: Final = "same_carrier_other_site"
CO_LOCATED: Final = "co_located"
DIFFERENT: Final = "different"

# More names than these of one record are not compared: a record with so many has been merged too often.
MOST_NAMES = 8
# Nearer than this many kilometres is the same house, further than that another part of the country.
_ONE_HOUSE, _NEAR, _FAR = 0.04, 0.3, 25.0
_SURE = 3.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """``score`` is the sum of the reasons' weights, ``probability`` that both are one organisation.

    ``sure``: the two may be merged without asking, because nothing is left that a person could weigh.
    """

    verdict: str
    probability: float
    score: float
    reasons: tuple[Reason, ...]
    sure: bool


def judge(one: Record, two: Record, corpus: Corpus | None = None) -> Judgement:
    """Compare two records; symmetric. Of several names the two that fit best count."""
    corpus = corpus or Corpus()
    names = [
        name_evidence(parse(a), parse(b), one, two, corpus)
        for a, b in product((one.name, *one.other_names)[:MOST_NAMES], (two.name, *two.other_names)[:MOST_NAMES])
    ]
    best = max(names, key=_rank)
    around = _around(one, two, corpus)
    around += _shared_with_carrier(best.reasons, around)
    reasons = tuple(sorted((weighed("start"), *best.reasons, *around), key=lambda r: (-abs(r.weight), r.code, r.words)))
    score = math.fsum(reason.weight for reason in reasons)
    verdict = _verdict(one, two, score, best, around)
    return Judgement(verdict, _probability(score), score, reasons, _is_sure(verdict, score, best, one, two, around))


def _rank(found: NameEvidence) -> tuple[object, ...]:
    """Fits best, and among equals the same one whichever record comes first."""
    said = sorted((reason.code, reason.weight, reason.words) for reason in found.reasons)
    return math.fsum(reason.weight for reason in found.reasons), found.alike, found.head, said


def _probability(score: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, score))))


def _around(one: Record, two: Record, corpus: Corpus) -> list[Reason]:
    """Reasons from addresses and ways to reach them."""
    reasons = [*_place(one, two), *_point(one, two)]
    for code, ours, theirs in (
        ("same_phone", set(one.phones), set(two.phones)),
        ("same_mail", {mail.casefold() for mail in one.mails}, {mail.casefold() for mail in two.mails}),
        ("same_website", {_site(one.website)} - {""}, {_site(two.website)} - {""}),
    ):
        shared = ours & theirs
        if shared:
            sharers = max(corpus.sharers(contact) for contact in shared)
            reasons.append(weighed(code, 1.0 / max(1, sharers - 1), shared))
    return reasons


_PARTS_OF_A_CARRIER = frozenset(
    {"extra_unit", "extra_sport", "extra_number", "extra_direction", "behind_legal_form", "programme_in_front"}
)
_MOST_OF_A_CARRIER = 2.5


def _shared_with_carrier(named: list[Reason], around: list[Reason]) -> list[Reason]:
    """A department answers the phone of its club and sits in its house: that makes it no club."""
    shared = sum(reason.weight for reason in around if reason.weight > 0)
    if shared <= _MOST_OF_A_CARRIER or not any(reason.code in _PARTS_OF_A_CARRIER for reason in named):
        return []
    return [weighed("shared_with_carrier", shared - _MOST_OF_A_CARRIER)]


def _site(address: str) -> str:
    plain = address.casefold().split("://")[-1].removeprefix("www.")
    return plain.rstrip("/")


def _place(one: Record, two: Record) -> list[Reason]:
    if one.place and two.place and one.place != two.place:
        return [weighed("other_place")]
    if one.postcode and two.postcode and one.postcode != two.postcode:
        return [weighed("other_postcode")]
    doors = door_of(one), door_of(two)
    if all(doors) and doors[0] == doors[1]:
        return [weighed("same_door", 1, [doors[0]])]
    if all(doors):
        return [weighed("other_door", 1, doors)]
    if one.postcode and one.postcode == two.postcode:
        return [weighed("same_postcode", 1, [one.postcode])]
    return []


def _point(one: Record, two: Record) -> list[Reason]:
    distance = kilometres(one, two)
    if distance is None or all((door_of(one), door_of(two))):
        return []
    if distance <= _NEAR:
        return [weighed("near")]
    return [weighed("far")] if distance > _FAR else []


def kilometres(one: Record, two: Record) -> float | None:
    if one.point is None or two.point is None:
        return None
    (lat, lon), (other_lat, other_lon) = one.point, two.point
    east = (lon - other_lon) * 111.32 * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot((lat - other_lat) * 110.57, east)


def _at_one_door(one: Record, two: Record, around: list[Reason]) -> bool:
    if any(reason.code == "same_door" for reason in around):
        return True
    distance = kilometres(one, two)
    return distance is not None and distance <= _ONE_HOUSE and not all((door_of(one), door_of(two)))


def _verdict(one: Record, two: Record, score: float, best: NameEvidence, around: list[Reason]) -> str:
    if score >= 0 and best.shared:
        return SAME
    if best.head and not best.level_differs:
        return OTHER_SITE
    return CO_LOCATED if _at_one_door(one, two, around) else DIFFERENT


def _is_sure(verdict: str, score: float, best: NameEvidence, one: Record, two: Record, around: list[Reason]) -> bool:
    """Whole names agree without boldness, nothing contradicts, and something beside the name says so too."""
    if verdict != SAME or score < _SURE or not best.alike or best.bold:
        return False
    forms = parse(one.name).forms, parse(two.name).forms
    if all(forms) and forms[0] != forms[1]:
        return False
    against = {"other_place", "other_postcode", "other_door", "far", "name_of_many", "typing_error"}
    if any(reason.code in against for reason in (*around, *best.reasons)):
        return False
    return any(reason.weight > 0 for reason in around)
